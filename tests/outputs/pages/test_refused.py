"""The page of refused reports: by reason, what it means and what would help; in pages where they are many."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from outputs.pages import refused
from outputs.pages.language import Language
from outputs.pages.links import refused_page
from outputs.pages.published import Release
from outputs.pages.refused import MOST_ROWS
from outputs.pages.tongues import chinese_marked, in_english, with_tongue
from outputs.pages.words import REASON_HELP, REASON_SENTENCES, REASONS
from outputs.pages.writer import Writer
from tests.outputs.pages.conftest import text_of
from tests.outputs.pages.fake_release import HOSTILE_DETAIL, HOSTILE_TITLE, REFUSED, SILENT_TITLE


def written(release: Release, language: Language = Language.CHINESE) -> dict[str, LexborHTMLParser]:
    return {
        address: LexborHTMLParser(text)
        for address, text in refused.pages(release, "", Writer(release, language))
    }


def many(release: Release, *reasons: str) -> Release:
    """A release of refused reports, one for each reason."""
    plain: dict[str, Any] = next(iter(release.refused)) | {"title": "工作总结", "detail": None}
    rows = {f"{n}": plain | {"report_id": f"{n}", "reason": reason} for n, reason in enumerate(reasons)}
    return replace(release, reports=rows)


@pytest.mark.parametrize("language", list(Language))
def test_each_reason_says_what_it_means_and_what_would_help(release: Release, language: Language) -> None:
    page = written(release, language)["refused.html"]
    counts = Counter(reason for reason, _, _ in REFUSED)
    sections = page.css("section")[:-1]
    assert [len(section.css("tbody tr")) for section in sections] == sorted(counts.values(), reverse=True)
    for section in sections:
        heading = section.css_first("h2")
        assert heading is not None
        name = heading.text().split(" ")[0] if language is Language.CHINESE else heading.text()[:-2].lower()
        (reason,) = [id_ for id_, words in REASONS.items() if language.of(words).lower() == name]
        text = section.text()
        assert language.of(REASON_SENTENCES[reason]) in text
        assert language.of(REASON_HELP[reason]) in text


def test_details_and_titles_are_in_their_own_language(pages: dict[str, LexborHTMLParser]) -> None:
    chinese, english = pages["refused.html"], pages["en/refused.html"]
    (silent,) = chinese.css("section[aria-labelledby=factless] tbody th")
    assert silent.text(strip=True) == f"{SILENT_TITLE}永安市教育局the place is that of the title"
    assert [span.text() for span in silent.css("[lang=en]")] == ["the place is that of the title"]
    titles = [span.text() for span in english.css('tbody th > [lang="zh-Hans"]')]
    assert "某县2018年工作总结" in titles
    assert chinese.css('tbody th > [lang="zh-Hans"]') == []


def test_what_a_refused_page_says_of_itself_is_text(pages: dict[str, LexborHTMLParser]) -> None:
    for name in ("refused.html", "en/refused.html"):
        page = pages[name]
        assert HOSTILE_TITLE in text_of(page, separator="")
        assert HOSTILE_DETAIL in text_of(page, separator="")
        assert page.css("main script, main style") == []
        assert not [a for a in page.css("a") if "javascript" in (a.attributes["href"] or "")]


def test_all_stand_on_one_page_up_to_a_limit(release: Release) -> None:
    made = many(release, *["empty"] * (MOST_ROWS - 1), "damaged")
    assert list(written(made)) == ["refused.html"]


def test_beyond_it_each_reason_has_its_pages(release: Release) -> None:
    made = many(release, *["empty"] * (MOST_ROWS + 1), "damaged")
    found = written(made, Language.ENGLISH)
    assert list(found) == [
        "refused.html",
        "refused/empty.html",
        "refused/empty-2.html",
        "refused/damaged.html",
    ]
    assert [len(page.css("tbody tr")) for page in found.values()] == [0, MOST_ROWS, 1, 1]
    linked = {a.attributes["href"] for a in found["refused.html"].css("main a")}
    assert {"refused/empty.html", "refused/empty-2.html", "refused/damaged.html"} <= linked
    assert found["refused/empty-2.html"].css_first('a[href="../refused/empty.html"]') is not None


def test_a_release_that_refused_nothing_says_so(release: Release) -> None:
    page = written(replace(release, reports={}), Language.ENGLISH)["refused.html"]
    assert "No report was refused." in text_of(page)
    assert page.css("table") == []


def test_the_pages_of_a_reason_have_plain_names() -> None:
    assert refused_page("digits lost") == "refused/digits-lost.html"
    assert refused_page("../<b>", 3) == "refused/b-3.html"
    assert refused_page("新的原因") == "refused/other.html"


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("it is of the prefecture 漳州市", True),
        ("2023年全县学前教育工作总结.docx", False),
        ("application/pdf", True),
        ("与 gx-liucheng-2019 逐字相同", False),
        ("", False),
    ],
)
def test_the_language_of_a_text_is_that_of_most_of_it(text: str, english: bool) -> None:
    assert in_english(text) is english


def test_a_text_is_marked_where_it_is_not_in_the_language_of_the_page() -> None:
    zh, en = Language.CHINESE, Language.ENGLISH
    assert with_tongue("工作总结", zh) == "工作总结"
    assert with_tongue("工作總結", zh, "hant") == '<span lang="zh-Hant">工作總結</span>'
    assert with_tongue("工作总结", en) == '<span lang="zh-Hans">工作总结</span>'
    assert (
        with_tongue("it is of 漳州市", zh)
        == '<span lang="en">it is of <span lang="zh-Hans">漳州市</span></span>'
    )
    assert with_tongue("it is of 漳州市", en) == 'it is of <span lang="zh-Hans">漳州市</span>'
    assert with_tongue("<b>2019</b>", en) == "&lt;b&gt;2019&lt;/b&gt;"
    assert chinese_marked("<b>县</b>") == '&lt;b&gt;<span lang="zh-Hans">县</span>&lt;/b&gt;'


def test_what_was_read_and_gave_nothing_is_listed_and_counted_on_the_front_page(
    pages: dict[str, LexborHTMLParser],
) -> None:
    heading = pages["refused.html"].css_first("h2#factless")
    assert heading is not None
    assert heading.text() == "读了但没有可用数字 1"
    (place,) = pages["en/refused.html"].css("section[aria-labelledby=factless] tbody td a[href^=places]")
    assert place.attributes["href"] == "places/350481.html"
