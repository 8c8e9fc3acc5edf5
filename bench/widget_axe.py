"""What axe finds in Lotse's widget and in deep-chat beside it, state by state, as a Markdown table.

`python -m bench.widget_axe deepChat.bundle.js` in the root of the repository; needs Chromium. The argument is a script
of deep-chat's npm package (in its folder dist), which is no part of Lotse. Both say the same answer of the same Lotse.
"""

import argparse
import json
import sys
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from bench.lotse_process import running
from tests.api.console.browsing import chromium, violations
from tests.widget.hosts import HostPage, hosting, script
from tests.widget.relay import Line, relaying
from tests.widget.stages import QUESTION, STATES, Stage

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
}
SAME = {"opened": "open", "answer": "answer", "unreachable": "error"}  # the states that both have
PEER = Path(__file__).with_name("deep_chat.js")
Found = dict[tuple[str, str], list[str]]  # look and state -> the rules that are broken, once for each element


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("script", type=Path, help="deepChat.bundle.js of deep-chat's npm package")
    asked = parser.parse_args()
    with (
        running() as lotse,
        relaying(lotse) as (endpoint, line),
        hosting({"lotse": HostPage(script(endpoint)), "peer": HostPage()}) as site,
        chromium() as browser,
    ):
        ours = _ours(browser, f"{site}/lotse", line)
        peer = _peers(browser, f"{site}/peer", asked.script, _reply(lotse))
    sys.stdout.write(_table(ours, peer))


def _ours(browser: Browser, address: str, line: Line) -> Found:
    found: Found = {}
    for look, options in LOOKS.items():
        page = browser.new_page(reduced_motion="reduce", **options)
        page.clock.install()
        page.goto(address)
        for name, enter in STATES.items():
            enter(Stage(page, line))
            found[look, SAME.get(name, name)] = _rules(page)
        page.close()
    return found


def _peers(browser: Browser, address: str, bundle: Path, reply: Mapping[str, Any]) -> Found:
    found: Found = {}
    for look, options in LOOKS.items():
        for state, enter in _peer_states(reply).items():
            page = browser.new_page(reduced_motion="reduce", **options)
            page.goto(address)
            page.add_script_tag(path=bundle, type="module")
            page.evaluate(PEER.read_text(encoding="utf-8"))
            page.wait_for_function("Boolean(customElements.get('deep-chat'))")
            enter(page, look == "dark")
            found[look, state] = _rules(page)
            page.close()
    return found


def _peer_states(reply: Mapping[str, Any]) -> dict[str, Callable[[Page, bool], None]]:
    def opened(page: Page, is_dark: bool, said: Mapping[str, Any] | None = reply) -> None:
        page.evaluate("([reply, isDark]) => { deepChat(reply, isDark); }", [said, is_dark])
        page.locator("deep-chat #text-input").wait_for()

    def ask(page: Page, shows: str) -> None:
        page.locator("deep-chat #text-input").click()
        page.keyboard.type(QUESTION)
        page.keyboard.press("Enter")
        page.get_by_text(shows).first.wait_for()

    def answered(page: Page, is_dark: bool) -> None:
        opened(page, is_dark)
        ask(page, reply["statements"][0]["text"][:40])

    def failed(page: Page, is_dark: bool) -> None:
        opened(page, is_dark, None)
        ask(page, "Nicht erreichbar.")

    return {"open": opened, "answer": answered, "error": failed}


def _rules(page: Page) -> list[str]:
    return [one.partition(":")[0] for one in violations(page)]


def _reply(lotse: str) -> Mapping[str, Any]:
    body = json.dumps({"message": QUESTION}).encode()
    request = urllib.request.Request(f"{lotse}/api/v1/chat", body, {"Content-Type": "application/json"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60) as answer:
        reply: Mapping[str, Any] = json.load(answer)
    return reply


def _table(ours: Found, peer: Found) -> str:
    lines = ["| look | state | Lotse | deep-chat |", "|---|---|---|---|"]
    lines += [
        f"| {look} | {state} | {_cell(rules)} | {_cell(peer.get((look, state)))} |"
        for (look, state), rules in ours.items()
    ]
    return "\n".join([*lines, _sum(ours, peer), ""])


def _cell(rules: list[str] | None) -> str:
    if rules is None:
        return "–"
    counted = ", ".join(f"{rule} ({count})" for rule, count in sorted(Counter(rules).items()))
    return f"{len(rules)}: {counted}" if rules else "0"


def _sum(*all_found: Found) -> str:
    sums: Iterator[str] = (f"{sum(map(len, found.values()))} in {len(found)} states" for found in all_found)
    return f"| all | | {' | '.join(sums)} |"


if __name__ == "__main__":
    main()
