"""Makes one classic script of the widget's modules: ordered by their imports, stripped, wrapped so that nothing leaks.

It knows just enough of JavaScript for modules that keep four rules: `import {a, b} from "./c.js";` and `export` stand
at the beginning of a line, no import renames, no template string goes over a line end, and names are unique over all
modules. Whoever breaks one is told where.
"""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCES = Path(__file__).parent.parent / "web" / "widget"
ENTRY = "main"
STYLES = "styles"  # the module that stands for all style sheets
_IMPORT = re.compile(r'^import\s*(?:\{(?P<names>[^}]*)\}\s*from\s*)?"\./(?P<module>\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const)\b)", re.MULTILINE)
_OUTSIDE = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_TOP_LEVEL = re.compile(r"^(?:async function\*?|function\*?|class|const|let|var) (\w+)", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.MULTILINE)
_ASIDE = re.compile(r"[ \t]+//[^\"'`\n]*$", re.MULTILINE)  # behind code; in a string or template, a quote would follow
_REMARK = re.compile(r"[ \t]//")
_JOINED = re.compile(r"(?<=[{(\[,;])\n|\n(?=[})\]])")  # where no line break ends a statement
_SPACE = re.compile(r"^[ \t]+|[ \t]+$|^[ \t]*\n", re.MULTILINE)
_PUNCTUATION = re.compile(r" ?(=>|[=!]==|&&|\|\||\?\?|[=,;:?(){}]) ?")
_UNSURE = re.compile(r"[`'/\\]")  # a line with one of these may hold a regular expression or a template
_BACKTICK = re.compile(r"(?<!\\)`")


class BundleInvalid(Exception):
    """The modules break a rule that the bundle relies on; says which and where."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The script, plain and gzipped; its `integrity` for pages, and `path`, whose `digest` names these very bytes."""

    script: bytes
    compressed: bytes
    digest: str
    integrity: str
    path: str


@cache
def bundled() -> Bundle:
    """Return the widget of this release; made once per process."""
    return bundle_of(read(SOURCES))


def read(folder: Path) -> dict[str, str]:
    """Return the modules of a folder by name; all its style sheets, core.css first, are the module `styles`."""
    sheets = sorted(folder.glob("*.css"), key=lambda path: (path.stem != "core", path.stem))
    css = "\n".join(_plain_css(path.read_text(encoding="utf-8")) for path in sheets)
    modules = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js"))}
    return {**modules, STYLES: f"export const STYLES = {json.dumps(css, ensure_ascii=False)};\n"}


def bundle_of(modules: Mapping[str, str]) -> Bundle:
    """Return the bundle of modules by name, beginning with `main`. Raises BundleInvalid."""
    needed = order(modules)
    _refuse_twins({name: names_in(modules[name]) for name in needed})
    body = "".join(_stripped(name, modules[name]) for name in needed)
    script = f'(() => {{\n"use strict";\n{body}}})();\n'.encode()
    return named(script)


def named(script: bytes) -> Bundle:
    """Return a script with what its bytes make of it."""
    hashed = hashlib.sha384(script)
    return Bundle(
        script=script,
        compressed=gzip.compress(script, mtime=0),
        digest=hashed.hexdigest()[:16],
        integrity=f"sha384-{base64.b64encode(hashed.digest()).decode()}",
        path=f"/widget/{hashed.hexdigest()[:16]}/lotse-chat.js",
    )


def order(modules: Mapping[str, str]) -> list[str]:
    r"""Return the names of all modules that `main` needs, each after those it imports. Raises BundleInvalid.

    >>> order({"main": 'import {a} from "./one.js";\n', "one": "export const a = 1;\n", "unused": ""})
    ['one', 'main']
    """
    return list(dict.fromkeys(_needed(ENTRY, modules, ())))


def names_in(source: str) -> list[str]:
    r"""Return the names that a module declares at its top level.

    >>> names_in("const A = 1;\nexport class B {\n  c() {}\n}\nexport async function d() {}\n")
    ['A', 'B', 'd']
    """
    return _TOP_LEVEL.findall(_EXPORT.sub("", source))


def _needed(name: str, modules: Mapping[str, str], above: tuple[str, ...]) -> Iterator[str]:
    if name in above:
        raise BundleInvalid(f"modules import each other: {' -> '.join([*above, name])}")
    if name not in modules:
        raise BundleInvalid(f"{above[-1] if above else name}.js imports {name}.js, which does not exist")
    for found in _IMPORT.finditer(modules[name]):
        needed = found["module"]
        yield from _needed(needed, modules, (*above, name))
        for wanted in filter(None, (one.strip() for one in (found["names"] or "").split(","))):
            if not re.search(
                rf"^export (?:async function|function|class|const) {re.escape(wanted)}\b", modules[needed], re.M
            ):
                raise BundleInvalid(f"{name}.js imports {wanted!r}, which {needed}.js does not export")
    yield name


def _refuse_twins(names: Mapping[str, list[str]]) -> None:
    home: dict[str, str] = {}
    for module, declared in names.items():
        for name in declared:
            if name in home:
                raise BundleInvalid(f"{home[name]}.js and {module}.js both declare {name!r}")
            home[name] = module


def _stripped(name: str, source: str) -> str:
    code = _EXPORT.sub("", _IMPORT.sub("", source))
    if outside := _OUTSIDE.search(code):
        raise BundleInvalid(f"{name}.js: the bundle cannot read {outside[0]!r}")
    code = _ASIDE.sub("", _COMMENT.sub("", code))
    for line in code.splitlines():
        if len(_BACKTICK.findall(line)) % 2:
            raise BundleInvalid(f"{name}.js: a template string goes over a line end: {line.strip()!r}")
        if (aside := _REMARK.search(line)) and line[: aside.start()].count('"') % 2 == 0:
            raise BundleInvalid(f"{name}.js: a comment behind code has quotation marks: {line.strip()!r}")
    return _JOINED.sub("", "".join(map(_squeezed, _SPACE.sub("", code).splitlines(keepends=True))))


def _squeezed(line: str) -> str:
    """Return a line without needless space, strings as they are.

    >>> _squeezed('if (a === "b , c") return {d: [1, 2]};')
    'if(a==="b , c")return{d:[1,2]};'
    """
    if _UNSURE.search(line):
        return line
    parts = line.split('"')
    return '"'.join(part if n % 2 else _PUNCTUATION.sub(r"\1", part) for n, part in enumerate(parts))


def _plain_css(sheet: str) -> str:
    r"""Return a style sheet without comments and needless space.

    >>> _plain_css("/* Ruhe */\n.a,\n.b { color: red; }\n")
    '.a,.b{color:red}'
    """
    code = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    return re.sub(r"\s*([{};,]|:(?=\s))\s*", r"\1", re.sub(r"\s+", " ", code)).replace(";}", "}").strip()
