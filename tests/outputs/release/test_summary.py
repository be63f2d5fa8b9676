"""The summary counts what is there and says of each refused page what can be done."""

from __future__ import annotations

from pathlib import Path

from indicators.refusals import load_remedies
from outputs.release.lines import width
from outputs.release.summary import reasons_text, refusals_text, summary_text, table_text
from tests.frames import report, reports
from tests.outputs.release import made


def test_the_summary_of_a_release(tmp_path: Path) -> None:
    folder = made.release(tmp_path).folder
    lines = summary_text(folder, new=True, remedies=load_remedies()).splitlines()
    for line in (
        "# Release 2026.11.0",
        "- Pages read: 2 of 3",
        "- Reports found in them: 2",
        "- Refused: 1",
        "- Facts: 3",
        "- Facts with a place and a year: 3 (without a year: 0, without a place: 0)",
        "- Figures, one chosen of the facts of a place, year, indicator and status: 2",
        "- Checks passed: 1, failed: 0, not comparable: 0",
        "- Targets kept: 0, missed: 0, unknown: 0",
        "- National bars met: 0, not met: 0, unknown: 0",
        "- Places: 1, places and years: 2",
        f"- Release: {folder}",
        f"- Front page: {folder}/site/index.html",
    ):
        assert line in lines
    domains = [line.split("|")[1:4] for line in lines if line.startswith("| ")][1:6]
    assert [(en.strip(), int(facts)) for en, _, facts in domains] == [
        ("Preschool access", 3),
        ("Balanced progress", 0),
        ("Teacher supply", 0),
        ("School safety", 0),
        ("Context", 0),
    ]
    assert f"| digits lost     | lost.txt: no digit left | {load_remedies()['digits lost']} |" in lines
    again = summary_text(folder, new=False, remedies=load_remedies())
    assert again.startswith("# Release 2026.11.0: nothing new")


def test_facts_that_no_figure_is_chosen_of_are_counted_apart(tmp_path: Path) -> None:
    nowhere: dict[str, object] = {"region_code": None, "region_name": None}
    folder = made.release(tmp_path, {"year": None}, nowhere | {"year": None}, nowhere).folder
    lines = summary_text(folder, new=True, remedies=load_remedies()).splitlines()
    assert "- Facts: 3" in lines
    assert "- Facts with a place and a year: 0 (without a year: 1, without a place: 2)" in lines
    assert "- Places: 0, places and years: 0" in lines


def test_reasons_are_counted_most_frequent_first() -> None:
    def page(number: int, reason: str) -> dict[str, object]:
        return report(f"r{number}", source=f"{number}.txt", state="refused", reason=reason, detail=None)

    pages = reports(page(1, "empty"), page(2, "duplicate"), page(3, "digits lost"), page(4, "duplicate"))
    assert reasons_text(pages) == "2 duplicate, 1 digits lost, 1 empty"
    assert [
        line.split("|")[2].strip() for line in refusals_text(pages, load_remedies()).splitlines()[2:]
    ] == [
        "3.txt",
        "2.txt",
        "4.txt",
        "1.txt",
    ]
    none = reports(report("r1"))
    assert (reasons_text(none), refusals_text(none, load_remedies())) == (
        "none refused",
        "Nothing was refused.",
    )


def test_tables_line_up_and_survive_what_is_in_them() -> None:
    lines = table_text(["a", "b"], [("幼儿园", "x|y"), ("1\n2", "")]).splitlines()
    assert len({width(line) for line in lines}) == 1
    assert lines[2] == "| 幼儿园 | x\\|y |"
    assert lines[3].startswith("| 1 2 ")
