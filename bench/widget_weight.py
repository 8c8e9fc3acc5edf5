"""What the widget costs the page it is put on: the same page with and without it, in turns, as a Markdown table.

`python -m bench.widget_weight [--runs 20] [--slowdown 4]` in the root of the repository; needs Chromium.
"""

import argparse
import gzip
import statistics
import sys
import urllib.request
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Browser

from bench.lotse_process import running
from tests.api.console.browsing import chromium
from tests.widget.hosts import HostPage, hosting, script

# Until everything that was there at the start has run: load, then two frames, then an idle moment.
_MEASURE = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const painted = () => performance.getEntriesByName("first-contentful-paint").length;
  do await frame(); while (!painted());  // told a little after it happened
  await frame();
  await new Promise((done) => requestIdleCallback(done));
  const [page] = performance.getEntriesByType("navigation");
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return {
    "first contentful paint": paint.startTime,
    "DOM interactive": page.domInteractive,
    "DOMContentLoaded ended": page.domContentLoadedEventEnd,
    "load ended": page.loadEventEnd,
    "long tasks": window.longTasks.reduce((sum, task) => sum + task, 0),
  };
}"""
_LONG = """window.longTasks = [];
new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((one) => one.duration)))
  .observe({type: "longtask", buffered: true});"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20, help="how often each page is opened")
    parser.add_argument("--slowdown", type=float, default=4.0, help="how many times slower the browser computes")
    asked = parser.parse_args()
    with running() as lotse:
        pages = {"without": HostPage(), "with": HostPage(head=script(lotse))}
        with hosting(pages) as site, chromium() as browser:
            found: dict[str, list[Mapping[str, float]]] = {name: [] for name in pages}
            for turn in range(asked.runs + 1):  # the first turn warms up the machine and is thrown away
                for name in pages if turn % 2 else reversed(pages):
                    measured = _opened(browser, f"{site}/{name}", asked.slowdown)
                    if turn:
                        found[name].append(measured)
        sys.stdout.write(f"{_table(found, asked.slowdown)}\n\nThe script: {_size(lotse)}.\n")


def _opened(browser: Browser, address: str, slowdown: float) -> Mapping[str, float]:
    """Open a page in a browser that has never seen it and return milliseconds."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(_LONG)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    page.goto(address, wait_until="load")
    measured: Mapping[str, float] = page.evaluate(_MEASURE)
    context.close()
    return measured


def _table(found: Mapping[str, list[Mapping[str, float]]], slowdown: float) -> str:
    runs = len(found["with"])
    lines = [
        f"Median (least to most) of {runs} first visits each, in turns, browser slowed down {slowdown:g} times, ms:",
        "",
        "| | without widget | with widget | difference of the medians |",
        "|---|---:|---:|---:|",
    ]
    for name in found["with"][0]:
        values = {kind: [one[name] for one in rows] for kind, rows in found.items()}
        difference = statistics.median(values["with"]) - statistics.median(values["without"])
        lines.append(f"| {name} | {_spread(values['without'])} | {_spread(values['with'])} | {difference:+.1f} |")
    return "\n".join(lines)


def _spread(values: list[float]) -> str:
    return f"{statistics.median(values):.1f} ({min(values):.1f} to {max(values):.1f})"


def _size(lotse: str) -> str:
    request: Any = urllib.request.Request(f"{lotse}/widget/lotse-chat.js", headers={"Accept-Encoding": "gzip"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10) as answer:
        sent = answer.read()
    return f"{len(sent):,} bytes as sent (gzip), {len(gzip.decompress(sent)):,} bytes unpacked"


if __name__ == "__main__":
    main()
