"""The whole site: its links, its silence towards the network, its safety, its bytes, its structure."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import polars as pl
import pytest
from selectolax.lexbor import LexborHTMLParser

from indicators.errors import ReleaseError
from outputs.pages.published import MADE_AFTER, UNPLACED, Release
from outputs.pages.site import render_site
from outputs.release.contents import file_digest
from outputs.release.quality import QUALITY, measured_quality
from tests.outputs.pages.conftest import VERSION, text_of
from tests.outputs.pages.fake_release import (
    HOSTILE,
    HOSTILE_ADDRESS,
    HOSTILE_CODE,
    HOSTILE_PLACE,
    HOSTILE_PREFECTURE,
    HOSTILE_PROVINCE,
    HOSTILE_QUOTE,
    HOSTILE_TITLE,
)

NAMES = {"UNESCO", "Parquet", "Stata", "Excel", "Polars", "DuckDB", "Python", "Markdown", "English", "JSON"}
NAMES |= {"DOCX", "arrow", "indicators", "liucheng", "SHA256SUMS", "Excel"}
"""Names that stand in Chinese pages as they are."""

REQUESTING = "iframe, object, embed, base, form, video, audio, img, style, image, use"


def test_every_kind_of_page_is_there(pages: dict[str, LexborHTMLParser], release: Release) -> None:
    chinese = {name for name in pages if not name.startswith("en/")}
    assert {name for name in chinese if "/" not in name} == {
        "index.html",
        *(f"{domain.id}.html" for domain in release.domains if domain.compared),
        "places.html",
        "targets.html",
        "refused.html",
        "methods.html",
        "releases.html",
    }
    places = {place.code for place in release.places} | {UNPLACED}
    assert {name for name in chinese if name.startswith("places/")} == {f"places/{c}.html" for c in places}
    assert {name.split("/")[1] for name in chinese if name.startswith("evidence/")} == places
    measured = {f"indicators/{indicator}.html" for indicator in release.with_data}
    assert {name for name in chinese if name.startswith("indicators/")} == measured | {
        "indicators/index.html"
    }


def test_there_is_an_english_page_for_every_chinese_one(pages: dict[str, LexborHTMLParser]) -> None:
    chinese = {name for name in pages if not name.startswith("en/")}
    assert {name.removeprefix("en/") for name in pages if name.startswith("en/")} == chinese
    for name, page in pages.items():
        for link in page.css("a.language, link[rel=alternate]"):
            other = (PurePosixPath(name).parent / (link.attributes["href"] or "")).as_posix()
            expected = name.removeprefix("en/") if name.startswith("en/") else f"en/{name}"
            assert normpath(other) == expected


def test_it_returns_the_digest_of_every_page(
    release_folder: Path, pages: dict[str, LexborHTMLParser], tmp_path: Path
) -> None:
    made = render_site(release_folder, tmp_path, VERSION)
    assert made == {page: file_digest(tmp_path / page) for page in pages}


def test_every_link_leads_to_a_file_and_an_anchor(pages: dict[str, LexborHTMLParser], site: Path) -> None:
    """The files of the release beside the site are there too."""
    ids = {name: {node.attributes["id"] for node in page.css("[id]")} for name, page in pages.items()}
    followed, broken = 0, []
    for name, page in pages.items():
        for node in page.css("[href], [src]"):
            address = node.attributes.get("href") or node.attributes.get("src") or ""
            parts = urlsplit(address)
            if parts.scheme in ("http", "https"):
                continue
            followed += 1
            target = (site / name).parent / unquote(parts.path) if parts.path else site / name
            there = target.resolve().relative_to(site.parent.resolve()).as_posix().removeprefix("site/")
            fine = parts.scheme == "" and (target.is_file() or there in MADE_AFTER)
            if not fine or (parts.fragment and unquote(parts.fragment) not in ids[there]):
                broken.append((name, address))
    assert broken == []
    assert followed > 1000


def test_every_page_leads_to_the_data(pages: dict[str, LexborHTMLParser]) -> None:
    for name, page in pages.items():
        root = "../" * (name.count("/") - name.startswith("en/"))
        links = {node.attributes["href"] for node in page.css("footer a")}
        assert f"{root}releases.html" in links, name


def test_no_page_shows_what_a_program_calls_nothing(site: Path) -> None:
    for file in site.rglob("*.html"):
        found = re.findall(r"(?<![A-Za-z])(?:None|nan|NaN|null|inf)(?![A-Za-z])", file.read_text("utf-8"))
        assert found == [], file.name


def test_a_figure_leads_to_its_own_evidence(pages: dict[str, LexborHTMLParser], release: Release) -> None:
    """Wherever a figure stands, its link leads to an element that shows the same figure."""
    followed: Counter[str] = Counter()
    for name, page in pages.items():
        kind = name.removeprefix("en/").split("/")[0].removesuffix(".html")
        if kind == "evidence":
            continue
        for link in page.css("td a[href*='evidence/'][href*='#']"):
            address, anchor = (link.attributes["href"] or "").split("#")
            figures = re.findall(r"\d[\d,]*(?:\.\d+)?", link.text().rpartition("▹")[2])
            if not figures:
                continue  # led there by a word: the report of 2020
            target = pages[normpath((PurePosixPath(name).parent / address).as_posix())]
            shown = target.css_first(f'[id="{unquote(anchor)}"] .value')
            assert shown is not None, (name, link.attributes["href"])
            if kind in {domain.id for domain in release.domains} | {"indicators", "index"}:
                assert figures[0] in re.findall(r"\d[\d,]*(?:\.\d+)?", shown.text()), (name, link.text())
            followed[kind] += 1
    assert {"preschool_access", "indicators", "places", "targets", "index"} <= set(followed)


def test_pages_ask_for_nothing_elsewhere(pages: dict[str, LexborHTMLParser]) -> None:
    for name, page in pages.items():
        assert page.css(REQUESTING) == [], name
        top = "../" * name.count("/")
        loaded = [node.attributes.get("href") for node in page.css("link:not([rel=alternate])")]
        assert loaded == [f"{top}static/{file}" for file in ("icon.svg", "style.css", "release.css")], name
        assert [node.attributes.get("src") for node in page.css("script")] == [f"{top}static/site.js"], name
        assert all(node.text() == "" for node in page.css("script")), name
        assert page.css("[srcset], [background], [poster], [action]") == [], name


def test_the_stylesheet_asks_for_nothing(site: Path) -> None:
    style = (site / "static" / "style.css").read_text(encoding="utf-8")
    assert "@import" not in style
    assert "url(" not in style
    assert (site / "static" / "icon.svg").is_file()


def test_a_policy_that_allows_no_inline_script_and_no_inline_style_is_kept(
    pages: dict[str, LexborHTMLParser],
) -> None:
    for name, page in pages.items():
        policy = page.css_first('meta[http-equiv="Content-Security-Policy"]')
        assert policy is not None
        assert (policy.attributes["content"] or "").startswith(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
            "base-uri 'none'; form-action 'none'"
        )
        for node in page.css("*"):
            for attribute in node.attributes:
                assert attribute != "style", name
                assert not attribute.startswith("on"), (name, attribute)


def test_only_web_addresses_of_reports_are_links(pages: dict[str, LexborHTMLParser]) -> None:
    schemes = {
        urlsplit(node.attributes["href"] or "").scheme
        for page in pages.values()
        for node in page.css("a[href]")
    }
    assert schemes == {"", "https"}
    assert HOSTILE_ADDRESS in text_of(pages["refused.html"])


def test_hostile_text_shows_as_text(pages: dict[str, LexborHTMLParser]) -> None:
    for text in HOSTILE:
        assert any(text in text_of(page, separator="") for page in pages.values()), text
    for folder in ("", "en/"):
        evidence = pages[f"{folder}evidence/{HOSTILE_CODE}/2020.html"]
        assert HOSTILE_QUOTE in [mark.text() for mark in evidence.css("mark")]
        assert HOSTILE_TITLE in {cite.text() for cite in evidence.css("cite")}
        assert HOSTILE_PLACE in text_of(pages[f"{folder}places/{HOSTILE_CODE}.html"])


def test_no_hostile_markup_stands_raw_in_any_file(site: Path) -> None:
    for file in site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        for hostile in HOSTILE:
            if "<" in hostile:
                assert hostile not in text, (file.name, hostile)


def test_structure_for_everyone(pages: dict[str, LexborHTMLParser]) -> None:
    for name, page in pages.items():
        language = "en" if name.startswith("en/") else "zh-CN"
        assert page.css_first(f"html[lang={language}]") is not None, name
        assert len(page.css("h1")) == 1, name
        assert len(page.css("main#content")) == 1, name
        assert page.css_first("body > a.skip[href='#content']") is not None, name
        (title,) = page.css("title")
        assert not title.text().strip().startswith("·"), name
        for table in page.css("table"):
            assert table.css_first("caption") is not None, name
            assert all(th.attributes.get("scope") for th in table.css("th")), name
        for box in page.css(".scroll"):
            assert box.attributes.get("tabindex") == "0", name
            assert box.attributes.get("aria-label") or box.attributes.get("aria-labelledby"), name


def test_ids_are_unique_and_labels_exist(pages: dict[str, LexborHTMLParser]) -> None:
    for name, page in pages.items():
        ids = [node.attributes["id"] for node in page.css("[id]")]
        assert len(ids) == len(set(ids)), name
        for node in page.css("[aria-labelledby]"):
            assert node.attributes["aria-labelledby"] in ids, name


def test_a_page_is_in_one_language(pages: dict[str, LexborHTMLParser]) -> None:
    """Words of another language than the page's would be read out wrongly, unless they say which it is."""
    stray: dict[str, set[str]] = {}
    hostile = set(re.findall(r"[A-Za-z]{4,}", " ".join(HOSTILE)))
    for name, page in pages.items():
        english = name.startswith("en/")
        tree = LexborHTMLParser(str(page.html))
        other = "[lang]" if english else "[lang=en]"
        for node in tree.css(f"{other}, code, pre, head, a[rel~=noopener]"):
            if node.tag != "html":
                node.decompose()
        for link in tree.css("a"):
            if link.text().strip() == (link.attributes.get("href") or "").rpartition("/")[2]:
                link.decompose()  # a file by its name
        pattern = r"[\u3400-\u9fff]+" if english else r"[A-Za-z]{4,}"
        words = set(re.findall(pattern, text_of(tree))) - NAMES
        words -= set(re.findall(pattern, HOSTILE_PLACE + HOSTILE_PREFECTURE + HOSTILE_PROVINCE)) | hostile
        words -= set(re.findall(pattern, HOSTILE_ADDRESS))
        if words:
            stray[name] = words
    assert stray == {}


