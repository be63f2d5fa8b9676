"""A release of a registry with addresses: the web is asked only when the operator says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.command_line import main
from tasks import steps
from tasks.fetch.answers import Answer
from tasks.fetch.collection import read_manifest
from tasks.fetch.ledger import Ledger
from tests.flows.surroundings import instead_of_prefect
from tests.local_site import Reply, running_site

WEB = """\
[[page]]
id = "liucheng"
address = "{address}"
title = "柳城县教育局2019年工作总结"
"""


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in ("CONTACT", "ALLOW", "STORE"):
        monkeypatch.delenv(f"COUNTY_EDUCATION_{name}", raising=False)
    monkeypatch.setenv("COUNTY_EDUCATION_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "home/prefect"))
    monkeypatch.chdir(tmp_path)
    Path("web.toml").write_text(WEB.format(address="http://www.a.example/a.html"), encoding="utf-8")
    return tmp_path / "home"


def runs(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """The named arguments of each run of the annual flow."""
    ran: list[dict[str, object]] = []

    def annual(*_: object, **how: object) -> str:
        ran.append(how)
        return "done"

    instead_of_prefect(monkeypatch, annual)
    return ran


def fetched(home: Path) -> None:
    address = "http://www.a.example/a.html"
    Ledger.below(home).append(
        ("liucheng", Answer(address, address, "2026-11-20T08:00:00Z", snapshot="1" * 64, size=9))
    )


def test_without_fetch_what_was_fetched_before_is_read_and_the_command_says_so(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fetched(home)
    ran = runs(monkeypatch)
    assert main(["release", "web.toml"]) == 0
    assert ran == [{}]
    first, second = capsys.readouterr().err.splitlines()
    assert first == (
        "No site is asked without --fetch. Of 1 entry of the web counts what was fetched before, "
        "the last time at 2026-11-20T08:00:00Z."
    )
    assert second == "starting Prefect for 1 entry of the web, up to half a minute…"


def test_without_fetch_and_before_the_first_one_there_is_nothing_to_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    instead_of_prefect(monkeypatch, None)
    assert main(["release", "web.toml"]) == 1
    assert "1 entry of the web was fetched before; expected answers of sites" in capsys.readouterr().err
    Path("a.txt").write_text("柳城县 450222 2019\n幼儿园85所", encoding="utf-8")
    ran = runs(monkeypatch)
    assert main(["release", "web.toml", "a.txt"]) == 0
    assert ran == [{}]
    assert "nothing was fetched before: 1 entry of the web" in capsys.readouterr().err


@pytest.mark.parametrize("by", ["argument", "environment"])
def test_with_fetch_the_flow_is_told_to_ask_and_how(by: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = runs(monkeypatch)
    arguments = ["--contact", "data@a.example", "--allow", "10.0.0.0/8", "--allow", "file:"]
    if by == "environment":
        monkeypatch.setenv("COUNTY_EDUCATION_CONTACT", "data@a.example")
        monkeypatch.setenv("COUNTY_EDUCATION_ALLOW", "10.0.0.0/8 file:")
        arguments = []
    assert main(["release", "web.toml", "--fetch", *arguments]) == 0
    assert ran == [{"fetch": True, "contact": "data@a.example", "allow": ["10.0.0.0/8", "file:"]}]


def test_a_person_who_has_looked_says_so_to_the_flow(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched(home)
    ran = runs(monkeypatch)
    assert main(["release", "web.toml", "--accept"]) == 0
    assert ran == [{"accept": True}]


def test_what_is_no_network_is_told_before_prefect_starts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    instead_of_prefect(monkeypatch, None)
    assert main(["release", "web.toml", "--fetch", "--allow", "inside"]) == 1
    assert "allowed addresses: 'inside'; expected a network" in capsys.readouterr().err


def test_files_alone_need_no_fetching(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.txt").write_text("柳城县 450222 2019\n幼儿园85所", encoding="utf-8")
    ran = runs(monkeypatch)
    assert main(["release", "a.txt", "--fetch"]) == 0
    assert ran == [{}]
    assert "--fetch: no source has an address to fetch." in capsys.readouterr().err


def test_the_steps_put_what_a_site_has_beside_the_files(home: Path) -> None:
    Path("a.txt").write_text("柳城县 450222 2019\n幼儿园85所", encoding="utf-8")
    sources = [Path("web.toml").absolute(), Path("a.txt").absolute()]
    with running_site() as site:
        Path("web.toml").write_text(WEB.format(address=site.address("/a.html")), encoding="utf-8")
        page = f"<html><body><p>{'柳城县有幼儿园八十五所。' * 60}</p></body></html>"
        site.pages["/a.html"] = Reply(page.encode(), headers={"Content-Type": "text/html; charset=utf-8"})
        refused = steps.fetch_pages.fn(sources, home, None, [])
        assert refused == ["asked for 1 address: 1 address refused"]
        assert site.asked == []
        assert steps.fetch_pages.fn(sources, home, "data@a.example", ["127.0.0.0/8"]) == [
            "asked for 1 address: 1 fetched"
        ]
        assert "data@a.example" in site.asked[-1].headers["user-agent"]
        assert site.paths() == ["/a.html"]
    # the site is away, and nobody asks it
    file, web = read_manifest(steps.collect_pages.fn(sources, home))
    assert file.source.location == "a.txt"
    assert (web.source.id, web.source.title, web.reason) == ("liucheng", "柳城县教育局2019年工作总结", None)
    assert web.snapshot is not None
    again = steps.collect_pages.fn(sources, home)
    assert read_manifest(again) == (file, web)
