"""A web space in a process of its own, as tests have no network: `python -m tests.page_server FOLDER LOG`.

Prints its port, serves the folder to this machine, and writes each request as a line of the log.
"""

import contextlib
import functools
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TYPES = {".mjs": "text/javascript", ".wasm": "application/wasm", ".webmanifest": "application/manifest+json"}


class Handler(SimpleHTTPRequestHandler):
    """Serves files by their right types."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | TYPES

    def handle(self) -> None:
        """Serve; a browser that goes away meanwhile is no matter."""
        with contextlib.suppress(ConnectionError):
            super().handle()

    def end_headers(self) -> None:
        """Let browsers keep the program, as the files for web spaces in the folder say."""
        if "/run/" in self.path:
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Keep what was asked."""
        with Path(sys.argv[2]).open("a", encoding="utf-8") as log:
            log.write(f"{self.requestline}\n")


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=sys.argv[1]))
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
