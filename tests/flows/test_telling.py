"""Notices reach what the operator has set: a real receiver, a real command; and what fails is only said."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from flows.notices import KINDS, RUN_FAILED, failed
from flows.telling import COMMAND, URL, give

NOW = datetime(2026, 11, 22, 3, 30, tzinfo=UTC)
NOTICE = failed("SourceError: 甲.toml line 7: unknown key")


@contextmanager
def receiver(status: int = 200) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """An address that notices can be posted to, and what came."""
    came: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            came.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hook?token=secret", came
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_notice_is_posted_once_and_told_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with receiver() as (address, came):
        for hour in (0, 24):
            given = give([NOTICE], KINDS, tmp_path, NOW + timedelta(hours=hour), {URL: address})
            assert bool(given) == (hour == 0)
    assert came == [
        {
            "kind": RUN_FAILED,
            "subject": "annual",
            "text": "A run failed: SourceError: 甲.toml line 7: unknown key.",
            "remedy": NOTICE.remedy,
            "home": str(tmp_path),
            "when": "2026-11-22T03:30:00+00:00",
        }
    ]
    said = capsys.readouterr().err
    assert said.splitlines() == [NOTICE.line]
    give([], KINDS, tmp_path, NOW, {})
    assert give([NOTICE], KINDS, tmp_path, NOW, {}) == [NOTICE], "it had ended, and is there again"


def test_what_cannot_be_posted_is_said_without_the_secret_and_tried_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with receiver(500) as (address, came):
        assert give([NOTICE], KINDS, tmp_path, NOW, {URL: address}) == [NOTICE]
        assert len(came) == 1
    assert give([NOTICE], KINDS, tmp_path, NOW, {URL: address}) == [NOTICE]  # nobody listens any more
    assert give([NOTICE], KINDS, tmp_path, NOW, {URL: "no address?secret"}) == [NOTICE]
    said = capsys.readouterr().err
    assert "127.0.0.1 of COUNTY_EDUCATION_NOTICE_URL answered 500. The next run tries again." in said
    assert "COUNTY_EDUCATION_NOTICE_URL cannot be reached (ConnectError)" in said
    assert "secret" not in said
    with receiver() as (address, came):
        give([NOTICE], KINDS, tmp_path, NOW, {URL: address})
        assert len(came) == 1
        give([NOTICE], KINDS, tmp_path, NOW, {URL: address})
        assert len(came) == 1


def test_a_command_gets_the_notice_and_its_failure_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script, got = tmp_path / "told.py", tmp_path / "got"
    script.write_text(
        f"import sys; open({str(got)!r}, 'ab').write(sys.stdin.buffer.read())", encoding="utf-8"
    )
    command = {COMMAND: f"{sys.executable} '{script}'"}
    give([NOTICE], KINDS, tmp_path, NOW, command)
    assert json.loads(got.read_bytes())["text"] == NOTICE.text
    script.write_text("raise SystemExit(3)", encoding="utf-8")
    other = failed("another reason")
    give([other], KINDS, tmp_path, NOW, command)
    give([other], KINDS, tmp_path, NOW, {COMMAND: "/no/such/command --password secret"})
    give([other], KINDS, tmp_path, NOW, {COMMAND: "'unclosed"})
    give([failed("a third reason")], KINDS, tmp_path, NOW, {COMMAND: " ", URL: " "})
    said = capsys.readouterr().err
    assert "COUNTY_EDUCATION_NOTICE_COMMAND ended with exit code 3" in said
    assert "COUNTY_EDUCATION_NOTICE_COMMAND cannot be run (FileNotFoundError)" in said
    assert "COUNTY_EDUCATION_NOTICE_COMMAND cannot be run (ValueError)" in said
    assert "secret" not in said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"run-failed annual": 3}',
        '{"a b": {"text": "t"}}',
        '{"a b": {"text": "t", "when": "2026-11-22T03:30:00"}}',
    ],
)
def test_a_damaged_memory_tells_once_more_and_is_mended(text: str, tmp_path: Path) -> None:
    file = tmp_path / "notices/notices.json"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    assert give([NOTICE], KINDS, tmp_path, NOW, {}) == [NOTICE]
    assert give([NOTICE], KINDS, tmp_path, NOW, {}) == []


def test_a_home_without_room_for_notices_fails_no_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notices").write_text("a file is in the way", encoding="utf-8")
    assert give([NOTICE], KINDS, tmp_path, NOW, {}) == []
    assert "notices cannot be kept" in capsys.readouterr().err
