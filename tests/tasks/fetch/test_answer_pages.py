"""Pages that are none are known, and pages are not taken for such."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from indicators.errors import CatalogueError
from tasks.fetch.answer_pages import answer_pages, judge_page, read_answer_pages

HERE = "http://jyj.example/zwgk/gzzj/202601/t1.html"
MENU = "<ul><li>首页</li><li>政务公开</li><li>办事服务</li><li>互动交流</li></ul>"
REPORT = "今年全县新建公办幼儿园9所。信息系统登录人次达到2万，不存在大班额，无证园已被删除出名单。" * 20


def page(title: str = "某县教育局", body: str = "") -> bytes:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


def judged(content: bytes, answered: str = HERE, asked: str = HERE) -> str | None:
    found = judge_page(content, asked, answered, answer_pages())
    return found.reason if found else None


@pytest.mark.parametrize(
    "content",
    [
        page("404", MENU),
        page("404 Not Found", "<center><h1>404 Not Found</h1></center><hr>nginx"),
        page("404错误", MENU),
        page("Page not found", MENU),
        page("页面不存在", MENU),
        page("您访问的页面不存在 - 某县人民政府", MENU),
        page("某县人民政府", f"<h1>404</h1>{MENU}"),
        page("某县人民政府", f"{MENU}<p>您访问的页面不存在或已被删除</p>"),
        page("某县人民政府", f"{MENU}<p>对不起，没有找到您要访问的页面。</p>"),
        page("某县人民政府", "<p>该信息已被删除！</p>"),
        page("某县人民政府", "<p>您访问的链接已失效</p>"),
        page("Error", "<p>The requested URL /x was not found on this server.</p>"),
    ],
)
def test_a_soft_404_is_known(content: bytes) -> None:
    assert judged(content) == "not found page"


@pytest.mark.parametrize(
    "content",
    [
        page("统一身份认证平台", "<form></form>"),
        page("用户登录", MENU),
        page("登录", MENU),
        page("Sign in - portal", "x"),
        page(body="<p>请先登录后查看</p>"),
        page(body="<p>您还没有登录，或登录已超时</p>"),
        page(body="<form>账号<input name=a>口令<input type='PASSWORD' name=b></form>"),
    ],
)
def test_a_login_page_is_known(content: bytes) -> None:
    assert judged(content) == "login page"


@pytest.mark.parametrize(
    "content",
    [
        page(),
        page(body="<script>document.write('x')</script><noscript>请打开脚本</noscript>"),
        b"<html><script>location.href='/x?token=1'</script></html>",
    ],
)
def test_a_page_that_shows_nothing_without_script_is_known(content: bytes) -> None:
    assert judged(content) == "empty"


@pytest.mark.parametrize(
    "content",
    [
        page("某县教育局2025年工作总结", f"<p>{REPORT}</p>"),
        page("某县教育局2025年工作总结", f"{MENU}<input type=password name=p><p>{REPORT}</p>"),
        page("某县教育局2025年工作总结", "<p>扫描件见下图</p><img src=a.jpg>"),
        page(body="<img src=a.jpg>"),
        page(body="<a href=a.docx>附件：工作总结</a>"),
        page("某县教育局2025年第404号文件", "<p>现将总结印发给你们。</p>"),
        page("关于登录备案系统的通知", f"<p>{REPORT}</p>"),
        page("工作总结", "<p>全县不存在大班额。系统登录人次2万。</p>"),
        page("404", f"<p>{REPORT}</p>"),
    ],
)
def test_a_page_is_not_taken_for_one_that_is_none(content: bytes) -> None:
    assert judged(content) is None


@pytest.mark.parametrize(
    ("asked", "answered", "reason"),
    [
        (HERE, "http://jyj.example/", "not found page"),
        (HERE, "https://www.jyj.example/index.html", "not found page"),
        (HERE, "http://jyj.example/zwgk/gzzj/202601/t2.html", None),
        (HERE, "http://new.example/", None),
        ("http://jyj.example/", "https://jyj.example/index.shtml", None),
        ("http://jyj.example/?id=7", "http://jyj.example/", "not found page"),
        ("http://jyj.example", "https://jyj.example/", None),
    ],
)
def test_a_page_that_leads_to_the_front_page_is_gone(asked: str, answered: str, reason: str | None) -> None:
    assert judged(page(body=f"<p>{REPORT}</p>"), answered, asked) == reason


def test_a_redirect_to_a_login_counts_where_the_page_is_short() -> None:
    to = "https://id.example/sso/x"
    assert judged(page(body="<p>手机扫码</p>"), to) == "login page"
    assert judged(page(body=f"<p>{REPORT}</p>"), to) is None
    assert judged(page(body="<p>手机扫码</p>"), to, to) is None


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs"])
def test_the_encoding_does_not_matter(encoding: str) -> None:
    text = "<html><head><title>出错</title></head><body>文件不存在</body></html>".replace(
        "错", "錯" if "big" in encoding else "错"
    )
    assert judged(text.encode(encoding)) == "not found page"


def test_no_page_of_the_sample_is_taken_for_none() -> None:
    pages = sorted(Path("deployments/sample/reports").glob("*.*htm*"))
    assert len(pages) > 10
    taken = {path.name: judged(path.read_bytes()) for path in pages}
    assert {name for name, reason in taken.items() if reason} == set()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("short = 600", "short = 0"), "short: Input should be greater than 0"),
        (("short = 600", "shorter = 600"), "short"),
        (("[missing]", "[missing]\nbody = 'x'"), r"missing\.body"),
        (("[login]", "[login]\naddress = '('"), "TOML|no regular expression"),
        (("title = '^", "title = '(^"), "missing.title: .*no regular expression"),
    ],
)
def test_a_wrong_file_is_said_to_be_wrong(change: tuple[str, str], fault: str, tmp_path: Path) -> None:
    file = tmp_path / "answer_pages.toml"
    text = Path("indicators/rules/answer_pages.toml").read_text(encoding="utf-8")
    assert change[0] in text
    file.write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(CatalogueError, match=fault):
        read_answer_pages(file)


@pytest.mark.parametrize("tags", ["<div>" * 79_000, "<b><table>" * 39_000])
def test_markup_whose_tree_is_without_bound_is_judged_by_whoever_reads_it(tags: str) -> None:
    start = time.process_time()
    assert judged(f"<html><body>{tags}404".encode()) is None
    assert time.process_time() - start < 3
