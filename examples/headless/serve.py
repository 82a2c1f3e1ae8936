"""Serve this front end: files as they are, and `index.html` for every URL that is a screen.

Usage: python examples/headless/serve.py --api http://127.0.0.1:8000 --port 8010
"""

import argparse
import re
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

FOLDER = Path(__file__).resolve().parent
STATIC = re.compile(r"/(style\.css|js/[a-z/]+\.js)")
DEFAULT_API = "http://127.0.0.1:8000"


def origin(address: str) -> str:
    """Return the scheme and host of a URL."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or re.search(r"[^\w.:\[\]-]", parts.netloc):
        raise argparse.ArgumentTypeError(f"{address!r} is no address; write it as {DEFAULT_API}")
    return f"{parts.scheme}://{parts.netloc}"


def policy(api: str, desk: str) -> str:
    """Return the policy of the page: what it may load, and that the desk may frame it to preview drafts."""
    allowed = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "connect-src": api,
        "img-src": f"{api} https: data:",
        "media-src": f"{api} https:",
        "frame-src": "https:",
        "frame-ancestors": f"'self' {desk}",
        "base-uri": "'none'",
        "form-action": "'self'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in allowed.items())


class Handler(SimpleHTTPRequestHandler):
    """The files of this folder; browsers do not cache them, so that changes show at once."""

    def __init__(self, *arguments: Any, api: str, desk: str) -> None:
        self.api, self.desk = api, desk
        super().__init__(*arguments, directory=str(FOLDER))

    def send_head(self) -> Any:
        """Return a file, or the page that renders the screen."""
        path = urlsplit(self.path).path
        if STATIC.fullmatch(path):
            return super().send_head()
        if "." in path.rsplit("/", 1)[-1] or path.startswith("/js/"):
            return self.send_error(HTTPStatus.NOT_FOUND)
        return self._page()

    def end_headers(self) -> None:
        """Send the security headers with every response."""
        self.send_header("Content-Security-Policy", policy(self.api, self.desk))
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        # The URL of a preview contains its token.
        self.send_header("Referrer-Policy", "no-referrer")
        super().end_headers()

    def _page(self) -> BytesIO:
        page = (FOLDER / "index.html").read_text(encoding="utf-8").replace(DEFAULT_API, self.api).encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        return BytesIO(page)

    def log_message(self, *arguments: object) -> None:
        """Log no requests: the URLs of previews contain tokens."""


def make_server(api: str, port: int, desk: str | None = None) -> ThreadingHTTPServer:
    """Return a server that listens on this machine only; port 0 picks a free one."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, api=api, desk=desk or api))


def main() -> None:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(description="Serve the example of a front end.")
    parser.add_argument("--api", type=origin, default=DEFAULT_API, help="where the magazine is")
    parser.add_argument("--port", type=int, default=8010, help="the port of this front end")
    parser.add_argument("--desk", type=origin, help="where the desk is, if not where the API is")
    chosen = parser.parse_args()
    with make_server(chosen.api, chosen.port, chosen.desk) as server:
        print(f"The front end of {chosen.api} is at http://127.0.0.1:{server.server_port}/ – Ctrl-C stops it.")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
