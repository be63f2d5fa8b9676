"""`county-education sources check`: what is wrong and exit code 1, or what would be fetched and 0."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from flows.command_line import main

PAGE = """[[page]]
id = "liucheng"
address = "http://www.liucheng.gov.cn/a.shtml"
publisher = "柳城县教育局"
region = "450222"
"""


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a check asks no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def run(registry: Path, text: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    registry.write_text(text, encoding="utf-8")
    code = main(["sources", "check", str(registry)])
    out, err = capsys.readouterr()
    assert err == ""
    return code, out.splitlines()


def test_a_good_registry_says_what_would_be_fetched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "mine.toml", PAGE, capsys) == (
        0,
        [
            "liucheng: http://www.liucheng.gov.cn/a.shtml (a page)",
            "0 files here; would fetch 1 page and look through 0 listings, at 1 host.",
        ],
    )


def test_what_was_not_yet_fetched_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, said = run(tmp_path / "mine.toml", PAGE + "fetched = false\n", capsys)
    assert said[-1] == "Not yet fetched from here: 1 of 1. Whether they answer is not known."


def test_a_doubt_is_said_and_is_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(tmp_path / "mine.toml", PAGE.replace("柳城县", "鹿寨县"), capsys)
    assert code == 0
    assert said[0].startswith("look: ")
    assert said[0].endswith("the publisher 鹿寨县教育局 does not name 柳城县")


def test_a_wrong_registry_says_every_fault_and_plans_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = PAGE.replace("http:", "htp:") + PAGE.replace('id = "liucheng"', 'id = "b/c"')
    code, said = run(tmp_path / "mine.toml", text, capsys)
    assert code == 1
    assert [line.partition(":")[0] for line in said] == ["wrong", "wrong", "2 faults"]
    assert "mine.toml line 3: [[page]] address: 'htp://www.liucheng.gov.cn/a.shtml' does not begin" in said[0]
    assert "mine.toml line 7: [[page]] id: 'b/c' is no name without blanks" in said[1]


def test_with_no_registry_the_bureaus_that_ship_are_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", "check"]) == 0
    assert "liucheng-2019: http" in capsys.readouterr().out
