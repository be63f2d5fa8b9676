"""Every encoding of the genre, declared rightly, wrongly or not at all, gives the same text."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.decoding import UndecodableError, decode
from tests.genre import SENTENCES
from tests.tasks.parse.built import refused, text_of

SIMPLIFIED = (
    "柳城县教育局2019年工作总结\n全县有幼儿园76所，在园幼儿12345人，普惠率达到85.4%。\n"
    "教师培训7900多人次，资助学生1.2万名。\n"
)
TRADITIONAL = (
    "柳城縣教育局2019年工作總結\n全縣有幼兒園76所，在園幼兒12345人，普惠率達到85.4%。\n"
    "教師培訓7900多人次，資助學生1.2萬名。\n"
)
SIMPLE_ENCODINGS = ("utf-8", "utf-8-sig", "gb2312", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be")
TRADITIONAL_ENCODINGS = ("utf-8", "utf-8-sig", "big5", "big5hkscs", "cp950", "gbk", "gb18030", "utf-16")
ENCODED = [(SIMPLIFIED, each) for each in SIMPLE_ENCODINGS] + [
    (TRADITIONAL, each) for each in TRADITIONAL_ENCODINGS
]
DECLARATIONS = (
    "",
    "utf-8",
    "gb2312",
    "GBK",
    "big5",
    "iso-8859-1",
    "windows-1252",
    "rot13",
    "nonsense",
    "utf-16",
)


@pytest.mark.parametrize(("text", "encoding"), ENCODED)
def test_plain_text_in_every_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text
    assert text_of(text.encode(encoding)) == text


@pytest.mark.parametrize("declared", DECLARATIONS)
@pytest.mark.parametrize(("text", "encoding"), ENCODED)
def test_pages_in_every_encoding_whatever_they_declare(text: str, encoding: str, declared: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    body = "".join(f"<p>{line}</p>" for line in text.splitlines())
    page = f"<html><head>{meta}<title>中</title></head><body>{body}</body></html>"
    assert text_of(page.encode(encoding)) == text.strip()


@pytest.mark.parametrize("text", [SIMPLIFIED[:13], SIMPLIFIED[17:27], "教育局", "76所"])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
def test_a_few_words_are_enough(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"), [(SIMPLIFIED, "gbk"), (SIMPLIFIED, "utf-8"), (TRADITIONAL, "big5")]
)
def test_a_page_cut_short_or_hurt_in_one_place_is_read(text: str, encoding: str) -> None:
    whole = (text * 3).encode(encoding)
    cut = decode(whole[: len(whole) - 2])
    assert cut.startswith(text)
    hurt = decode(whole[:300] + b"\xff" + whole[300:])
    assert sum(a == b for a, b in zip(hurt, text * 3, strict=False)) > 100
    assert "\ufffd" in hurt
    assert hurt.endswith("多人次，资助学生1.2万名。\n" if text is SIMPLIFIED else "1.2萬名。\n")


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(128, 256)) * 4,
        random.Random(1).randbytes(3000),
        b"\x00\x01\x02\x03" * 500,
        b"\x7fELF\x00\x00",
    ],
)
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(UndecodableError):
        decode(content)
    assert refused(content)[0] == "unreadable"


@given(
    st.lists(SENTENCES, min_size=4, max_size=10).map(lambda s: "全县教育工作总结，" + "".join(s)),
    st.sampled_from(("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be")),
)
def test_sentences_of_the_genre_come_back(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    with suppress(UndecodableError):
        assert isinstance(decode(content), str)
