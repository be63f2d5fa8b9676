"""Every form of a release says what its tables say, opens where it should, and is the same every time."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

from benchmarks.file_server import reading_addresses, serving
from outputs.release.contents import TABLES, read_table
from outputs.release.formats import forms
from outputs.release.publication import publish
from tests.outputs.release import made


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small release in all its forms, with a quote that a spreadsheet would run."""
    tables = made.tables({"quote": "=HYPERL", "start": 0, "end": 7, "sentence": '=HYPERLINK("x")，85所。'})
    folder = tmp_path_factory.mktemp("releases")
    return publish(tables, folder, "2026.11", made.PAGES_DIGEST, made.render_site).folder


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def test_the_same_tables_give_the_same_bytes_whatever_the_clock_says(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        forms.write_forms(made.tables(), tmp_path / name, "2026.11.0")
        time.sleep(1.1)  # a second later a header with the time would differ
    assert digests(tmp_path / "a") == digests(tmp_path / "b")
    wanted = {f"csv/{name}.csv" for name in TABLES} | {f"stata/{name}.dta" for name in TABLES}
    assert set(digests(tmp_path / "a")) == wanted | {forms.WORKBOOK, forms.USE}


@pytest.mark.parametrize("name", TABLES)
def test_fields_of_parquet_say_what_they_are(release: Path, name: str) -> None:
    schema = pq.read_schema(release / f"{name}.parquet")
    for field in schema:
        assert field.metadata[b"name_zh"]
        assert field.metadata[b"name_en"]
        assert len(field.metadata[b"definition_en"]) > 5
    assert b"description" in pq.read_metadata(release / f"{name}.parquet").metadata


def test_a_field_of_an_indicator_has_unit_and_definition(release: Path) -> None:
    said = pq.read_schema(release / "preschool_access.parquet").field("kindergartens").metadata
    assert said[b"unit"].decode() == "所"
    assert said[b"name_zh"].decode() == "幼儿园数"
    assert said[b"definition_zh"].decode().startswith("报告所指时点")


@pytest.mark.parametrize("name", TABLES)
def test_csv_has_every_row_and_opens_in_chinese(release: Path, name: str) -> None:
    content = (release / "csv" / f"{name}.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    table = read_table(release, name)
    again = pl.read_csv(content, infer_schema=False)
    assert again.columns == table.columns
    assert again.height == table.height


def test_csv_runs_nothing(release: Path) -> None:
    text = (release / "csv/observations.csv").read_text(encoding="utf-8-sig")
    assert "'=HYPERL" in text
    assert ",=" not in text
    assert ',"=' not in text


@pytest.mark.parametrize("name", TABLES)
def test_stata_has_every_row_with_labels(release: Path, name: str) -> None:
    table = read_table(release, name)
    file = release / "stata" / f"{name}.dta"
    again = pd.read_stata(file)
    with pd.io.stata.StataReader(file) as reader:
        labels = reader.variable_labels()
    assert again.shape == (table.height, table.width)
    assert all(labels.values())
    assert not [
        label for label in labels.values() if "column `" in label or "Statements (statements)" in label
    ]


def test_stata_keeps_figures_names_and_kinds(release: Path) -> None:
    again = pd.read_stata(release / "stata/indicators.dta")
    with pd.io.stata.StataReader(release / "stata/indicators.dta") as reader:
        kinds = reader.value_labels()
    table = read_table(release, "indicators")
    assert again["value"].to_list() == table["value"].to_list()
    assert again["region_name"].to_list() == table["region_name"].to_list()
    assert again["status"].astype(str).to_list() == table["status"].cast(pl.String).to_list()
    assert set(kinds["status"].values()) == {"actual", "planned"}


@pytest.mark.parametrize("name", TABLES)
def test_the_workbook_has_a_sheet_a_table(release: Path, name: str) -> None:
    table = read_table(release, name)
    book = openpyxl.load_workbook(release / forms.WORKBOOK, read_only=True)
    rows = list(book[name].iter_rows(values_only=True))
    assert list(rows[1]) == table.columns
    assert len(rows) == table.height + 2
    assert "readme" in book.sheetnames
    assert "columns" in book.sheetnames


def test_the_workbook_holds_texts_and_numbers_and_no_formula(release: Path) -> None:
    sheet = openpyxl.load_workbook(release / forms.WORKBOOK)["observations"]
    table = read_table(release, "observations")
    place = table.columns.index("quote") + 1
    cells = [sheet.cell(row, place) for row in range(3, table.height + 3)]
    assert [cell.value for cell in cells] == table["quote"].to_list()
    assert {cell.data_type for cell in cells} == {"s"}
    value = table.columns.index("value") + 1
    assert [sheet.cell(row, value).value for row in range(3, table.height + 3)] == table["value"].to_list()


def test_a_table_too_long_for_a_sheet_is_named_in_the_readme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("outputs.release.formats.workbook.ROWS_OF_A_SHEET", 2)
    forms.write_forms(made.tables(), tmp_path, "2026.11.0")
    book = openpyxl.load_workbook(tmp_path / forms.WORKBOOK, read_only=True)
    assert "observations" not in book.sheetnames
    said = {row[0]: row[1] for row in book["readme"].iter_rows(values_only=True) if row[0]}
    assert "too long for a sheet" in str(said["observations"])


def test_a_table_too_long_for_stata_has_no_file_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "STATA_ROWS", 2)
    forms.write_forms(made.tables(), tmp_path, "2026.11.0")
    there = {path.stem for path in (tmp_path / "stata").iterdir()}
    assert {"observations", "indicators", "preschool_access"} & there == {"indicators", "preschool_access"}


# What USE.md tells people to type.


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", forms.use_text("2026.11.0"), flags=re.DOTALL)


def test_use_tells_of_every_program() -> None:
    assert {language: len(blocks(language)) for language in ("sql", "python", "r", "stata")} == {
        "sql": 2,
        "python": 2,
        "r": 1,
        "stata": 1,
    }
    assert "2026.11.0" in blocks("sql")[1]


@pytest.mark.parametrize("code", blocks("python"), ids=["polars", "pandas"])
def test_the_python_of_use_runs(release: Path, code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=release, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "450222" in done.stdout or "柳城县" in done.stdout or "Empty DataFrame" in done.stdout


def test_the_sql_of_use_runs_on_the_folder(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(release)
    rows = duckdb.sql(blocks("sql")[0]).fetchall()
    chosen = read_table(release, "indicators").select("indicator", "year", "value", "bound")
    assert [row[:4] for row in rows] == chosen.rows()
    assert chosen.height == 2


def test_the_sql_of_use_runs_over_http(release: Path) -> None:
    connection = with_httpfs()
    with serving(release.parent) as (address, _):
        code = blocks("sql")[1].replace("https://EXAMPLE.ORG/releases", address)
        assert len(connection.sql(code).fetchall()) == 2


def with_httpfs() -> duckdb.DuckDBPyConnection:
    """A connection that can read addresses; the test is skipped where the extension is for another system."""
    connection = reading_addresses()
    if connection is None:
        pytest.skip("no httpfs for DuckDB on this system")
    return connection
