"""The page of a release: what changed, its files with sizes and checksums, code that runs, how to cite it."""

from __future__ import annotations

import hashlib
import io
from contextlib import redirect_stdout
from pathlib import Path

import duckdb
import polars as pl
import pytest
from selectolax.lexbor import LexborHTMLParser

from outputs.pages import releases
from outputs.pages.changelog_told import changelog_markup
from outputs.pages.downloads import FILES_TOLD, TABLES_TOLD, downloads, read_citation, size
from outputs.pages.language import Language
from outputs.pages.loading import read_release
from outputs.pages.published import Release
from outputs.pages.writer import Writer
from outputs.release.contents import TABLES
from outputs.release.descriptions.writing import DESCRIPTIONS
from outputs.release.formats.forms import USE, WORKBOOK
from tests.outputs.pages.conftest import VERSION, text_of
from tests.outputs.pages.fake_release import write_release

ZH, EN = Language.CHINESE, Language.ENGLISH
CITATION = """\
cff-version: "1.2.0"
title: "County Education Indicators · 县域教育指标"
version: "2026.11.0"
date-released: "2026-11-01"
license: "CC-BY-4.0"
authors:
  - name: "People \\"and\\" others"
"""
CHANGES = """\
# Changes of release 2026.11.1 · 版本变更

Compared with 2026.11.0 (content abc).
与 2026.11.0 比较。

Pages: 4 → 5; 1 new.

## New data · 新增数据

3 figures 个数字: 3 by its source.
By place 按地区: 柳城县 (450222) 2.

- <script>alert(1)</script>县 (620123) 2019 幼儿园数 Kindergartens: 85 所

## Withdrawn · 撤回

Nothing. 无。
"""


@pytest.fixture
def made(tmp_path: Path) -> Release:
    """A release of its own folder, with a changelog and a citation."""
    folder = write_release(tmp_path / "release")
    (folder / "CHANGELOG.md").write_text(CHANGES, encoding="utf-8")
    (folder / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    return read_release(folder, VERSION)


def written(release: Release, language: Language = ZH) -> LexborHTMLParser:
    ((_, text),) = releases.pages(release, "", Writer(release, language))
    return LexborHTMLParser(text)


def told(text: str, language: Language = EN, *files: str) -> LexborHTMLParser:
    return LexborHTMLParser(str(changelog_markup(text, language, files, "../../")))


def test_every_table_and_file_of_a_release_is_told_of() -> None:
    assert tuple(TABLES_TOLD) == TABLES
    late = {"release.json", "SHA256SUMS", "CHANGELOG.md", "DICTIONARY.md", "quality.json"}
    assert set(FILES_TOLD) == {*DESCRIPTIONS, USE, WORKBOOK, *late}


@pytest.mark.parametrize("language", list(Language))
def test_every_file_is_listed_with_its_size_and_checksum(made: Release, language: Language) -> None:
    page = written(made, language)
    beside = "../" if language is ZH else "../../"
    rows = {
        str(row.css_first("a").attributes["href"]): [td.text() for td in row.css("td")]  # type: ignore[union-attr]
        for row in page.css("table.sums tbody tr")
    }
    files = [file for file in sorted(made.folder.rglob("*")) if file.is_file()]
    assert set(rows) == {f"{beside}{file.relative_to(made.folder).as_posix()}" for file in files}
    for file in files:
        content = file.read_bytes()
        row = rows[f"{beside}{file.relative_to(made.folder).as_posix()}"]
        assert row == [f"{len(content):,}", hashlib.sha256(content).hexdigest()]


def test_each_table_says_its_rows_and_leads_to_its_forms(made: Release) -> None:
    found = {table.name: table for table in downloads(made).tables}
    assert list(found) == list(TABLES)
    indicators = found["indicators"]
    assert indicators.rows == pl.read_parquet(made.folder / "indicators.parquet").height
    assert [file and file.name for file in indicators.files] == [
        "indicators.parquet",
        "csv/indicators.csv",
        None,
    ]
    row = written(made).css("table.downloads tbody tr")[1]
    assert [a.attributes["href"] for a in row.css("a")] == ["../indicators.parquet", "../csv/indicators.csv"]
    assert row.css("td")[-1].text() == "·"


def test_what_is_written_after_the_page_is_linked_without_a_size(made: Release) -> None:
    late = {name: file for name, _, file in downloads(made).others if file is None}
    assert set(late) == {"release.json", "SHA256SUMS"}
    assert written(made).css_first('a[href="../SHA256SUMS"]') is not None


def test_the_page_depends_on_the_bytes_of_every_file(made: Release) -> None:
    before = repr(list(releases.inputs(made, "")))
    (made.folder / "csv" / "indicators.csv").write_text("other", encoding="utf-8")
    assert repr(list(releases.inputs(read_release(made.folder, VERSION), ""))) != before


@pytest.mark.parametrize("language", list(Language))
def test_the_code_for_polars_and_duckdb_runs_in_the_folder_of_the_release(
    made: Release, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = written(made, language)
    python, sql = (page.css_first(f"pre[aria-labelledby={id_}]") for id_ in ("python", "duckdb"))
    assert python is not None
    assert sql is not None
    monkeypatch.chdir(made.folder)
    actual = made.facts.filter(pl.col("status").cast(pl.String) == "actual").height
    with redirect_stdout(io.StringIO()) as out:
        exec(python.text(), {})
    assert out.getvalue().startswith(f"shape: ({actual}, ")
    with duckdb.connect() as database:
        assert len(database.sql(sql.text()).fetchall()) == actual


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (ZH, 'People "and" others. 县域教育指标[DS]. 2026.11.0 版. 2026.'),
        (EN, 'People "and" others (2026). County Education Indicators (version 2026.11.0) [Data set].'),
    ],
)
def test_it_is_cited_in_a_line(made: Release, language: Language, line: str) -> None:
    cited = written(made, language).css_first(".citation")
    assert cited is not None
    assert cited.text() == line


