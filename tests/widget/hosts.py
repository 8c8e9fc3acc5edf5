"""Websites that a widget is put on: a town's page, served at an origin of its own with whatever headers it wants."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

STYLE = """
:root { color-scheme: light dark; }
body { margin: 0; font: 1rem/1.5 sans-serif; color: #1a1a1a; background: #fff; }
header, main, footer { max-width: 60rem; margin: 0 auto; padding: 1rem; }
a { color: #003b7a; }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #16181c; } a { color: #9cc4ff; } }
"""
PAGE = """<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gemeinde Musterdorf</title>
<link rel="stylesheet" href="/host.css">
{head}
</head>
<body>
<header><a href="#inhalt">Gemeinde Musterdorf</a></header>
<main id="inhalt">
<h1>Digitales Rathaus</h1>
<p>Hier finden Beschäftigte der Gemeinde, was andere Orte <a href="#weiter">schon erprobt haben</a>.</p>
<h2 id="weiter">Weiter lesen</h2>
<p>Das Rathaus hat von 8 bis 16 Uhr geöffnet.</p>
</main>
<footer><p>Impressum</p></footer>
{body}
</body>
</html>
"""


@dataclass(frozen=True)
class HostPage:
    """One page of a website: what stands in its head and at its end, its style sheet, and the headers it comes with."""

    head: str = ""
    body: str = ""
    style: str = STYLE
    headers: Mapping[str, str] = field(default_factory=dict)


def script(endpoint: str) -> str:
    """Return the one line that an integrator puts on a page."""
    return f'<script src="{endpoint}/widget/lotse-chat.js" async></script>'


def strict(endpoint: str) -> Mapping[str, str]:
    """Return the strictest policy under which the widget is promised to work."""
    allowed = f"script-src {endpoint}; connect-src {endpoint}; img-src 'none'; style-src 'self'; base-uri 'none'"
    return {"Content-Security-Policy": f"default-src 'none'; {allowed}; require-trusted-types-for 'script'"}


@contextmanager
def hosting(pages: Mapping[str, HostPage]) -> Iterator[str]:
    """Serve pages under their names; give the address of the site. `/NAME.css` is the style sheet of a page."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name, _, kind = self.path.lstrip("/").partition("?")[0].partition(".")
            page = pages.get(name)
            if page is None:
                return self._send(404, "text/plain", b"", {})
            if kind == "css":
                return self._send(200, "text/css", page.style.encode(), {})
            markup = PAGE.replace("/host.css", f"/{name}.css").format(head=page.head, body=page.body)
            return self._send(200, "text/html; charset=utf-8", markup.encode(), page.headers)

        def _send(self, status: int, kind: str, content: bytes, headers: Mapping[str, str]) -> None:
            self.send_response(status)
            for header, value in {"Content-Type": kind, "Content-Length": str(len(content)), **headers}.items():
                self.send_header(header, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    site = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.daemon_threads = True
    threading.Thread(target=site.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{site.server_address[1]}"
    finally:
        site.shutdown()
        site.server_close()