def test_a_release_with_nothing_in_it_has_pages(release_folder: Path, tmp_path: Path) -> None:
    for file in release_folder.glob("*.parquet"):
        frame = pl.read_parquet(file)
        (frame if file.stem == "catalogue" else frame.clear()).write_parquet(tmp_path / file.name)
    (tmp_path / QUALITY).write_text(measured_quality(), encoding="utf-8")
    empty = render_site(tmp_path, tmp_path / "site", VERSION)
    assert len(empty) == len(list((tmp_path / "site").rglob("*.html"))) == 2 * 11
    assert "本版本没有" in (tmp_path / "site" / "preschool_access.html").read_text(encoding="utf-8")


def test_a_missing_file_is_named(release_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=r"indicators\.parquet"):
        render_site(tmp_path, tmp_path / "site", VERSION)


def test_a_code_that_is_no_code_never_becomes_a_file(release_folder: Path, tmp_path: Path) -> None:
    for file in release_folder.glob("*.parquet"):
        frame = pl.read_parquet(file)
        if file.stem == "indicators":
            frame = frame.with_columns(region_code=pl.lit("../../x"))
        frame.write_parquet(tmp_path / file.name)
    with pytest.raises(ReleaseError, match="six digits"):
        render_site(tmp_path, tmp_path / "site", VERSION)
    assert not (tmp_path / "site").exists()
