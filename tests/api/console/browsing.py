"""A real browser at a served console, and axe to look at what it shows."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserType, Page, expect, sync_playwright

expect.set_options(timeout=60_000)  # milliseconds: on a busy machine everything takes its time, and comes

CHROMIUM = Path("/usr/bin/chromium")
_ARGUMENTS = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}}).then(found => found.violations)"


@contextmanager
def served(app: FastAPI, port: int) -> Iterator[str]:
    """Serve an application that is already open; give its address."""
    config = uvicorn.Config(app, host="127.0.0.1", port=port, lifespan="off", log_level="error", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


def launched(kind: BrowserType, *arguments: str) -> Browser:
    """Start Debian's Chromium, without network, with arguments of its own beside the usual ones."""
    return kind.launch(executable_path=str(CHROMIUM), args=[*_ARGUMENTS, *arguments])


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launched(playwright.chromium)
        yield browser
        browser.close()


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong with a page as it is shown now: rule, element, and what to do."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate(_RUN, _TAGS)
    return [f"{one['id']}: {node['html']}: {node['failureSummary']}" for one in found for node in one["nodes"]]
