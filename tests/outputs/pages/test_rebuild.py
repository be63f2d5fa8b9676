"""The site in parts: several processes, and a release after another, give the bytes that one run gives."""

from __future__ import annotations

import errno
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from outputs.pages.builder import PARTS
from outputs.pages.language import Language
from outputs.pages.parts import digest_of
from outputs.pages.published import Release
from outputs.pages.shares import KINDS
from outputs.pages.site import VERSION_STYLE, build_site
from outputs.pages.writer import Writer
from outputs.release.checksums import write_checksums
from outputs.release.contents import SITE, file_digest
from tests.outputs.pages.conftest import VERSION
from tests.outputs.pages.fake_release import write_release

NEXT = "2026.12.0"
CODE = "the code"


def bytes_of(site: Path) -> dict[str, bytes]:
    """Every file of a site by its address."""
    return {
        file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()
    }


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with its site and checksums."""
    folder = write_release(tmp_path_factory.mktemp("before") / VERSION)
    build_site(folder, folder / SITE, VERSION, code=CODE)
    write_checksums(folder)
    return folder


@pytest.fixture
def earlier(before: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    return Path(shutil.copytree(before, tmp_path / VERSION))


def test_two_processes_give_what_one_gives(before: Path, tmp_path: Path) -> None:
    build_site(before, tmp_path, VERSION, code=CODE, processes=2)
    assert bytes_of(tmp_path) == bytes_of(before / SITE)


def test_where_nothing_changed_all_but_what_says_the_version_is_copied(before: Path, tmp_path: Path) -> None:
    site = build_site(before, tmp_path / "next", NEXT, code=CODE, previous=before)
    build_site(before, tmp_path / "anew", NEXT, code=CODE)
    assert bytes_of(tmp_path / "next") == bytes_of(tmp_path / "anew")
    was, became = bytes_of(before / SITE), bytes_of(tmp_path / "next")
    changed = {address.removeprefix("en/") for address in was if was[address] != became[address]}
    assert changed <= {"index.html", "releases.html", "methods.html", VERSION_STYLE, PARTS}
    assert 0 < len(site.pages) - site.reused <= 6


def test_one_figure_changes_the_pages_of_its_place_indicator_and_domain(before: Path, tmp_path: Path) -> None:
    release = Path(shutil.copytree(before, tmp_path / "release"))
    shutil.rmtree(release / SITE)
    facts = pl.read_parquet(release / "indicators.parquet")
    ((code, indicator),) = (
        facts.filter(pl.col("status") == "actual").head(1)["region_code", "indicator"].rows()
    )
    first = (pl.col("region_code") == code) & (pl.col("indicator") == indicator)
    facts.with_columns(
        value=pl.when(first).then(pl.col("value") + 1).otherwise(pl.col("value"))
    ).write_parquet(release / "indicators.parquet")
    build_site(release, tmp_path / "next", VERSION, code=CODE, previous=before)
    build_site(release, tmp_path / "anew", VERSION, code=CODE)
    assert bytes_of(tmp_path / "next") == bytes_of(tmp_path / "anew")
    was = json.loads((before / SITE / PARTS).read_text("utf-8"))["parts"]
    became = json.loads((tmp_path / "next" / PARTS).read_text("utf-8"))["parts"]
    places = {name for name in was if name.startswith("place/") and was[name] != became[name]}
    assert places == {f"place/{code}"}
    others = {name for name in was if name.startswith("indicator/") and was[name] != became[name]}
    assert others == {f"indicator/{indicator}"}


def stale(release: Release, changed: Release) -> set[str]:
    """The parts that would be copied and whose pages would come out otherwise."""
    found: set[str] = set()
    for kind in KINDS:
        for key in set(kind.keys(release)) & set(kind.keys(changed)):
            if digest_of(kind, key, release, "") == digest_of(kind, key, changed, ""):
                for language in Language:
                    was, became = (
                        dict(kind.pages(each, key, Writer(each, language))) for each in (release, changed)
                    )
                    found |= {f"{kind.name}/{key}"} if was != became else set()
    return found


def test_no_page_is_stale_when_a_statement_is_masked(release: Release) -> None:
    assert release.of_place("statements", None).height
    more = pl.concat([release.statements, release.of_place("statements", None)])
    assert stale(release, replace(release, statements=more)) == set()


def test_no_page_is_stale_when_a_statement_of_a_failed_check_gets_another_year(release: Release) -> None:
    first = release.statements.filter(
        pl.col("year").is_not_null(), pl.col("region_code").is_not_null(), pl.col("status") == "actual"
    ).head(1)
    check = release.checks.head(1).with_columns(
        verdict=pl.lit("failed").cast(release.checks.schema["verdict"]),
        observation_ids=pl.lit([first["observation_id"][0]]),
        region_code=pl.lit(first["region_code"][0]),
    )
    before = replace(release, checks=pl.concat([release.checks.clear(), check], how="vertical_relaxed"))
    moved = pl.col("observation_id") == first["observation_id"][0]
    year = pl.when(moved).then(pl.col("year") + 1).otherwise("year")
    after = replace(before, statements=before.statements.with_columns(year=year))
    assert stale(before, after) == set()


def test_what_did_not_change_is_one_file_in_both_releases(before: Path, tmp_path: Path) -> None:
    next_ = before.parent / "next"  # on the same disk
    site = build_site(before, next_, NEXT, code=CODE, previous=before)
    shared = [page for page in site.pages if (next_ / page).samefile(before / SITE / page)]
    assert len(shared) == site.reused > 0


def test_where_the_disk_has_no_second_names_pages_are_copied(
    before: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    site = build_site(before, tmp_path / "next", NEXT, code=CODE, previous=before)
    assert site.reused > 0
    assert all((tmp_path / "next" / page).stat().st_nlink == 1 for page in site.pages)
    assert {page: file_digest(tmp_path / "next" / page) for page in site.pages} == site.pages


@pytest.mark.parametrize("code", ["", "other code"])
def test_nothing_is_copied_that_other_code_made(before: Path, tmp_path: Path, code: str) -> None:
    assert build_site(before, tmp_path, NEXT, code=code, previous=before).reused == 0


def test_a_damaged_page_is_written_anew(earlier: Path, before: Path, tmp_path: Path) -> None:
    spoilt = earlier / SITE / "places" / "450222.html"
    assert spoilt.is_file()
    spoilt.write_text("spoilt", encoding="utf-8")
    build_site(before, tmp_path / "next", VERSION, code=CODE, previous=earlier)
    assert bytes_of(tmp_path / "next") == bytes_of(before / SITE)


@pytest.mark.parametrize("text", ["", "{", '{"parts": 3}', '{"parts": {"front": 1}}', "null"])
def test_a_list_of_parts_that_says_nothing_is_passed_over(earlier: Path, tmp_path: Path, text: str) -> None:
    (earlier / SITE / PARTS).write_text(text, encoding="utf-8")
    assert build_site(earlier, tmp_path / "next", VERSION, code=CODE, previous=earlier).reused == 0


def test_a_list_of_parts_cannot_lead_out_of_the_site(earlier: Path, tmp_path: Path) -> None:
    """Whoever can write into an older release must not be able to write elsewhere through it."""
    listed = json.loads((earlier / SITE / PARTS).read_text("utf-8"))
    listed["parts"]["refused"]["pages"] = ["../../out.html"]
    (earlier / "out.html").write_text("out", encoding="utf-8")
    (earlier / SITE / PARTS).write_text(json.dumps(listed), encoding="utf-8")
    write_checksums(earlier)
    build_site(earlier, tmp_path / "a" / "next", VERSION, code=CODE, previous=earlier)
    assert not (tmp_path / "out.html").exists()
    assert (tmp_path / "a" / "next" / "refused.html").is_file()