@pytest.mark.parametrize(
    "text", ["", "# CITATION.cff\n", 'title: "no version"\n', CITATION.replace('0"', "0")]
)
def test_no_citation_is_made_up(text: str) -> None:
    assert read_citation(text) is None


def test_a_changelog_is_told_in_the_language_of_the_page(made: Release) -> None:
    chinese, english = written(made, ZH), written(made, EN)
    zh, en = (page.css_first(".changelog") for page in (chinese, english))
    assert zh is not None
    assert en is not None
    assert [h3.text() for h3 in zh.css("h3")] == ["新增数据", "撤回"]
    assert [h3.text() for h3 in en.css("h3")] == ["New data", "Withdrawn"]
    assert [p.text() for p in en.css("p")] == [
        "Compared with 2026.11.0 (content abc).",
        "Pages: 4 → 5; 1 new.",
        "3 figures: 3 by its source.\nBy place: 柳城县 (450222) 2.",
        "Nothing.",
    ]
    assert [p.text() for p in zh.css("p")] == [
        "与 2026.11.0 比较。",
        "Pages: 4 → 5; 1 new.",
        "3 个数字：3 by its source.\n按地区：柳城县 (450222) 2.",
        "无。",
    ]
    assert [p.text() for p in zh.css("p[lang=en]")] == ["Pages: 4 → 5; 1 new."]
    assert "柳城县" in [span.text() for span in en.css('[lang="zh-Hans"]')]
    for page in (chinese, english):
        assert "<script>alert(1)</script>县" in text_of(page, separator="")
        assert page.css("main script") == []


def test_a_withdrawn_release_is_named(made: Release) -> None:
    withdrawn = "- Release 2026.10.0 was withdrawn on 2026-11-05: Figures of a town were taken."
    (made.folder / "CHANGELOG.md").write_text(f"{CHANGES}\n{withdrawn}\n", encoding="utf-8")
    assert "Release 2026.10.0 was withdrawn on 2026-11-05" in text_of(written(made, EN), separator="")


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("[a](https://a.example/x)", ["https://a.example/x"]),
        ("[a](DICTIONARY.md)", ["../../DICTIONARY.md"]),
        ("[a](csv/indicators.csv)", ["../../csv/indicators.csv"]),
        ("[a](other.md)", []),
        ("[a](../../etc/passwd)", []),
        ("[a](//evil.example/x)", []),
        ("[a](javascript:alert(1))", []),
        ("[a](JAVASCRIPT:alert(1))", []),
        ("<javascript:alert(1)>", []),
        ("[a](data:text/html;base64,PHA+)", []),
        ("[a][b]\n\n[b]: file:///etc/passwd", []),
        ("![a](https://a.example/x.png)", ["https://a.example/x.png"]),
    ],
)
def test_a_link_of_the_changelog_leads_to_the_web_or_into_the_release(text: str, links: list[str]) -> None:
    page = told(text, EN, "DICTIONARY.md", "csv/indicators.csv")
    assert [a.attributes["href"] for a in page.css("a")] == links
    assert page.css("img") == []


def test_markup_in_a_changelog_is_text() -> None:
    page = told("# Title\n\n<b onclick=x>bold</b> &lt;i&gt;\n\n<script>\nalert(1)\n</script>\n")
    assert page.css("b, i, script") == []
    assert "<b onclick=x>bold</b> <i>" in text_of(page, separator="")


def test_headings_of_a_changelog_stand_below_that_of_the_page() -> None:
    page = told("# Title\n\n## Part\n\n### Piece\n\n# Another title\n")
    assert [(h.tag, h.text()) for h in page.css("h1, h2, h3, h4, h5, h6")] == [
        ("h3", "Part"),
        ("h4", "Piece"),
        ("h3", "Another title"),
    ]


def test_a_table_of_a_changelog_has_scopes_and_no_style() -> None:
    page = told("| a | b |\n|---|--:|\n| 1 | 2 |\n")
    assert [th.attributes.get("scope") for th in page.css("th")] == ["col", "col"]
    assert page.css("[style]") == []


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 B"),
        (640, "640 B"),
        (999, "999 B"),
        (1250, "1.2 kB"),
        (41_402, "41 kB"),
        (3_200_000_000, "3,200 MB"),
    ],
)
def test_sizes_are_said_as_people_read_them(number: int, said: str) -> None:
    assert size(number) == said


@pytest.mark.parametrize(
    "text",
    [
        "By place: 柳城县 2.\n柳城县 2019 幼儿园数 85 所",
        "- 柳城县 · 2019 · Kindergartens: 85 所",
        "Withdrawn: 某县的数字有误。\nIt was of a town.",
        "All figures are of 柳城县.\nThe others are of 融水苗族自治县。",
    ],
)
def test_no_line_of_a_changelog_is_lost_that_is_not_said_in_both_languages(text: str) -> None:
    said = [told(text, language).text(separator="") for language in Language]
    assert said[0].split() == said[1].split() == text.removeprefix("- ").split()
