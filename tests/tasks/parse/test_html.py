"""What of a page's markup is text, and where its lines break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.parse.html import html_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>一</p><p>二</p>三<br>四<div>五</div>六", "一\n二\n三\n四\n五\n六"),
        ("<h1>总结</h1><ul><li>甲</li><li>乙</li></ul>", "总结\n甲\n乙"),
        ("<p>幼儿园<b>8</b><span>5</span>所</p>", "幼儿园85所"),
        ("<div><div><p>甲</p></div></div>\n\n\n<p>乙</p>", "甲\n乙"),
        ("<p>  甲\n  乙\t丙 </p>", "甲 乙 丙"),
        ("<p>甲<p>乙", "甲\n乙"),
        ("<p>甲</p></body></html><p>乙</p>", "甲\n乙"),
        ("<p>甲<!-- 乙 --></p>", "甲"),
        (
            "<table><tr><th>幼儿园</th><td>85所</td></tr><tr><td>小学</td><td>60所</td></tr></table>",
            "幼儿园\t85所\n小学\t60所",
        ),
        ("<o:p>甲</o:p><font>乙</font><unknown>丙</unknown>", "甲乙丙"),
        ("", ""),
        ("<html><body></body></html>", ""),
        ("<frameset><frame src='a'></frameset>", ""),
    ],
)
def test_a_line_a_block(markup: str, text: str) -> None:
    assert html_text(markup)[0] == text


@pytest.mark.parametrize(
    "markup",
    [
        "<script>var a = '<p>85所</p>';</script>",
        "<style>p { width: 85% }</style>",
        "<nav><a>幼儿园85所</a></nav>",
        "<svg><text>85</text></svg>",
        "<template><p>85</p></template>",
        "<iframe>85</iframe>",
        "<textarea>85</textarea>",
        "<select><option>2019年</option></select>",
        "<button>85</button>",
        "<input value='85所'>",
        "<img alt='85所'>",
        "<p title='85所'></p>",
        "<noscript>85</noscript>",
        "<div><script>一<nav>二</nav></script></div>",
    ],
)
def test_what_nobody_reads_is_left_out(markup: str) -> None:
    assert html_text(f"<p>甲</p>{markup}<p>乙</p>")[0] == "甲\n乙"


@pytest.mark.parametrize(
    ("entity", "text"),
    [
        ("&nbsp;", "甲\u00a0乙"),
        ("&ldquo;&rdquo;", "甲“”乙"),
        ("&amp;&lt;p&gt;", "甲&<p>乙"),
        ("&#12288;&#x3000;", "甲\u3000\u3000乙"),
        ("&middot;", "甲·乙"),
        ("&nosuch;", "甲&nosuch;乙"),
    ],
)
def test_entities_are_the_characters_they_stand_for(entity: str, text: str) -> None:
    assert html_text(f"<p>甲{entity}乙</p>")[0] == text


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<html><head><title> 柳城县\n 工作总结 </title></head><body>甲</body></html>", "柳城县 工作总结"),
        ("<title></title><p>甲", None),
        ("<p>甲", None),
        ("<title>只有题</title>", "只有题"),
    ],
)
def test_the_title_is_what_the_markup_calls_it(markup: str, title: str | None) -> None:
    assert html_text(markup)[1] == title


def test_pages_may_nest_deeper_than_the_stack() -> None:
    # The parser underneath takes the square of the depth: 0.5 s for this, 25 s for ten times as deep.
    depth = 10_000
    assert html_text("<div>" * depth + "深处" + "</div>" * depth + "<p>后</p>")[0] == "深处\n后"
    assert html_text("<b>" * depth + "深处")[0] == "深处"


@pytest.mark.parametrize("markup", ["<p hidden>85所</p>", '<p style="color: red; display:none">85所</p>'])
def test_hidden_elements_are_no_visible_text(markup: str) -> None:
    assert html_text(f"<p>甲</p>{markup}<p>乙</p>")[0] == "甲\n乙"


def test_preformatted_text_keeps_its_lines() -> None:
    assert html_text("<pre>一、总结\n幼儿园85所</pre>")[0] == "一、总结\n幼儿园85所"


@given(st.text("<>/pdivbr=\"' &;!-甲85\n", max_size=60))
def test_any_markup_gives_text_without_blank_lines(markup: str) -> None:
    text, _ = html_text(markup)
    assert text == text.strip()
    assert "\n\n" not in text
