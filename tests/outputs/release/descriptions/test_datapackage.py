"""The data package is valid, its tables keep their schemas and keys, and it names every column's meaning."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from frictionless import Package

from outputs.release.contents import TABLES, read_table
from outputs.release.descriptions.dataset import load_relations
from tests.outputs.release import made


def faults(folder: Path) -> list[str]:
    """What frictionless finds wrong, files and cells and all."""
    report = Package(str(folder / "datapackage.json")).validate()
    found = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    return [f"{error.type}: {error.message}" for error in found]


def descriptor(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return data


def test_frictionless_finds_nothing_wrong(release: Path) -> None:
    assert faults(release) == []


def test_every_table_is_there_as_csv_and_as_parquet(release: Path) -> None:
    paths = {each["name"]: each["path"] for each in descriptor(release)["resources"]}
    expected = {name: f"csv/{name}.csv" for name in TABLES}
    assert paths == expected | {f"{name}-parquet": f"{name}.parquet" for name in TABLES}


def test_the_rows_come_as_they_are_in_parquet(release: Path) -> None:
    package = Package(str(release / "datapackage.json"))
    for name in ("observations", "indicators", "reports", "catalogue"):
        frame = read_table(release, name)
        rows = package.get_table_resource(name).read_rows()
        assert len(rows) == frame.height
        for id_, dtype in frame.schema.items():
            if not isinstance(dtype, pl.List):
                assert [row[id_] for row in rows] == frame[id_].to_list(), (name, id_)


CELLS = [
    ("indicators", "report_id", "r9", "foreign-key"),
    ("indicators", "year", "last", "type-error"),
    ("indicators", "status", "hoped", "constraint-error"),
    ("observations", "observation_id", "o001", "primary-key"),
    ("observations", "value", "", "constraint-error"),
]


@pytest.mark.parametrize(("table", "column", "cell", "fault"), CELLS)
def test_a_cell_that_does_not_fit_is_found(
    release: Path, tmp_path: Path, table: str, column: str, cell: str, fault: str
) -> None:
    folder = tmp_path / "release"
    shutil.copytree(release, folder)
    package = descriptor(folder)
    for resource in package["resources"]:  # the cells are at stake, not the checksums
        del resource["hash"], resource["bytes"]
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    file = folder / f"csv/{table}.csv"
    frame = pl.read_csv(file, infer_schema=False)
    last = pl.int_range(pl.len()) == pl.len() - 1
    frame.with_columns(pl.when(last).then(pl.lit(cell)).otherwise(column).alias(column)).write_csv(file)
    assert any(each.startswith(fault) for each in faults(folder)), faults(folder)


def test_a_file_that_was_changed_is_found(release: Path, tmp_path: Path) -> None:
    folder = tmp_path / "release"
    shutil.copytree(release, folder)
    with (folder / "indicators.parquet").open("ab") as stream:
        stream.write(b"x")
    assert [each.partition(":")[0] for each in faults(folder)] == ["hash-count", "byte-count"]


def test_fields_have_names_in_both_languages_units_and_meanings(release: Path) -> None:
    for resource in descriptor(release)["resources"]:
        for field in resource["schema"]["fields"]:
            assert field["title"] == f"{field['titleEn']} · {field['titleZh']}"
            assert field["description"].strip()
    fields = {f["name"]: f for f in descriptor(release)["resources"][0]["schema"]["fields"]}
    assert fields["doubt"]["unit"] == "0 to 1"
    wide = next(each for each in descriptor(release)["resources"] if each["name"] == "preschool_access")
    shares = {f["name"]: f.get("unit") for f in wide["schema"]["fields"]}
    assert (shares["kindergartens"], shares["inclusive_coverage_rate"]) == ("所", "%")


def test_relations_are_between_columns_that_are_there() -> None:
    tables = made.tables()
    for table, relations in load_relations().items():
        for column, target in relations.items():
            other, _, named = target.partition(".")
            assert column in tables[table].columns, (table, column)
            assert named in tables[other].columns, (table, column, target)


def test_every_column_that_names_a_row_elsewhere_has_a_relation() -> None:
    targets = {"report_id": "reports", "observation_id": "observations", "indicator": "catalogue"}
    targets |= {"region_code": "regions"}
    # Corrections tell of facts and pages that are not in the release, regions of no other table's rows;
    # a page that was refused may be of any place.
    free = {("corrections", name) for name in targets} - {("corrections", "indicator")}
    free |= {("reports", "region_code")}
    for table, frame in made.tables().items():
        for column in frame.columns:
            ending = next((name for name in targets if column == name or column.endswith(f"_{name}")), None)
            if ending is None or table == targets[ending] or (table, column) in free:
                continue
            assert column in load_relations().get(table, {}), (table, column)
