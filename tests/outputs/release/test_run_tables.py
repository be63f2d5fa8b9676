"""What an operator looks at after a run: short, with an end, what is new first."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from indicators.refusals import load_remedies
from outputs.release import run_tables
from outputs.release.run_tables import (
    ended,
    facts_by_page,
    failed_checks,
    linked,
    refusal_rows,
    refused_pages,
)
from tests.frames import report, reports
from tests.outputs.release import made


def refused(number: int, reason: str, address: str | None = None) -> dict[str, object]:
    return report(f"r{number}", source=f"{number}.txt", state="refused", reason=reason) | {"address": address}


def reads(monkeypatch: pytest.MonkeyPatch, **tables: pl.DataFrame) -> None:
    """Have the tables of releases read from these, by the name of the release's folder and of the table."""
    monkeypatch.setattr(run_tables, "read_table", lambda release, table: tables[f"{release.name}_{table}"])


def test_the_tables_of_a_release(tmp_path: Path) -> None:
    folder = made.release(tmp_path).folder
    (row,) = refusal_rows(folder, load_remedies())
    assert row == {"reason": "digits lost", "pages": 1, "what to do": load_remedies()["digits lost"]}
    (page,) = refused_pages(folder, None)
    assert (page["address"], page["reason"], page["since"]) == (
        linked("https://example.org/liucheng"),
        "digits lost",
        "",
    )
    assert failed_checks(folder) == []
    assert sum(facts_by_page(folder).values()) == 3


def test_reasons_are_counted_and_what_is_newly_refused_stands_first(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [refused(1, "empty"), refused(2, "duplicate"), refused(3, "duplicate", "http://a.example/3")]
    before = [refused(1, "empty"), refused(2, "empty")]
    reads(monkeypatch, new_reports=reports(*pages), old_reports=reports(*before))
    rows = refusal_rows(Path("new"), load_remedies())
    assert [(row["reason"], row["pages"]) for row in rows] == [("duplicate", 2), ("empty", 1)]
    shown = refused_pages(Path("new"), Path("old"))
    assert [(row["address"], row["since"]) for row in shown] == [
        ("2.txt", "new"),
        ("[http://a.example/3](http://a.example/3)", "new"),
        ("1.txt", ""),
    ]


def test_a_table_has_an_end() -> None:
    rows = [{"page": f"{number}", "reason": "empty"} for number in range(7)]
    assert ended(rows, 7) == rows
    assert ended(rows, 5) == [*rows[:5], {"page": "… and 2 more", "reason": ""}]
    assert ended([], 5) == []


def test_only_addresses_of_the_web_are_links() -> None:
    assert linked("https://a.example/") == "[https://a.example/](https://a.example/)"
    assert linked("县/a.txt") == "县/a.txt"
