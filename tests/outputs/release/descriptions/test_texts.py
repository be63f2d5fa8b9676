"""JSON-LD, citation, licence and the statement of quality say what the release holds."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import polars as pl
import pytest
import rdflib
import yaml
from pydantic import ValidationError

from outputs.release.descriptions.dataset import Words, describe, load_words
from outputs.release.descriptions.statement import statement_text
from outputs.release.descriptions.writing import write_descriptions
from outputs.release.quality import read_quality
from tests.outputs.release import corrected, made

ROOT = Path(__file__).parents[4]
SCHEMA = rdflib.Namespace("https://schema.org/")


def json_ld(release: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((release / "dataset.jsonld").read_text(encoding="utf-8"))
    return data


def sums_of(release: Path) -> dict[str, str]:
    lines = (release / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_json_ld_is_a_data_set_of_schema_org(release: Path) -> None:
    # The context of schema.org makes every key one of its terms; it lies on the network.
    data = json_ld(release) | {"@context": {"@vocab": str(SCHEMA)}}
    graph = rdflib.Graph().parse(data=json.dumps(data), format="json-ld")
    (dataset,) = graph.subjects(rdflib.RDF.type, SCHEMA.Dataset)
    for term in ("name", "description", "license", "creator", "version", "datePublished", "keywords"):
        assert list(graph.objects(dataset, SCHEMA[term])), term
    (measured,) = (graph.objects(dataset, SCHEMA.variableMeasured / SCHEMA.propertyID),)
    assert {str(each) for each in measured} == {"kindergartens", "primary_schools"}
    (years,) = graph.objects(dataset, SCHEMA.temporalCoverage)
    assert str(years) == "2018/2019"


def test_json_ld_says_where_what_and_with_which_bytes(release: Path) -> None:
    data = json_ld(release)
    assert [place["name"] for place in data["spatialCoverage"]] == ["China", "广西壮族自治区"]
    kindergartens = data["variableMeasured"][0]
    assert (kindergartens["alternateName"], kindergartens["unitText"]) == ("幼儿园数", "所")
    sums = sums_of(release)
    files = {each["contentUrl"]: each["sha256"] for each in data["distribution"]}
    assert {"indicators.parquet", "csv/indicators.csv", "stata/indicators.dta"} <= set(files)
    assert files.items() <= sums.items()
    held = {path for path in sums if Path(path).suffix in (".parquet", ".csv", ".dta", ".xlsx")}
    assert set(files) == held


CFF: dict[str, Any] = {
    # What version 1.2.0 of the format asks of the keys that we use; it knows no other ones than these here
    # and those that we do not use.
    "type": "object",
    "additionalProperties": False,
    "required": ["authors", "cff-version", "message", "title"],
    "properties": {
        "cff-version": {"const": "1.2.0"},
        "message": {"type": "string", "minLength": 1},
        "title": {"type": "string", "minLength": 1},
        "type": {"enum": ["dataset", "software"]},
        "abstract": {"type": "string", "minLength": 1},
        "version": {"type": ["string", "number"], "minLength": 1},
        "date-released": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "license": {"const": "CC-BY-4.0"},
        "keywords": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string"}},
        "authors": {
            "type": "array",
            "minItems": 1,
            "uniqueItems": True,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name"],
                "properties": {"name": {"type": "string", "minLength": 1}},
            },
        },
    },
}


def test_the_citation_keeps_the_format(release: Path) -> None:
    data = yaml.safe_load((release / "CITATION.cff").read_text(encoding="utf-8"))
    jsonschema.validate(data, CFF)
    assert (data["version"], data["date-released"]) == ("2026.11.0", "2026-11-01")


def test_the_licences_are_those_that_are_said(release: Path) -> None:
    text = (release / "LICENSE-DATA.md").read_text(encoding="utf-8")
    assert "https://creativecommons.org/licenses/by/4.0/legalcode.en" in text
    assert "(version 2026.11.0)" in text
    package = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    assert [each["name"] for each in package["licenses"]] == ["CC-BY-4.0"]
    assert json_ld(release)["license"] == package["licenses"][0]["path"] == load_words().licence.url
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith(f"{project['license']} License")


def test_the_statement_counts_what_is_there(release: Path) -> None:
    text = (release / "QUALITY.md").read_text(encoding="utf-8")
    assert "- Pages 页面: 2; reports read 读到的报告: 2; refused 被拒: 0" in text
    assert "- Places with a figure 有数字的地区: 1 of 1; provinces 省级区划: 1; years 年份: 2018–2019" in text
    assert "- Corrections applied 已更正: 1; facts withdrawn 已撤回: 0" in text


def test_the_statement_tells_what_is_in_no_table_and_what_is_not_to_be_quoted(tmp_path: Path) -> None:
    nowhere: dict[str, object] = {"region_code": None, "region_name": None}
    folder = made.release(tmp_path, nowhere, {"year": None}, {"region_code": "450223"}).folder
    text = (folder / "QUALITY.md").read_text(encoding="utf-8")
    assert "有数字的地区: 1 of 2;" in text
    assert "只在 observations 表的记录: 1 of no known year 未注明年份, 1 of no named place 地名不详" in text
    assert "不可作原文引用的报告: 0 of 3" in text
    tables = made.tables()
    tables["reports"] = tables["reports"].with_columns(restated=pl.Series([True, False, True]))
    told = statement_text(describe(tables, folder, "2026.11.0"), tables, read_quality(folder))
    assert "不可作原文引用的报告: 2 of 3" in told


@pytest.mark.parametrize("file", ["QUALITY.md", "DICTIONARY.md", "croissant.json"])
def test_no_figure_is_not_taken_for_nothing_said(release: Path, file: str) -> None:
    assert "the reading missed it" in (release / file).read_text(encoding="utf-8")


def test_the_statement_counts_checks_by_rule(release: Path) -> None:
    tables = corrected.tables(corrected.RIGHT, corrected.NOT_READ)
    said = [("jump", "failed"), ("jump", "passed"), ("jump", "passed"), ("bounds", "not comparable")]
    checks = pl.DataFrame(said, schema=["rule", "verdict"], orient="row")
    text = statement_text(
        describe(tables, release, "2026.11.0"), {**tables, "checks": checks}, read_quality(release)
    )
    rows = [[cell.strip() for cell in line.split("|")[1:5]] for line in text.splitlines()[-2:]]
    assert rows == [["bounds", "0", "0", "1"], ["jump", "1", "2", "0"]]
    none = statement_text(
        describe(tables, release, "2026.11.0"), {**tables, "checks": checks.clear()}, read_quality(release)
    )
    assert none.endswith("\nNothing was to be checked.\n")


def test_a_release_without_a_place_or_a_check_is_described_too(tmp_path: Path) -> None:
    nowhere: dict[str, object] = {"region_code": None, "region_name": None}
    tables = made.tables(nowhere, nowhere, nowhere)
    folder = made.release(tmp_path, nowhere, nowhere, nowhere).folder
    assert describe(tables, folder, "2026.11.0").years is None
    assert "temporalCoverage" not in json_ld(folder)
    assert "years 年份: none" in (folder / "QUALITY.md").read_text(encoding="utf-8")


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = made.release(tmp_path).folder
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    write_descriptions(made.tables(), folder, "2026.11.0")
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_words_that_nobody_asks_for_are_refused() -> None:
    words = load_words().model_dump()
    assert Words.model_validate(words) == load_words()
    with pytest.raises(ValidationError, match="mood"):
        Words.model_validate(words | {"mood": "good"})
