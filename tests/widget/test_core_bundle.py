"""Many modules become one script: the right order, nothing lost, small enough, and rules broken are told at start."""

import re

import pytest

from api.widget.bundle import SOURCES, BundleInvalid, bundle_of, bundled, order, read

MODULES = read(SOURCES)
A = 'import {a} from "./a.js";\n'


def test_a_module_comes_after_all_that_it_imports() -> None:
    modules = {
        "main": 'import {b} from "./b.js";\nimport {c} from "./c.js";\n',
        "b": 'import {c} from "./c.js";\nexport const b = c;\n',
        "c": "export const c = 1;\n",
    }
    assert order(modules) == ["c", "b", "main"]


@pytest.mark.parametrize(
    ("modules", "told"),
    [
        ({"main": A, "a": 'import {m} from "./main.js";\nexport const a = 1;\n'}, "each other"),
        ({"main": A}, "does not exist"),
        ({"main": A, "a": "export const b = 1;\n"}, "does not export"),
        ({"main": 'import {a as b} from "./a.js";\n', "a": "export const a = 1;\n"}, "does not export"),
        ({"main": 'import a from "./a.js";\n', "a": "export const a = 1;\n"}, "cannot read"),
        ({"main": "export default 1;\n"}, "cannot read"),
        ({"main": "const text = `one\ntwo`;\n"}, "template string"),
        ({"main": "const a = 1; // it's one,\n"}, "quotation marks"),
        ({"main": A + "const b = 1;\n", "a": "export const a = 1;\nfunction b() {}\n"}, "both declare"),
    ],
)  # fmt: skip
def test_who_breaks_a_rule_is_told_which(modules: dict[str, str], told: str) -> None:
    with pytest.raises(BundleInvalid, match=told):
        bundle_of(modules)


def test_comments_and_needless_space_go_and_everything_else_stays() -> None:
    source = (
        '/** Says a word. */\nexport function say(a) {\n  // aside\n  const word = "/* kept , */ // kept"; // and, {\n'
        "  return a / 2 > 1 ? `${word} , ` : /a , b/.test(a)\n}\n"
    )
    script = bundle_of({"main": source}).script.decode()
    assert 'function say(a){const word = "/* kept , */ // kept";return a / 2' in script
    assert "return a / 2 > 1 ? `${word} , ` : /a , b/.test(a)}" in script
    assert "aside" not in script
    assert "Says" not in script


def test_the_same_sources_give_the_same_address_and_others_another() -> None:
    one, same, other = (bundle_of({"main": f"const a = {n};\n"}) for n in (1, 1, 2))
    assert one == same
    assert one.path != other.path
    assert one.integrity != other.integrity


def test_every_module_of_the_widget_is_used() -> None:
    assert sorted(order(MODULES)) == sorted(MODULES)


def test_the_widget_is_smaller_than_30_kB() -> None:
    assert len(bundled().compressed) < 30_000


def test_no_module_makes_html_or_code_of_text() -> None:
    dangerous = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|setHTML|\beval\b|new Function|srcdoc"
    assert [name for name, source in MODULES.items() if re.search(dangerous, source)] == []


def test_one_module_touches_the_network_and_one_the_storage() -> None:
    network = r"\bfetch\(|XMLHttpRequest|EventSource\b|sendBeacon|WebSocket"
    assert [name for name, source in MODULES.items() if re.search(network, source)] == ["door"]
    storage = r"sessionStorage|localStorage|indexedDB|document\.cookie|caches\."
    assert [name for name, source in MODULES.items() if re.search(storage, _code(source))] == ["keeping"]


def _code(source: str) -> str:
    return re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
