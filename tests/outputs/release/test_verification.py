"""Verification finds a changed byte, a missing and a stray file, and tables that do not fit together."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from indicators.errors import ReleaseError
from outputs.release.checksums import write_checksums
from outputs.release.verification import verify
from tests.outputs.release import made
from tests.rights import without_rights


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made.release(tmp_path).folder


def change_a_byte(folder: Path) -> None:
    page = folder / "site/index.html"
    page.write_bytes(page.read_bytes()[:-1] + b"9")


def change_a_table(folder: Path) -> None:
    file = folder / "catalogue.parquet"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def remove_a_file(folder: Path) -> None:
    (folder / "DICTIONARY.md").unlink()


def add_a_file(folder: Path) -> None:
    (folder / "site/extra.html").write_text("x")


def replace_by_a_link(folder: Path) -> None:
    page = folder / "site/index.html"
    page.rename(folder.parent / "elsewhere.html")
    page.symlink_to(folder.parent / "elsewhere.html")


def break_the_sums(folder: Path) -> None:
    (folder / "SHA256SUMS").write_text("not a checksum\n")


BROKEN: list[tuple[Callable[[Path], None], str]] = [
    (change_a_byte, "site/index.html: changed, its checksum is not the one in SHA256SUMS"),
    (change_a_table, "catalogue.parquet: changed, its checksum is not the one in SHA256SUMS"),
    (remove_a_file, "DICTIONARY.md: missing, though SHA256SUMS lists it"),
    (add_a_file, "site/extra.html: a stray file, SHA256SUMS does not list it"),
    (replace_by_a_link, "site/index.html: a link, expected a file of the release itself"),
    (break_the_sums, "line 1: 'not a checksum'; expected a digest and a path"),
]


@pytest.mark.parametrize(("damage", "finding"), BROKEN)
def test_damage_to_files_is_found(folder: Path, damage: Callable[[Path], None], finding: str) -> None:
    assert verify(folder) == []
    damage(folder)
    assert any(finding in line for line in verify(folder))


def rewrite(folder: Path, table: str, change: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
    """Change a table and make the checksums right again, so that only the contents are wrong."""
    file = folder / f"{table}.parquet"
    change(pl.read_parquet(file)).write_parquet(file)
    write_checksums(folder)


WRONG: list[tuple[str, Callable[[pl.DataFrame], pl.DataFrame], str]] = [
    ("indicators", lambda f: pl.concat([f, f.head(1)]), "break {'primary_key'"),
    ("indicators", lambda f: f.with_columns(observation_id=pl.lit("o999")), "rests on observation o999"),
    ("indicators", lambda f: f.with_columns(value=pl.col("value") + 1), "which does not state it"),
    ("observations", lambda f: f.with_columns(report_id=pl.lit("r7")), "is of report r7, which was not read"),
    ("observations", lambda f: f.with_columns(report_id=pl.lit("r0")), "is of report r0, which was not read"),
    ("observations", lambda f: f.with_columns(indicator=pl.lit("x")), "is of x, which the catalogue lacks"),
    (
        "observations",
        lambda f: f.with_columns(pl.col("year").cast(pl.Int64)),
        "observations: columns of another type ['year is Int64']",
    ),
    ("observations", lambda f: f.head(1), "release.json: says 3 rows of observations, the table has 1"),
    ("reports", lambda f: f.drop("title"), "reports: columns missing ['title']"),
    ("reports", lambda f: f.with_columns(mood=pl.lit("good")), "reports: columns unknown ['mood']"),
    ("reports", lambda f: f.select(f.columns[::-1]), "reports: columns in another order"),
    ("reports", lambda f: f.with_columns(source=pl.lit("y")), "digest of the inputs is not that"),
    ("school_safety", lambda f: f.drop("safety_incidents"), "missing ['safety_incidents']"),
    ("preschool_access", lambda f: pl.concat([f, f]), "break {'primary_key'"),
]


@pytest.mark.parametrize(("table", "change", "finding"), WRONG)
def test_tables_that_do_not_fit_together_are_found(
    folder: Path, table: str, change: Callable[[pl.DataFrame], pl.DataFrame], finding: str
) -> None:
    rewrite(folder, table, change)
    assert any(finding in line for line in verify(folder)), verify(folder)


def test_a_file_that_is_missing_from_the_sums_too_is_found(folder: Path) -> None:
    (folder / "reports.parquet").unlink()
    write_checksums(folder)
    assert verify(folder) == ["reports.parquet: a release has it, this one does not"]


def test_metadata_that_is_no_json_is_found(folder: Path) -> None:
    (folder / "release.json").write_text("{")
    write_checksums(folder)
    assert any("release.json: cannot be read" in line for line in verify(folder))


@pytest.mark.parametrize("data", [{}, {"tables": {}}])
def test_metadata_without_counts_is_found(folder: Path, data: dict[str, object]) -> None:
    (folder / "release.json").write_text(json.dumps(data))
    write_checksums(folder)
    assert any("says None rows of observations" in line for line in verify(folder))


def test_a_file_that_may_not_be_read_is_a_finding(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_rights(monkeypatch, folder / "DICTIONARY.md")
    assert verify(folder) == ["DICTIONARY.md: cannot be read (Permission denied)"]


@pytest.mark.parametrize("path", [".", "site", "SHA256SUMS"])
def test_a_folder_that_may_not_be_read_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    without_rights(monkeypatch, folder / path)
    try:
        said = verify(folder)
    except ReleaseError as error:
        said = [str(error)]
    assert said[0].startswith(str(folder / path))
    assert ": cannot be read (Permission denied); expected" in said[0]


@pytest.mark.parametrize("name", ["nowhere", "."])
def test_what_is_no_release_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReleaseError, match="expected the folder of a release"):
        verify(tmp_path / name)
