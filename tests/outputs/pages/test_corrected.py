"""What was put right says on the pages what was read before, why it was corrected, and who found it."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from tests.outputs.pages.conftest import text_of
from tests.outputs.pages.fake_release import HOSTILE_REASON


def test_a_corrected_figure_says_what_was_read(pages: dict[str, LexborHTMLParser]) -> None:
    text = text_of(pages["evidence/450222.html"], separator="")
    assert f"更正 原读作 67 所（柳城县，2019 年，实际）。理由：{HOSTILE_REASON}（a reader）" in text
    assert "corrected:" not in text, "told in words of its own, not once more as a flag"
    assert not any("javascript:" in (a.attributes["href"] or "") for a in pages["methods.html"].css("a"))
