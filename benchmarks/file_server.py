"""A web server over a folder that counts what it sends, and a DuckDB that can read from it."""

from __future__ import annotations

import importlib.util
import os
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import duckdb

RANGE = re.compile(r"bytes=(\d+)-(\d*)")


class CountingHandler(SimpleHTTPRequestHandler):
    """Serves files and parts of files, as any web server does, and counts the bytes by path."""

    sent: dict[str, int]

    def do_GET(self) -> None:
        """Send a file, or the part of it that is asked for."""
        content = Path(self.translate_path(self.path)).read_bytes()
        wanted = RANGE.fullmatch(self.headers.get("Range", ""))
        start = int(wanted[1]) if wanted else 0
        stop = int(wanted[2]) + 1 if wanted and wanted[2] else len(content)
        part = content[start:stop]
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Length", str(len(part)))
        self.send_header("Accept-Ranges", "bytes")
        if wanted:
            self.send_header("Content-Range", f"bytes {start}-{start + len(part) - 1}/{len(content)}")
        self.end_headers()
        self.wfile.write(part)
        self.sent[self.path] = self.sent.get(self.path, 0) + len(part)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002, the name is the library's
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, Mapping[str, int]]]:
    """A web server over a folder: its address, and the bytes that it has sent, by path."""
    sent: dict[str, int] = {}
    handler = type("Counting", (CountingHandler,), {"sent": sent})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=os.fspath(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", sent
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def reading_addresses() -> duckdb.DuckDBPyConnection | None:
    """A connection of DuckDB that reads addresses; None where its extension is for another system."""
    found = importlib.util.find_spec("duckdb_extension_httpfs")
    if found is None or found.origin is None:
        return None
    connection = duckdb.connect()
    connection.sql(f"LOAD '{next(Path(found.origin).parent.rglob('httpfs.duckdb_extension'))}'")
    return connection
