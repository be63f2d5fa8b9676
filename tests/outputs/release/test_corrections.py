"""A release says what was put right: in its tables, its counts, its summary, and by `explain`."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from indicators.errors import QuestionError
from indicators.gazetteer import load_gazetteer
from indicators.refusals import load_remedies
from outputs.release.checksums import write_checksums
from outputs.release.contents import TABLES
from outputs.release.explain import explain
from outputs.release.history import read_metadata
from outputs.release.summary import summary_text
from outputs.release.verification import verify
from tests.outputs.release import made
from tests.outputs.release.corrected import MOVED, NOT_READ, RIGHT, WITHDRAWN, release


def told(folder: Path, year: int | None = None, *, correction: bool = False) -> str:
    return explain(folder, "柳城县", "kindergartens", year, load_gazetteer(), correction=correction)


def test_the_corrected_statement_is_the_chosen_one_and_the_release_is_whole(tmp_path: Path) -> None:
    folder = release(tmp_path, RIGHT, WITHDRAWN, NOT_READ).folder
    figures = pl.read_parquet(folder / "indicators.parquet").filter(indicator="kindergartens")
    assert figures.select("year", "value", "method", "chosen_by", "observation_id").rows() == [
        (2019, 58.0, "corrected", "corrected before stated", "o001")
    ]
    assert verify(folder) == []
    assert read_metadata(folder)["counts"]["corrected"] == 1
    summary = summary_text(folder, new=True, remedies=load_remedies())
    assert "- Corrections applied: 1, facts withdrawn: 1, of pages not read: 1" in summary
    assert "## corrections.parquet" in (folder / "DICTIONARY.md").read_text()


def test_other_corrections_make_another_release_and_the_same_ones_none(tmp_path: Path) -> None:
    first = release(tmp_path)
    reworded = RIGHT | {"reason": "The table of the page says 58."}
    versions = [release(tmp_path, each).version for each in (RIGHT, reworded, NOT_READ)]
    assert [first.version, *versions] == ["2026.11.0", "2026.11.1", "2026.11.2", "2026.11.3"]
    again = release(tmp_path, RIGHT)
    assert (again.version, again.new) == ("2026.11.1", False)


def test_explain_says_what_was_read_and_who_put_it_right(tmp_path: Path) -> None:
    assert told(release(tmp_path, RIGHT).folder, 2019) == (
        "柳城县 (450222) · 幼儿园数 · Kindergartens (kindergartens)\n"
        "Release 2026.11.0\n\n"
        "2019, actual: 58 所 is chosen, by: corrected before stated "
        "(of 2 statements in 1 report and 1 that copies them, 26 apart; -22 on the year before; "
        "known since 2019-12-25)\n\n"
        "→ 58 所 (written 85所, corrected)\n"
        "    was read as 85 所, 2019, actual, 柳城县 (450222)\n"
        "    because: The table says 58.\n"
        "    found by: a reader\n"
        "    evidence: https://example.org/table\n"
        "    “全县有【幼儿园85所】。”\n"
        "    characters 10–16 of liucheng.txt\n"
        "    report: 柳城县教育局2019年工作总结, of 2019\n"
        "    address: https://example.org/liucheng\n"
        f"    snapshot: {'a' * 64}\n\n"
        "- 84 所 (written 85所, stated, out of range)\n"
        "    “全县有【幼儿园85所】。”\n"
        "    characters 10–16 of liucheng.txt\n"
        "    report: 柳城县教育局2019年工作总结, of 2020\n"
        "    address: https://example.org/liucheng\n"
        f"    snapshot: {'a' * 64}\n"
    )


def test_what_was_withdrawn_or_moved_is_explained_where_it_was_read(tmp_path: Path) -> None:
    withdrawn = told(release(tmp_path, WITHDRAWN).folder, 2018)
    assert "is chosen" not in withdrawn
    said = "× 80 所, 2018, actual, 柳城县 (450222): withdrawn\n    because: Of one town.\n"
    assert said in withdrawn
    moved = release(tmp_path, MOVED).folder
    assert "× 80 所, 2018, actual, 柳城县 (450222): put right to year 2017\n" in told(moved, 2018)
    assert "was read as 80 所, 2018, actual, 柳城县" in told(moved, 2017)
    assert told(moved).count("80 所, 2018") == 1


def test_explain_writes_corrections_to_paste_for_what_is_as_read(tmp_path: Path) -> None:
    text = told(release(tmp_path, RIGHT).folder, correction=True)
    assert text.count("[[correction]]") == 2
    assert 'expect = { value = 84, status = "actual", year = 2019 }\n' in text
    assert "value = 85," not in text, "the one that is corrected already"


def test_a_release_of_before_there_were_corrections_is_explained_all_the_same(tmp_path: Path) -> None:
    folder = made.release(tmp_path).folder
    (folder / "corrections.parquet").unlink()
    assert "84 所 is chosen" in told(folder, 2019)
    with pytest.raises(QuestionError, match="no statement about 1999"):
        told(folder, 1999)


@pytest.mark.parametrize(
    ("table", "change", "finding"),
    [
        ("corrections", pl.lit("withdrawn").alias("state"), "withdraws an observation that is there"),
        ("corrections", pl.lit("o009").alias("observation_id"), "o001 is corrected, but corrections has no"),
        ("corrections", pl.lit(57.0).alias("value"), "applied, but observation o001 is not as it puts"),
        ("observations", pl.lit("stated").alias("method"), "applied, but observation o001 is not as it puts"),
    ],
)
def test_verify_finds_facts_and_corrections_that_do_not_fit(
    table: str, change: pl.Expr, finding: str, tmp_path: Path
) -> None:
    folder = release(tmp_path, RIGHT).folder
    file = folder / f"{table}.parquet"
    frame = pl.read_parquet(file)
    frame.with_columns(change).cast(frame.schema).write_parquet(file)
    write_checksums(folder)
    assert any(finding in each for each in verify(folder)), verify(folder)


def test_corrections_are_a_table_of_every_release() -> None:
    assert "corrections" in TABLES
