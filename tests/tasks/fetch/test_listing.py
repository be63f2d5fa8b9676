"""Which papers a listing names, whatever its markup, its charset and its addresses are like."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.errors import SourceError
from tasks.fetch.entries import Listing, Paging
from tasks.fetch.listing import Link, Listed, read_attachments, read_listing, source_of
from tasks.records import Source

HOST = "http://www.jia.gov.cn"
HERE = f"{HOST}/jyj/ghjh/index.html"
REPORT = "甲县教育局2023年工作总结"


def listing(links: str | None = None, titles: str | None = "总结", pages: int = 0) -> Listing:
    return Listing(
        id="jia",
        address=HERE,
        publisher="甲县教育局",
        region="450222",
        links=links,
        titles=titles,
        paging=Paging(pattern="index_{n}.html", pages=pages) if pages else None,
    )


def named(markup: str, of: Listing | None = None, address: str = HERE) -> tuple[Link, ...]:
    return read_listing(markup.encode(), address, of or listing()).links


PAGE = f"""<html><head><title>规划计划</title></head><body>
<div class=nav><a href="/">首页</a> <a href="/jyj/">教育局</a> <a href="javascript:void(0)">总结</a></div>
<ul>
<li><a href="./202401/t20240105_2.html">{REPORT}</a><span>2024-01-05</span></li>
<li><a href="./202301/t20230106_1.html">甲县教育局2022年工作总结</a><span>2023-01-06</span></li>
<li><a href="./202302/t20230210_3.html">甲县教育局2023年招生公告</a><span>2023-02-10</span></li>
</ul>
<div>当前日期：2026-11-22 <a href="index_1.html">下一页（总结）</a> <a href="mailto:a@b.cn">总结</a></div>
</body></html>"""


def test_the_papers_of_a_listing() -> None:
    found = read_listing(PAGE.encode(), HERE, listing(pages=2))
    assert found == Listed(
        (
            Link(f"{HOST}/jyj/ghjh/202401/t20240105_2.html", REPORT, "2024-01-05"),
            Link(f"{HOST}/jyj/ghjh/202301/t20230106_1.html", "甲县教育局2022年工作总结", "2023-01-06"),
        ),
        seen=6,
    )


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gbk", "gb18030", "big5", "utf-16"])
@pytest.mark.parametrize("declared", ["", "utf-8", "gb2312"])
def test_any_charset_whatever_is_declared(charset: str, declared: str) -> None:
    text = REPORT if charset != "big5" else "甲縣教育局2023年工作總結，學校師資"
    meta = f'<meta charset="{declared}">' if declared else ""
    page = f'<html><head>{meta}</head><a href="a.html">{text}</a></html>'
    found = read_listing(page.encode(charset), HERE, listing(titles="2023年"))
    assert [link.title for link in found.links] == [text]


@pytest.mark.parametrize(
    ("head", "href", "address"),
    [
        ("", "a.html", f"{HOST}/jyj/ghjh/a.html"),
        ("<base href='/xxgk/'>", "a.html", f"{HOST}/xxgk/a.html"),
        ("<base href='../'>", "a.html", f"{HOST}/jyj/a.html"),
        ("<base target=_blank><base href='/one/'><base href='/two/'>", "a.html", f"{HOST}/one/a.html"),
        ("<base href='javascript:1'>", "a.html", f"{HOST}/jyj/ghjh/a.html"),
        (
            "<base href='https://jyj.jia.gov.cn'>",
            "/a.html?id=1&amp;n=2",
            "https://jyj.jia.gov.cn/a.html?id=1&n=2",
        ),
        ("", "//other.gov.cn/a.html#x", "http://other.gov.cn/a.html"),
    ],
)
def test_links_count_from_the_page_or_its_base(head: str, href: str, address: str) -> None:
    assert [link.address for link in named(f"<head>{head}</head><a href='{href}'>总结</a>")] == [address]


def test_links_count_from_where_the_page_was_found_in_the_end() -> None:
    (link,) = named("<a href='a.html'>总结</a>", address="https://new.jia.gov.cn/col/7/")
    assert link.address == "https://new.jia.gov.cn/col/7/a.html"


@pytest.mark.parametrize(
    ("links", "titles", "found"),
    [
        (None, "总结", ["1", "2"]),
        (r"/t\d{8}_\d+\.html$", None, ["1", "3"]),
        (r"/t\d{8}_\d+\.html$", "总结", ["1"]),
        (r"^https?://www\.jia\.gov\.cn/", "20(19|2[0-9])年工作", ["1", "2"]),
        ("nothing", "总结", []),
    ],
)
def test_both_patterns_hold(links: str | None, titles: str | None, found: list[str]) -> None:
    page = """<a href="/t20240105_1.html">2023年工作总结</a><a href="/about_2.html">2022年工作总结</a>
    <a href="/t20240105_3.html">公告</a>"""
    hits = named(page, listing(links, titles))
    assert [link.address.rpartition("_")[2].removesuffix(".html") for link in hits] == found


def test_an_address_stands_once_with_the_best_that_is_said_of_it() -> None:
    page = f"""<a href="a.html"><img src=x alt=图></a><a href="{HERE[:-10]}a.html#x">{REPORT}</a>
    <p><a href="./a.html">总结</a> 2024年1月5日</p>"""
    assert named(page) == (Link(f"{HOST}/jyj/ghjh/a.html", REPORT, "2024-01-05"),)


def test_a_new_paper_is_found_and_the_others_stay_who_they_are() -> None:
    before = named(PAGE)
    row = f'<ul><li><a href="./202501/t20250107_9.html">{REPORT.replace("2023", "2024")}</a></li>'
    after = named(PAGE.replace("<ul>", row))
    assert after[1:] == before
    known = {source_of(listing(), link).id for link in before}
    new = [link.title for link in after if source_of(listing(), link).id not in known]
    assert new == ["甲县教育局2024年工作总结"]


def test_a_listing_does_not_name_itself() -> None:
    hrefs = ["", "index.html#top", "index_1.html", "index_2.html"]
    page = "".join(f"<a href='{href}'>总结</a>" for href in hrefs)
    assert [link.address for link in named(page, listing(pages=1))] == [f"{HOST}/jyj/ghjh/index_2.html"]
    moved = named(page, listing(pages=1), f"{HOST}/jyj/ghjh/index_2.html")
    assert moved == ()


@pytest.mark.parametrize(
    ("anchor", "title"),
    [
        (f"<a href=a title='{REPORT}'>甲县教育局2023年工作总…</a>", REPORT),
        (f"<a href=a title='{REPORT}'>甲县教育局2023...</a>", REPORT),
        (f"<a href=a title='{REPORT}'></a>", REPORT),
        (f"<a href=a title='点击查看总结'>{REPORT}</a>", REPORT),
        (f"<a href=a>· {REPORT} <span>2024-01-05</span></a>", REPORT),
        (f"<a href=a>[2024-01-05]\n  {REPORT}</a>", REPORT),
        (f"<a href=a>{REPORT}（2024年1月5日）</a>", REPORT),
        ("<a href=a>甲县<b>教育局</b>\n总结</a>", "甲县 教育局 总结"),
        ("<a href=a>2023年1-12月工作总结</a>", "2023年1-12月工作总结"),
    ],
)
def test_the_words_of_a_link(anchor: str, title: str) -> None:
    assert [link.title for link in named(anchor)] == [title]


@pytest.mark.parametrize(
    ("row", "day"),
    [
        ("<li><span>2024-01-05</span><a href=a>总结</a></li>", "2024-01-05"),
        ("<li><a href=a>总结</a> [2024/1/5]</li>", "2024-01-05"),
        ("<li><a href=a>总结</a> 2024.01.05</li>", "2024-01-05"),
        ("<li><a href=a>总结</a> 2024年1月5日</li>", "2024-01-05"),
        ("<table><tr><td>1<td><a href=a>总结</a><td>2024-01-05 16:30</table>", "2024-01-05"),
        (
            "<div><p><a href=a>总结</a></p><p>2024-01-05</p></div><div><a href=b>x</a>2023-01-01</div>",
            "2024-01-05",
        ),
        ("<li><a href=a>2023年工作总结</a></li><li>2024-01-05</li>", None),
        ("<li><a href=a>总结</a> 2024-01-05 至 2024-02-05</li>", None),  # which of the two is not known
        ("<li><a href=a>总结</a> 2024-13-05</li>", None),
        ("<li><a href=a>总结</a> 12024-01-055</li>", None),
        ("<li><a href=/t20240105_1.html>总结</a></li>", "2024-01-05"),
        ("<li><a href=/20240105/i1.html>总结</a></li>", "2024-01-05"),
        ("<li><a href=/art/2024/1/5/art_1.html>总结</a></li>", "2024-01-05"),
        ("<li><a href=/2024/01-05/1.html>总结</a></li>", "2024-01-05"),
        ("<li><a href=/t20249905_1.html>总结</a></li>", None),
        ("<li><a href=/t20240105_1.html>总结</a> 2024-01-08</li>", "2024-01-08"),  # shown before spelled
        ("<p>2026-11-22</p><a href=a>总结</a><a href=b>x</a>", None),
    ],
)
def test_the_day_that_stands_with_a_link(row: str, day: str | None) -> None:
    assert [link.date for link in named(row)] == [day]


def test_links_that_a_script_would_show() -> None:
    records = f"<record><![CDATA[<li><a href='/art/1.html'>{REPORT}</a><b>2024-01-05</b></li>]]></record>"
    further = "<nextgroup><![CDATA[<a href='/next.jsp'>总结</a>]]></nextgroup>"
    store = f"<datastore>{further}<recordset>{records}</recordset></datastore>"
    wanted = (Link(f"{HOST}/art/1.html", REPORT, "2024-01-05"),)
    assert named(f"<html><body><script type='text/xml'>{store}</script></body></html>") == wanted
    assert [link for link in named(store) if link.address.endswith("1.html")] == list(wanted)


@pytest.mark.parametrize("content", [b"", b"   ", "没有链接".encode(), b"<html><body><a>x</a></body></html>"])
def test_a_page_without_links_names_nothing(content: bytes) -> None:
    assert read_listing(content, HERE, listing()) == Listed((), 0)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\x00\x01\x02\x03" * 50, "not a text file"),
        (b"<div>" * 40_000, "tags left open up to 40,000 deep"),
        (b" " * 10_000_001, "10,000,001 bytes"),
    ],
)
def test_what_is_no_page_of_links_is_said(content: bytes, found: str) -> None:
    with pytest.raises(SourceError, match=f"^{HERE}: .*{found}"):
        read_listing(content, HERE, listing())


@pytest.mark.parametrize("link", ["<a href={n}>总结</a>", "<a href=same>总结 2024-01-05</a>"])
def test_many_links_cost_no_more_each(link: str) -> None:
    def seconds(count: int) -> float:
        page = f"<body><div>{''.join(link.format(n=n) for n in range(count))}</div></body>".encode()
        start = time.process_time()
        read_listing(page, HERE, listing(titles="工作要点"))
        return time.process_time() - start

    seconds(100)
    assert seconds(8_000) < 32 * max(seconds(1_000), 0.005)  # 64 where each looks at all the others


@given(
    content=st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: f"<a href='{text}'>总结".encode())
)
def test_whatever_comes_is_read_or_refused(content: bytes) -> None:
    try:
        found = read_listing(content, HERE, listing())
    except SourceError:
        return
    assert len(found.links) <= found.seen
    assert len({link.address for link in found.links}) == len(found.links)
    assert all(
        link.address.startswith(("http://", "https://")) and link.address.isascii() for link in found.links
    )


@pytest.mark.parametrize(
    ("anchor", "document"),
    [
        ("<a href='./P020240105.pdf'>附件</a>", True),
        ("<a href='/a/%E6%80%BB%E7%BB%93.DOCX'>附件</a>", True),
        ("<a href='/down.jsp?id=7&filename=2023.xls&n=1'>附件</a>", True),
        ("<a href='/down.jsp?id=7'>附件：2023年统计表.xlsx</a>", True),
        ("<a href='/down.jsp?id=7' title='统计表.wps'>统计表</a>", True),
        ("<a href='/a.html'>如何打开pdf</a>", False),
        ("<a href='/pdf/'>PDF</a>", False),
        ("<a href='/a.zip'>附件</a>", False),
        ("<a href='javascript:open(\"a.pdf\")'>a.pdf</a>", False),
    ],
)
def test_the_documents_beside_a_page(anchor: str, document: bool) -> None:
    assert bool(read_attachments(anchor.encode(), f"{HOST}/a/t1.html")) == document


def test_a_document_is_not_its_own_attachment() -> None:
    assert read_attachments(b"<a href='x.pdf'>x.pdf</a>", f"{HOST}/x.pdf") == ()


def test_a_paper_of_a_listing_is_a_source_with_a_name_that_stays() -> None:
    link = Link(f"{HOST}/a.html", REPORT, "2024-01-05")
    source = source_of(listing(), link)
    assert source == Source(
        source.id, link.address, link.address, REPORT, "甲县教育局", region=listing().region
    )
    assert source.id == source_of(listing(), Link(link.address, "another title")).id
    assert source.id.startswith("jia/")
    assert source.id != source_of(listing(), Link(f"{HOST}/b.html", REPORT)).id


def test_what_stands_on_another_site_is_nobodys_before_its_text_says_whose() -> None:
    """A column that leads elsewhere does not make the other site's paper its bureau's own."""
    entry = listing()
    own = source_of(entry, Link(HERE.replace("http://www.", "http://jyj."), "2025年工作总结"))
    assert (own.publisher, own.region) == (entry.publisher, entry.region)
    other = source_of(entry, Link("http://jyt.other.gov.cn/a.html", "教育厅2025年工作总结"))
    assert (other.publisher, other.region) == (None, None)
    assert other.title == "教育厅2025年工作总结"


def test_a_listing_without_bound_is_none() -> None:
    def page(papers: int) -> bytes:
        return "".join(f"<a href='/{n}.html'>工作总结</a>" for n in range(papers)).encode()

    assert len(read_listing(page(2_000), HERE, listing()).links) == 2_000
    with pytest.raises(SourceError, match="2,001 links that are wanted; expected a listing of at most 2,000"):
        read_listing(page(2_001), HERE, listing())


@pytest.mark.parametrize(
    "markup",
    [
        "<record><![CDATA[</record>" * 40_000,
        "<li><a href=x title=abc>" + "…" * 300_000 + "x</a>",
        "<a href=x>" + "." * 600_000 + "x</a>",
        "<a href=x>" + "2019年" * 100_000 + "</a>",
        "<a href=x>" + "2020 - " * 100_000 + "</a>",
    ],
)
def test_markup_made_to_be_slow_is_not(markup: str) -> None:
    start = time.process_time()
    read_listing(markup.encode(), HERE, listing(titles=r"\d{4}年.*工作总结"))
    assert time.process_time() - start < 3
