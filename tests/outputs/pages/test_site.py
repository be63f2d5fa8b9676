"""The whole site: its links, its silence towards the network, its safety, its bytes, its structure."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import polars as pl
import pytest
from selectolax.lexbor import LexborHTMLParser

from indicators.errors import ReleaseError
from outputs.pages.site import BESIDE, render_site
from outputs.release.changelog import CHANGELOG
from outputs.release.contents import DICTIONARY, SUMS
from outputs.release.descriptions.citation import CITATION, LICENCE
from outputs.release.descriptions.datapackage import DATAPACKAGE
from outputs.release.descriptions.statement import STATEMENT
from outputs.release.quality import QUALITY, measured_quality
from tests.outputs.pages.conftest import VERSION, text_of
from tests.outputs.pages.fake_release import (
    HOSTILE,
    HOSTILE_ADDRESS,
    HOSTILE_CODE,
    HOSTILE_QUOTE,
    HOSTILE_TITLE,
)

REQUESTING = "script, iframe, object, embed, base, form, video, audio, img, style, image, use"


def test_every_kind_of_page_is_there(pages: dict[str, LexborHTMLParser], release_folder: Path) -> None:
    statements = pl.read_parquet(release_folder / "observations.parquet")
    places = statements["region_code"].drop_nulls().n_unique()
    assert sum(name.startswith("evidence/") for name in pages) == places + 1  # and one for the masked
    assert {name for name in pages if "/" not in name} == {
        "index.html",
        "preschool_access.html",
        "balanced_progress.html",
        "teacher_supply.html",
        "school_safety.html",
        "refused.html",
        "methods.html",
    }


def test_it_returns_the_number_of_pages(
    release_folder: Path, pages: dict[str, LexborHTMLParser], tmp_path: Path
) -> None:
    assert render_site(release_folder, tmp_path, VERSION) == len(pages)


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
            fine = parts.scheme == "" and target.is_file()
            if not fine or (parts.fragment and unquote(parts.fragment) not in ids[there]):
                broken.append((name, address))
    assert broken == []
    assert followed > 1000


def test_every_page_leads_to_the_data_beside_it(pages: dict[str, LexborHTMLParser]) -> None:
    tables = ("observations", "indicators", "vintages", "reports", "corrections", "regions", "catalogue")
    wanted = {f"../{name}" for name in (*(f"{table}.parquet" for table in tables), *BESIDE)}
    for name, page in pages.items():
        links = {node.attributes["href"] for node in page.css("footer a")}
        assert links == {f"../{link}" if "/" in name else link for link in wanted}, name


def test_what_is_linked_beside_the_tables_is_what_a_release_has() -> None:
    assert BESIDE == (DICTIONARY, STATEMENT, CHANGELOG, LICENCE, CITATION, DATAPACKAGE, QUALITY, SUMS)


def test_no_page_shows_what_a_program_calls_nothing(site: Path) -> None:
    for file in site.rglob("*.html"):
        found = re.findall(r"(?<![A-Za-z])(?:None|nan|NaN|null|inf)(?![A-Za-z])", file.read_text("utf-8"))
        assert found == [], file.name


def test_a_figure_leads_to_its_own_evidence(pages: dict[str, LexborHTMLParser]) -> None:
    for name in (
        "preschool_access.html",
        "balanced_progress.html",
        "teacher_supply.html",
        "school_safety.html",
    ):
        for link in pages[name].css("td a"):
            page, anchor = (link.attributes["href"] or "").split("#")
            target = pages[page].css_first(f'[id="{anchor}"]')
            assert target is not None
            value = re.sub(r"[^\d.,]", "", link.text().rpartition("▹")[2])
            shown = target.css_first("p.value")
            assert shown is not None
            assert re.findall(r"[\d.,]+", shown.text())[0] == value


def test_pages_ask_for_nothing(pages: dict[str, LexborHTMLParser]) -> None:
    for name, page in pages.items():
        assert page.css(REQUESTING) == [], name
        loaded = [node.attributes.get("href") for node in page.css("link")]
        root = "../" if "/" in name else ""
        assert loaded == [f"{root}static/icon.svg", f"{root}static/style.css"], name
        assert page.css("[src], [srcset], [background], [poster], [action]") == [], name


def test_the_stylesheet_asks_for_nothing(site: Path) -> None:
    style = (site / "static" / "style.css").read_text(encoding="utf-8")
    assert "@import" not in style
    assert "url(" not in style
    assert (site / "static" / "icon.svg").is_file()


def test_a_policy_that_allows_no_script_and_no_inline_style_is_kept(
    pages: dict[str, LexborHTMLParser],
) -> None:
    for name, page in pages.items():
        policy = page.css_first('meta[http-equiv="Content-Security-Policy"]')
        assert policy is not None
        assert (policy.attributes["content"] or "").startswith(
            "default-src 'none'; style-src 'self'; img-src 'self' data:"
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
    assert HOSTILE_QUOTE in [m.text() for m in pages[f"evidence/{HOSTILE_CODE}.html"].css("mark")]
    assert HOSTILE_TITLE in {cite.text() for cite in pages[f"evidence/{HOSTILE_CODE}.html"].css("cite")}


def test_no_hostile_markup_stands_raw_in_any_file(site: Path) -> None:
    for file in site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        for hostile in HOSTILE:
            if "<" in hostile:
                assert hostile not in text, (file.name, hostile)


def test_structure_for_everyone(pages: dict[str, LexborHTMLParser]) -> None:
    for name, page in pages.items():
        assert page.css_first("html[lang=zh-CN]") is not None, name
        assert len(page.css("h1")) == 1, name
        assert len(page.css("main#content")) == 1, name
        assert page.css_first("body > a.skip[href='#content']") is not None, name
        assert page.css("[lang=en]"), name
        (title,) = page.css("title")
        assert title.text().strip() not in ("", "· 县域教育指标"), name
        for table in page.css("table"):
            assert table.css_first("caption") is not None, name
            assert table.css("thead th[scope]"), name
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


def test_english_stands_in_english_parts(pages: dict[str, LexborHTMLParser]) -> None:
    """Words of English outside of lang=en would be read out as Chinese."""
    for name in ("index.html", "preschool_access.html", "methods.html"):
        tree = LexborHTMLParser(str(pages[name].html))
        for node in tree.css("[lang=en], code, head"):
            node.decompose()
        words = set(re.findall(r"[A-Za-z]{4,}", text_of(tree)))
        assert words <= {"UNESCO"} | set(re.findall(r"[A-Za-z]{4,}", " ".join(HOSTILE))), name


def test_same_bytes_twice(release_folder: Path, site: Path, tmp_path: Path) -> None:
    render_site(release_folder, tmp_path, VERSION)
    first = {file.relative_to(site): file.read_bytes() for file in site.rglob("*") if file.is_file()}
    second = {file.relative_to(tmp_path): file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert first == second


def test_a_release_with_nothing_in_it_has_pages(release_folder: Path, tmp_path: Path) -> None:
    for file in release_folder.glob("*.parquet"):
        frame = pl.read_parquet(file)
        (frame if file.stem == "catalogue" else frame.clear()).write_parquet(tmp_path / file.name)
    (tmp_path / QUALITY).write_text(measured_quality(), encoding="utf-8")
    assert render_site(tmp_path, tmp_path / "site", VERSION) == 7
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
