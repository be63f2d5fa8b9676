"""What was put right says on the pages what was read before, why it was corrected, and who found it."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from outputs.pages.corrected import corrections
from outputs.pages.language import Language
from outputs.pages.published import Release
from tests.outputs.pages.conftest import text_of
from tests.outputs.pages.fake_release import HOSTILE_QUOTE, HOSTILE_REASON


def test_a_corrected_figure_says_what_was_read(pages: dict[str, LexborHTMLParser]) -> None:
    text = text_of(pages["evidence/450222/2020.html"], separator="")
    assert f"更正 原读作 67 所（柳城县，2019 年，实际）。理由：{HOSTILE_REASON}（a reader）" in text
    english = text_of(pages["en/evidence/450222/2020.html"], separator="")
    assert f"Reason: {HOSTILE_REASON} (a reader)" in english
    assert "67 schools" in english
    assert "corrected:" not in text + english, "told in words of its own, not once more as a flag"
    assert not any("javascript:" in (a.attributes["href"] or "") for a in pages["methods.html"].css("a"))


def test_the_methods_count_and_list_the_corrections_of_the_release(
    release: Release, pages: dict[str, LexborHTMLParser]
) -> None:
    text = text_of(pages["methods.html"], separator="")
    assert "本次发布更正 1 处，撤回 1 处" in text
    assert "67 所（柳城县，2019 年，实际） → 76 所（柳城县，2020 年，实际）" in text
    assert "7,600 所（地名不详，2019 年，实际） → 撤回" in text
    assert HOSTILE_QUOTE in text
    applied, withdrawn = sorted(corrections(release, Language.CHINESE), key=lambda each: each.became is None)
    assert (applied.link, withdrawn.link) == (None, "https://www.example.gov.cn/evidence.html")
    assert (applied.href or "").startswith("evidence/450222/2020.html#obs-")
    assert withdrawn.href is None
