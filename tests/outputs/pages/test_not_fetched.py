"""Why a page could not be had stands in the reader's language."""

from __future__ import annotations

import pytest

from outputs.pages.language import Language
from outputs.pages.not_fetched import ANSWERS, detail_of
from tasks.fetch.answers import REASONS


def test_there_are_words_for_every_answer() -> None:
    assert set(ANSWERS) == set(REASONS)


@pytest.mark.parametrize(
    ("reason", "detail", "chinese"),
    [
        ("not fetched", f"gone: {REASONS['gone']}", "页面已不存在（404、410）"),
        (
            "not fetched",
            f"gone: {REASONS['gone']}; status <404>",
            '页面已不存在（404、410）；<span lang="en">status &lt;404&gt;</span>',
        ),
        ("not fetched", "it was not asked for yet", "还没有抓取过"),
        ("not fetched", "a new word: of ours", '<span lang="en">a new word: of ours</span>'),
        ("no figures", "gone: it said", '<span lang="en">gone: it said</span>'),
    ],
)
def test_the_chinese_page_says_it_in_chinese(reason: str, detail: str, chinese: str) -> None:
    assert detail_of({"reason": reason, "detail": detail}, Language.CHINESE) == chinese


def test_the_english_page_says_what_the_data_say() -> None:
    detail = f"robots: {REASONS['robots']}"
    assert detail_of({"reason": "not fetched", "detail": detail}, Language.ENGLISH) == detail.replace(
        "'", "&#39;"
    )
