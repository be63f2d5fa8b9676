"""The changelog says what a release has otherwise than the one before; nothing else depends on that one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from indicators.catalogue import load_catalogue
from outputs.release.changelog import CHANGELOG, ROWS
from outputs.release.contents import release_tables
from outputs.release.history import read_metadata
from outputs.release.publication import publish
from outputs.release.verification import verify
from outputs.release.withdrawing import withdraw
from tests.frames import observation, observations, report, reports
from tests.outputs.release import corrected, made

DAY = date(2026, 11, 22)
OTHER_BYTES = "b" * 64


def changelog(folder: Path) -> str:
    return (folder / CHANGELOG).read_text(encoding="utf-8")


def sections(folder: Path) -> dict[str, str]:
    """What stands below each heading, by its English half."""
    parts = changelog(folder).split("\n## ")[1:]
    return {part.partition(" · ")[0]: part.partition("\n\n")[2].strip() for part in parts}


def published(releases: Path, page: dict[str, Any], *facts: dict[str, Any]) -> Path:
    """The folder of a release of these facts of one page."""
    tables = release_tables(observations(*facts), reports(page), made.REGIONS, load_catalogue())
    return publish(tables, releases, "2026.11", made.PAGES_DIGEST, made.render_site, made.write_forms).folder


def test_the_first_release_says_that_it_is_the_first(tmp_path: Path) -> None:
    assert changelog(made.release(tmp_path).folder) == (
        "# Changes of release 2026.11.0 · 版本变更\n\n"
        "This is the first release: all 2 figures are new.\n"
        "首个版本，全部 2 个数字都是新的。\n"
    )


def test_every_change_stands_below_its_heading(tmp_path: Path) -> None:
    first = corrected.release(tmp_path).folder
    folder = corrected.release(tmp_path, corrected.RIGHT, corrected.MOVED).folder
    content = read_metadata(first)["content"]
    assert f"\nCompared with 2026.11.0 (content {content}).\n" in changelog(folder)
    counted = "1 figure 个数字: 1 by a correction.\nBy place 按地区: 柳城县 (450222) 1.\n"
    counted += "By indicator 按指标: 幼儿园数 Kindergartens 1.\n\n- 柳城县 (450222) "
    assert sections(folder) == {
        "New data": f"{counted}2017 幼儿园数 Kindergartens: 80 所; put right: Of the year before.",
        "Revised by the source": "Nothing. 无。",
        "Revised by us": (
            f"{counted}2019 幼儿园数 Kindergartens: 85 所 → 58 所 (−27); put right: The table says 58."
        ),
        "Withdrawn": f"{counted}2018 幼儿园数 Kindergartens: 80 所 → —; put right: Of the year before.",
    }


def test_what_the_source_revised_and_what_stands_on_other_evidence(tmp_path: Path) -> None:
    published(tmp_path, report("r1"), observation(1), observation(2, year=2018))
    fetched = {"report_id": "r9", "snapshot": OTHER_BYTES}
    folder = published(
        tmp_path,
        report(fetched["report_id"], snapshot=OTHER_BYTES),
        observation(7, **fetched, value=58.0, quote="幼儿园58所", sentence="全县有幼儿园58所。"),
        observation(8, **fetched, year=2018),
    )
    said = sections(folder)
    assert "85 所 → 58 所 (−27); liucheng.txt was changed" in said["Revised by the source"]
    assert "\n1 figure stands as it was, on other evidence: 1 by its source.\n" in changelog(folder)


def test_many_rows_are_cut_and_counted(tmp_path: Path) -> None:
    made.release(tmp_path)
    facts = (observation(n, year=1950 + n) for n in range(ROWS + 6))
    new = sections(published(tmp_path, report("r1"), *facts))["New data"]
    assert new.startswith(f"{ROWS + 6} figures")
    assert new.count("\n- 柳城县") == ROWS
    assert new.endswith("- … 6 more: `county-education diff 2026.11.0 2026.11.1 --all`")


def test_a_release_of_new_pages_alone_says_that_no_figure_differs(tmp_path: Path) -> None:
    made.release(tmp_path)
    folder = made.release(tmp_path, pages_digest="1" * 64).folder
    assert "No figure differs; something else of the release does.\n数字没有变化。" in changelog(folder)
    assert set(sections(folder).values()) == {"Nothing. 无。"}


def test_a_withdrawn_release_is_listed_and_not_compared_with(tmp_path: Path) -> None:
    made.release(tmp_path, {"value": 1.0}, month="2026.10")
    made.release(tmp_path, {"value": 2.0})
    withdraw(tmp_path, "2026.11.0", "Of a town.", DAY)
    folder = made.release(tmp_path).folder
    assert "Compared with 2026.10.0 (" in changelog(folder)
    said = "- Release 2026.11.0 was withdrawn on 2026-11-22: Of a town."
    assert sections(folder)["Withdrawn"].startswith(said)
    withdraw(tmp_path, "2026.10.0", "Of a village.", DAY)
    withdraw(tmp_path, "2026.11.1", "Of a hamlet.", DAY)
    last = made.release(tmp_path, {"value": 3.0}, month="2026.12").folder
    assert "No release before it stands: all 2 figures are new.\n此前的版本均已撤回" in changelog(last)
    assert sections(last)["Withdrawn"].count("- Release ") == 3


def test_a_release_is_compared_with_the_one_of_the_version_before(tmp_path: Path) -> None:
    made.release(tmp_path, {"value": 1.0}, month="2026.10")
    made.release(tmp_path, {"value": 2.0}, month="2026.12")
    assert "Compared with 2026.10.0 (" in changelog(made.release(tmp_path).folder)


@pytest.mark.parametrize("damaged", ["indicators.parquet", "observations.parquet", "release.json"])
def test_a_release_before_that_cannot_be_read_stops_nothing(tmp_path: Path, damaged: str) -> None:
    (made.release(tmp_path).folder / damaged).write_bytes(b"x")
    folder = made.release(tmp_path, {"value": 58.0}).folder
    assert "The release before, 2026.11.0, cannot be read, so what changed" in changelog(folder)
    assert str(tmp_path) not in changelog(folder)
    assert verify(folder) == []


def every_byte(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_nothing_but_the_changelog_depends_on_the_release_before(tmp_path: Path) -> None:
    made.release(tmp_path / "a", {"value": 1.0}, month="2026.10")
    made.release(tmp_path / "b", {"value": 2.0}, month="2026.10")
    homes = [tmp_path / name for name in "abc"]
    one, other, alone = (every_byte(made.release(home).folder) for home in homes)
    for each in (other, alone):
        assert {path for path in one if one[path] != each[path]} == {CHANGELOG, "SHA256SUMS"}
    made.release(tmp_path / "d", {"value": 1.0}, month="2026.10")
    assert every_byte(made.release(tmp_path / "d").folder) == one


def test_what_was_said_already_is_not_released_again_for_its_changelog(tmp_path: Path) -> None:
    first = made.release(tmp_path).folder
    made.release(tmp_path, {"value": 58.0})
    again = made.release(tmp_path, month="2026.12")
    assert (again.folder, again.new) == (first, False)
