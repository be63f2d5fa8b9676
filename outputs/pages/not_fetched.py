"""What a site answered instead of a page, in both languages."""

from __future__ import annotations

from markupsafe import Markup

from indicators.schemas import NOT_FETCHED
from outputs.pages.language import Language
from outputs.pages.published import Row
from outputs.pages.tongues import with_tongue

ANSWERS = {
    "address refused": "网址指向内部网络，或不是网页的地址",
    "no such host": "域名不存在",
    "no secure connection": "网站的证书无效，或没有安全的加密连接",
    "robots": "网站的 robots.txt 要求不要抓取",
    "robots unknown": "取不到网站的 robots.txt，不知道它要求什么",
    "told to wait": "网站要求等待的时间超出一次运行",
    "no answer": "连不上网站，或连接中断",
    "too slow": "用时过长",
    "cut short": "内容没有传完",
    "server failed": "网站报告自身出错（500、502、503、504）",
    "too large": "内容过大",
    "encoding": "压缩方式不能辨认或已损坏",
    "too many redirects": "一再转向别的网址",
    "gone": "页面已不存在（404、410）",
    "not found page": "网页说没有这一页",
    "forbidden": "网站不允许访问（401、403、407、451）",
    "login page": "网页要求登录",
    "empty": "没有内容，或不运行脚本就没有内容",
    "other status": "网站给出了其他状态",
}
"""One for each of `tasks.fetch.answers.REASONS`, which say the same in English."""

NOT_YET = "it was not asked for yet"


def detail_of(report: Row, language: Language) -> Markup:
    """The detail of a refused report, in the page's language where there are words for it.

    Of a page that its site did not give it says `gone: 404 or 410`, and maybe more after a semicolon.
    """
    text = str(report["detail"])
    answer, _, said = text.partition(": ")
    if report["reason"] != NOT_FETCHED or language is not Language.CHINESE or answer not in ANSWERS:
        not_yet = text == NOT_YET and language is Language.CHINESE
        return Markup("还没有抓取过") if not_yet else with_tongue(text, language)
    more = said.partition("; ")[2]
    words = Markup("{}").format(ANSWERS[answer])
    return Markup("{}；{}").format(words, with_tongue(more, language)) if more else words
