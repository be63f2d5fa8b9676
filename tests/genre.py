"""Texts of the genre for Hypothesis: pieces that reports are made of, and sample reports changed a little."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from indicators.vocabulary import load_vocabulary
from tasks.parse.document import parse
from tasks.records import Document, Report, Snapshot, Source
from tasks.standardize.reports import Standardized, standardize

SAMPLE = Path(__file__).parents[1] / "deployments" / "sample" / "reports"

NUMBERS = (
    "0 3 12 85 1122 1,122 1 122 1，122 2019,234 99.6 0.28 0.28 １２ ８５．５ 1.88 12: 1:15.2 三 二十 "
    "一百二十 两千余 九十二点五 十 百 万 亿 99999999999999999999 00 .5 5. 3-5 3～5 ½ ² ٣ Ⅲ １,０００ "
    "“85” 〇 ○○ XX ** ×× 20XX"
).split(" ")
UNITS = (
    "所 个 人 人次 % ％ ‰ 万元 亿元 元 平方米 ㎡ 起 例 辆 场 次 处 名 余人 多名 多万元 万人次 个百分点 "
    "家 年 学年 岁 月 日 人（次） 以上 左右 以内 期 轮 座 ：1"
).split()
NOUNS = (
    "幼儿园 公办幼儿园 普惠性民办园 在园幼儿 学前三年毛入园率 小学 初中 普通高中 教师 专任教师 教职工 "
    "在校学生 贫困生 安全隐患 保安 校车 大班额 56人以上大班额 义务教育巩固率 适龄儿童入学率 差异系数 "
    "生师比 校舍建筑面积 教育经费 幼兒園 公辦幼兒園 專任教師 學校 在園幼兒 義務教育鞏固率 隱患 "
    "特崗教師 專職保安 一鍵式報警裝置 普惠率 毛入園率"
).split()
VERBS = (
    "有 共有 现有 达到 达 为 占 新建 改扩建 招聘 招錄 投入 完成 撤并 消除 交流轮岗 培训 资助 排查 整改 "
    "力争 计划 拟 确保 未发生 全部消除 全覆盖 由 上升到 提高到 增加 减少 其中 分别 累计 平均 每 "
    "到2025年 下一步 已 將 達到 實現 共計 佔"
).split()
PLACES = (
    "柳城县 武江区 胶南市 鼓楼区 朝阳区 全县 全区 全市 我县 我校 全省 XX县 **市 某区 某镇 柳州市 "
    "广西壮族自治区 南京市 教育局 教育體育局 某某小学 第一中学 臺灣 縣 濬縣 乾安縣"
).split()
TIMES = (
    "2019年 2020年度 二〇一九年 2018-2019学年 今年 去年 明年 截至目前 “十三五”期间 2012年至2017年 "
    "近三年来 20XX年 1月23日 2019-12-25 0000年 9999年 2019年13月45日 发布日期：2020-01-23"
).split()
MARKS = [*"，。；：、！？（）()《》“”‘’「」『』—…\n\n\t \u3000\u00a0\u200b\ufeff\r|/<>&#-", "\r\n", "  "]
PINYIN = ["優(yōu)化", "辦(bàn)", "(dào)"]
MARKUP = ["&nbsp;", "&#13;", "?/p>", "</p>", "<br>", "<div>"]
PARTS = ["第一篇：", "第二篇 ", "第三部分", "2021年工作思路", "工作总结"]
ORDINALS = ["一、", "二、工作计划", "（一）", "1.", "1、", "①", "㈠"]
BROKEN = ["1 122", "3 456 789人", "8 5", "12\n34", "10所（含民办3所）", "《义务教育质量监测》", "e\u0301"]
CODES = ["\x00", "\ud7ff", "\U0001f600", "\U00020000", "\u2028", "\x85", "\x0b", "\x1c"]
ODD = [*PINYIN, *MARKUP, *PARTS, *ORDINALS, *BROKEN, *CODES]

PIECES = st.one_of(*(st.sampled_from(each) for each in (NUMBERS, UNITS, NOUNS, VERBS, PLACES, TIMES, MARKS)))
SENTENCES = st.builds(
    lambda who, when, verb, noun, link, number, unit, end: "".join(
        (when, "，" if when else "", who, verb, noun, link, number, unit, end)
    ),
    st.sampled_from(["", "全县", "全区", *PLACES]),
    st.sampled_from(["", *TIMES]),
    st.sampled_from(["", *VERBS]),
    st.sampled_from(NOUNS),
    st.sampled_from(["", *VERBS]),
    st.sampled_from(NUMBERS),
    st.sampled_from(UNITS),
    st.sampled_from(["。", "，", "；", "、", "\n", ""]),
)
TITLES = st.builds(
    lambda place, year, kind: f"{place}{year}{kind}\n",
    st.sampled_from(["", "柳城县教育局", "武江区", "XX县教育局", "鼓楼区教育局", "柳州市教育局", "某某小学"]),
    st.sampled_from(["", "2019年", "2018-2019学年", "二〇一九年", "“十三五”"]),
    st.sampled_from(["工作总结", "工作计划", "教育事业统计公报", "工作总结及2020年工作思路", ""]),
)


@st.composite
def invented_texts(draw: st.DrawFn) -> str:
    """A title, perhaps, and up to forty pieces and sentences in any order."""
    parts = draw(st.lists(st.one_of(PIECES, SENTENCES, SENTENCES, st.sampled_from(ODD)), max_size=40))
    return draw(TITLES) + "".join(parts)


def sample_files() -> list[Path]:
    """The reports of the sample that are text or HTML in UTF-8, in a fixed order."""
    return [file for file in sorted(SAMPLE.iterdir()) if file.suffix in (".html", ".txt") and _is_utf8(file)]


def _is_utf8(file: Path) -> bool:
    try:
        file.read_text("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@st.composite
def changed_samples(draw: st.DrawFn) -> str:
    """A stretch of a sample report with pieces left out, said twice, put in or put elsewhere."""
    text = draw(st.sampled_from(sample_files())).read_text(encoding="utf-8")
    start = draw(st.sampled_from([0, 0, len(text) // 3, len(text) // 2]))
    text = text[start : start + draw(st.sampled_from([300, 900, len(text)]))]
    chance = random.Random(draw(st.integers(0, 2**32)))
    for change in draw(
        st.lists(st.sampled_from("cut double insert move wide spaced quoted".split()), max_size=8)
    ):
        a, b = sorted(chance.choices(range(len(text) + 1), k=2))
        b = min(b, a + chance.choice([1, 3, 12, 60]))
        if change == "cut":
            text = text[:a] + text[b:]
        elif change == "double":
            text = text[:b] + text[a:b] + text[b:]
        elif change == "insert":
            piece = chance.choice([*NUMBERS, *UNITS, *NOUNS, *VERBS, *PLACES, *TIMES, *MARKS, *ODD])
            text = text[:a] + piece + text[a:]
        elif change == "move":
            rest = text[:a] + text[b:]
            to = chance.randrange(len(rest) + 1)
            text = rest[:to] + text[a:b] + rest[to:]
        elif change == "wide":
            text = text.translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})
        elif change == "spaced":
            text = text[:a] + " ".join(text[a:b]) + text[b:]
        else:
            text = text[:a] + "“" + text[a:b] + "”" + text[b:]
    return text


def page(text: str | bytes, title: str | None = None, publisher: str | None = None) -> Snapshot:
    """A snapshot of a text, in UTF-8, or of bytes."""
    content = text if isinstance(text, bytes) else text.encode("utf-8", errors="surrogatepass")
    source = Source(id="page", location="page.txt", title=title, publisher=publisher)
    return Snapshot(source, hashlib.sha256(content).hexdigest(), content)


def standardized(
    text: str, title: str | None = None, publisher: str | None = None, address: str | None = None
) -> Standardized:
    """What a page holds, from its text and what the registry says of it."""
    snapshot = page(text, title, publisher)
    document = parse(replace(snapshot, source=replace(snapshot.source, address=address)))
    assert isinstance(document, Document)
    return standardize(document, load_vocabulary())


def only_report(
    text: str, title: str | None = None, publisher: str | None = None, address: str | None = None
) -> Report:
    """The one report of a page that is not refused."""
    found = standardized(text, title, publisher, address)
    assert found.refusals == ()
    (report,) = found.reports
    return report
