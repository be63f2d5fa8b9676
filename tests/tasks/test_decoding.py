"""The encodings that pages come in."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.decoding import UndecodableError, decode

HANS = "柳城县教育局2019年工作总结，全县共有幼儿园85所，学校教育工作。"
HANT = "柳城縣教育局2019年工作總結，全縣共有幼兒園85所，學校教育工作。"
PAGE = '<html><head><meta charset="{0}"></head><body><p>{1}</p></body></html>'


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(HANS.encode(), HANS, id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + HANS.encode(), HANS, id="UTF-8 with its mark"),
        pytest.param(HANS.encode("gb18030"), HANS, id="GB18030"),
        pytest.param(
            "㐂𠮷儿园".encode("gb18030") + HANS.encode("gbk"), "㐂𠮷儿园" + HANS, id="four bytes of GB18030"
        ),
        pytest.param(HANT.encode("big5"), HANT, id="Big5"),
        pytest.param(HANT.encode("gb18030"), HANT, id="traditional in GB18030"),
        pytest.param(HANS.encode("utf-16"), HANS, id="UTF-16"),
        pytest.param(codecs.BOM_UTF16_BE + HANS.encode("utf-16-be"), HANS, id="UTF-16, high byte first"),
        pytest.param(HANS.encode("utf-16-le"), HANS, id="UTF-16 without its mark"),
        pytest.param(b"plain", "plain", id="ASCII"),
        pytest.param(codecs.BOM_UTF8, "", id="a mark and nothing else"),
    ],
)
def test_a_text_is_decoded(content: bytes, text: str) -> None:
    assert decode(content) == text


@pytest.mark.parametrize(
    ("declared", "encoding", "body"),
    [
        ("gbk", "gbk", HANS),
        ("gb2312", "gb18030", "镕" + HANS),  # written with more characters than GB2312 has
        ("big5", "big5", HANT),
        ("utf-8", "gbk", HANS),
        ("utf-8", "big5", HANT),
        ("GB2312", "utf-8", HANS),
        ("iso-8859-1", "gbk", HANS),
        ("gbk", "big5", HANT),
        ("big5", "gbk", HANS),
        ("no-such-encoding", "gbk", HANS),
        ("zlib", "gbk", HANS),
        ("hex", "gbk", HANS),
    ],
)
def test_a_declared_encoding_is_believed_only_where_it_reads_as_chinese(
    declared: str, encoding: str, body: str
) -> None:
    page = PAGE.format(declared, body)
    assert decode(page.encode(encoding)) == page


@pytest.mark.parametrize(
    ("meta", "charset", "text"),
    [
        ("", None, "腑"),
        ("", "big5", "葉"),
        ("", " Big5-HKSCS ", "葉"),
        ("", "gb2312", "腑"),
        ("", "iso-8859-1", "腑"),
        ('<meta charset="gbk">', "big5", "腑"),
        ('<meta charset="big5">', "gbk", "葉"),
        ('<meta charset="utf-8">', "big5", "葉"),
        ('<meta charset="nonsense">', "big5", "葉"),
        ('<meta charset="utf-8">', "utf-8", "腑"),
    ],
)
def test_what_the_site_says_counts_where_the_page_says_nothing_or_what_cannot_be(
    meta: str, charset: str | None, text: str
) -> None:
    """Both readings are of characters that no report is made of: neither is better."""
    content = meta.encode() + "葉".encode("big5") * 30
    assert decode(content, charset) == meta + text * 30


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "big5", "iso-8859-1", "utf-8", "utf-16", "", "x"])
@pytest.mark.parametrize("declared", ["gb2312", "big5", "utf-8"])
@pytest.mark.parametrize(("encoding", "body"), [("utf-8", HANS), ("gb18030", HANS), ("big5", HANT)])
def test_a_lie_of_the_site_and_of_the_page_is_found_out(
    charset: str, declared: str, encoding: str, body: str
) -> None:
    page = PAGE.format(declared, body)
    assert decode(page.encode(encoding), charset) == page


@pytest.mark.parametrize("declared", ["undefined", "unicode_escape"])
def test_a_declared_codec_that_is_no_encoding_of_pages_is_passed_over(declared: str) -> None:
    page = PAGE.format(declared, HANS + r"\d")
    assert decode(page.encode("gbk")) == page


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x00\x01\x02", "zero bytes"),
        (bytes(range(256)) * 20, "zero bytes"),
        (b"\xff\xff\xff\xff", "neither UTF-8 nor GB18030 nor Big5"),
        (b"\x80" * 9, "neither UTF-8"),
    ],
)
def test_bytes_that_are_no_text_are_refused(content: bytes, message: str) -> None:
    with pytest.raises(UndecodableError, match=message):
        decode(content)


@pytest.mark.parametrize(
    "content",
    [HANS.encode()[:-1], HANS.encode()[:-3] + b"\xff" + HANS.encode()[-3:], HANS.encode("gbk")[:-1]],
)
def test_a_page_with_one_damaged_byte_is_still_read(content: bytes) -> None:
    assert "幼儿园85所" in decode(content)


# As much Chinese as pages have: what is guessed from two characters may be wrong.
CHINESE = st.text(
    st.sampled_from("的一是在了和有中国教育学校工作年度全县区市幼儿园所人名85，。\n柳城"),
    min_size=1,
    max_size=60,
).map(lambda text: HANS + text)


@given(CHINESE, st.sampled_from(["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"]))
def test_chinese_comes_back_from_every_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_or_refused(content: bytes) -> None:
    try:
        text = decode(content)
    except UndecodableError:
        return
    assert isinstance(text, str)
