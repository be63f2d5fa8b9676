"""What can be fetched, and that an address is known again however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.fetch.addresses import fault_of, joined, same_site, spelled

HOST = "http://www.liucheng.gov.cn"


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        (f"{HOST}/xxgk/t20211230_1.shtml", None),
        ("https://jyj.example.gov.cn:8443/a?id=1&n=2", None),
        ("http://[2001:db8::1]/a", None),
        ("http://教育.中国/a", None),
        ("ftp://example.gov.cn/a", "does not begin with http"),
        ("file:///etc/passwd", "does not begin with http"),
        ("www.example.gov.cn/a", "does not begin with http"),
        ("http:///a", "names no host"),
        ("http://example.gov.cn:0/", "names no host"),
        ("http://example.gov.cn:x/", "is no address"),
        ("http://[::1/", "is no address"),
        (f"http://{'教' * 80}.cn/", "is no address"),
        ("http://me:secret@example.gov.cn/", "has a user or a password"),
        ("http://example.gov.cn/a b", "has a blank"),
        ("http://example.gov.cn/#/news", "has a part after #"),
        (f"{HOST}/{'a' * 4_000}", "more than 4,000"),
    ],
)
def test_what_is_wrong_with_an_address(address: str, fault: str | None) -> None:
    found = fault_of(address)
    assert found is None if fault is None else fault in (found or "")


@pytest.mark.parametrize(
    "written",
    [
        "HTTP://WWW.Liucheng.gov.cn/xxgk/总结.html",
        f"{HOST}:80/xxgk/总结.html",
        f"{HOST}./xxgk/总结.html",
        f"  {HOST}/xxgk/总\n结.html ",
        f"{HOST}/xxgk/%E6%80%BB%E7%BB%93.html#top",
    ],
)
def test_an_address_has_one_spelling(written: str) -> None:
    assert spelled(written) == f"{HOST}/xxgk/%E6%80%BB%E7%BB%93.html"


@pytest.mark.parametrize(
    ("one", "other"),
    [("/a", "/A"), ("/a?n=1", "/a?n=2"), ("/a", "/a/"), ("/a%2Fb", "/a/b")],
)
def test_what_a_server_may_tell_apart_stays_apart(one: str, other: str) -> None:
    assert spelled(HOST + one) != spelled(HOST + other)


@given(
    path=st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], exclude_characters="#?\\")),
    query=st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], exclude_characters="#")),
)
def test_a_spelling_is_its_own_spelling(path: str, query: str) -> None:
    once = spelled(f"{HOST}/{path}?{query}")
    assert spelled(once) == once
    assert once.isascii()


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("t1.html", f"{HOST}/xxgk/ghjh/t1.html"),
        ("./202112/t1.html", f"{HOST}/xxgk/ghjh/202112/t1.html"),
        ("../../t1.html", f"{HOST}/t1.html"),
        ("/t1.html", f"{HOST}/t1.html"),
        ("//jyj.example.gov.cn/t1.html", "http://jyj.example.gov.cn/t1.html"),
        ("https://jyj.example.gov.cn", "https://jyj.example.gov.cn/"),
        ("?page=2", f"{HOST}/xxgk/ghjh/index.html?page=2"),
        (" t1.html\n", f"{HOST}/xxgk/ghjh/t1.html"),
        ("t1.html#part", f"{HOST}/xxgk/ghjh/t1.html"),
        ("年 度.html", f"{HOST}/xxgk/ghjh/%E5%B9%B4%20%E5%BA%A6.html"),
        ("", None),
        ("..\\t1.html?a=\\", f"{HOST}/xxgk/t1.html?a=%5C"),
        ("#part", None),
        ("javascript:void(0)", None),
        ("mailto:a@example.gov.cn", None),
        ("data:text/html,a", None),
        ("http://[broken", None),
        ("http://:80/", None),
    ],
)
def test_where_a_link_leads(link: str, address: str | None) -> None:
    assert joined(f"{HOST}/xxgk/ghjh/index.html", link) == address


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://www.a.gov.cn/x", "https://jyj.a.gov.cn:8080/y", True),
        ("http://a.gov.cn/", "http://WWW.A.gov.cn./", True),
        ("http://www.a.gov.cn/", "http://www.b.gov.cn/", False),
        ("http://www.a.gov.cn/", "http://www.gov.cn/", False),
        ("http://www.a.cn/", "http://jyj.a.cn/", True),
        ("http://a.com.cn/", "http://b.com.cn/", False),
        ("http://a.example/", "http://b.example/", False),
        ("http://10.1.2.3/a", "http://10.1.2.3/b", True),
        ("http://10.1.2.3/a", "http://11.1.2.3/a", False),
        ("http://[fd00::1]/a", "http://[fd00::2]/a", False),
    ],
)
def test_what_is_one_site(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same
    assert same_site(other, one) is same
