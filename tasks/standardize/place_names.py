"""The names of counties, prefectures and provinces in a text, and how much each weighs by where it stands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from indicators.gazetteer import load_gazetteer
from indicators.vocabulary import load_vocabulary
from tasks.standardize.voices import kind_of, speaks

OFFICE = re.compile(
    r"(?:人民政府|县委|区委|市委|教育局|教育体育局|教体局|教育和体育局|教育科技局|教育和科技局|教科局|教科体局|教育科学技术局|科教局|文教局|教委|教育委员会|教育工委|教育系统|教育文化|政府|教育|公安局|财政局|统计局|人力资源|广播电视台?|融媒体?|电视台|卫生|法院|检察院|督导)"
)
OF_A_BUREAU = re.compile(r"教育局|教育体育局|教体局|教育和体育局|(?:19|20)\d{2}(?:年|[-—～~]|学年)")
HAN = re.compile(r"[\u4e00-\u9fff]")
ENDS_OF_PARENTS = frozenset("省市州区盟在")
POSTAL = re.compile(r"[^，。；\n]{0,14}(?:路|街|大道|巷|胡同)[^，。；\n]{0,6}\d{1,5}号")
LIES_IN = ("市", "省")
VISITED = ("赴", "扶", "援")
NO_COUNTY = re.compile("镇|乡|村|街|路|河|山|中|小学|大学|市|区")
SPEAKS_OF_IT = re.compile("是|今年|现有|共有|全[县区市旗]|地处|位于|辖|率先|打算|已经?|还是|[今去明]年")
OPENS_CLAUSE = frozenset("\n 。，；】）（|>-源：:“「")
YEAR_ENDS = frozenset("年度")
BEHIND_YEAR = re.compile(r"(?:19|20)\d{2}年度?$")
SHORTEST = 2
LONG_NAME, TWICE = 4, 2
HEAD, FOOT = 300, 200
TITLE_WEIGHT, PUBLISHER_WEIGHT, HEAD_WEIGHT, FOOT_WEIGHT, OFFICE_WEIGHT = 14.0, 10.0, 4.0, 6.0, 4.0
BODY_CAP = 12


Weights = dict[str, float]


SHORT_NAME_FOLLOWS = re.compile(
    r"(?:年鉴|日报|晚报|报讯|新闻网?|电视台|网讯?|融媒|教育|概况|县|：|:|\s*[：:]|在线|发布|普|政府|论坛|贴吧|热线|\d|党建|党史|统计|公安|志|史志|讯|，)"
)
"""What follows a place's short name where it is meant: 凤庆年鉴, 云阳网, 南皮：校园…"""


@cache
def _short_names() -> tuple[AhoCorasick, tuple[str, ...]]:
    names = tuple(name for name in load_gazetteer().short_names() if len(name) >= 2)
    return AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest), names


@dataclass(frozen=True, slots=True)
class _Names:
    automaton: AhoCorasick
    names: tuple[str, ...]
    levels: tuple[str, ...]


@cache
def _names() -> _Names:
    gazetteer = load_gazetteer()
    # 陵水县 for 陵水黎族自治县: a short name that is as good as a full one
    shorter = [n for n in gazetteer.short_names() if len(n) >= 3 and n.endswith(("县", "旗"))]
    counties = list(dict.fromkeys([*(n for n in gazetteer.names() if len(n) >= 2), *shorter]))
    prefectures = [n for n in gazetteer.prefecture_names() if len(n) >= 2 and n not in counties]
    provinces = [n for n in gazetteer.province_names() if len(n) >= 2]
    decoys = sorted(load_vocabulary().inside_words)
    names = (*counties, *prefectures, *provinces, *decoys)
    levels = (
        ("county",) * len(counties)
        + ("prefecture",) * len(prefectures)
        + ("province",) * len(provinces)
        + ("decoy",) * len(decoys)
    )
    return _Names(AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest), names, levels)


def of_one_prefecture(weights: Weights, many: int) -> bool:
    """Whether `many` of the counties named, or more, lie in one prefecture."""
    gazetteer = load_gazetteer()
    lie_in: Counter[str] = Counter()
    for name in (n for n, weight in weights.items() if weight > 0):
        lie_in.update({d.prefecture_code for d in gazetteer.find(name) if d.prefecture_code})
    return bool(lie_in) and max(lie_in.values()) >= many


def names_in(title: str, level: str = "county") -> list[str]:
    """The counties, or divisions of another level, that a title names, each once."""
    names = _names()
    found = names.automaton.find_matches_as_indexes(title)
    said = [
        names.names[i]
        for i, start, end in found
        if names.levels[i] == level and not _by_chance(names.names[i], title, start, end)
    ]
    return list(dict.fromkeys(said))


def text_weights(text: str, parents: Weights, high: Weights) -> Weights:
    """How much the names of counties in a text weigh: more in its first and last lines."""
    weights: Weights = defaultdict(float)
    weigh(text, 1.0, weights, parents, high)
    for name in weights:
        weights[name] = min(weights[name], BODY_CAP)
    weigh(text[:HEAD], HEAD_WEIGHT, weights, parents, high)
    weigh(text[-FOOT:], FOOT_WEIGHT, weights, parents, high, offices=True)
    return weights


def by_short_name(head: str, text: str, voices: Mapping[str, int], local: bool) -> str | None:
    """The one county whose short name the head uses as a name, or with which clauses of the text open.

    local   whether the text speaks for a county at all: 延平还是头一遭 is of one then
    """
    automaton, names = _short_names()
    common = load_vocabulary().common_short_names
    found: Counter[str] = Counter()
    for part, follows in ((head, SHORT_NAME_FOLLOWS), (text, None)):
        if follows is None and not local:
            break
        clauses: Counter[str] = Counter()
        for index, start, end in automaton.find_matches_as_indexes(part):
            titled = follows is not None and part.startswith("教育", end) and "\n" not in part[:start]
            opens = start == 0 or part[start - 1] in OPENS_CLAUSE or titled
            if names[index] in common or not opens:
                continue
            if NO_COUNTY.match(part, end):
                continue
            if follows is None or follows.match(part, end) or (local and start == 0):
                full = _of_voice(names[index], voices)
                times = TWICE if SPEAKS_OF_IT.match(part, end) else 1
                clauses.update({full: times} if full else {})
        found.update(c for c in clauses.elements() if follows is not None or clauses[c] >= TWICE)
    ranked = found.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _of_voice(short: str, voices: Mapping[str, int]) -> str | None:
    """The one county of a short name that fits the text's own 全县 or 全区."""
    full = {d.name for d in load_gazetteer().short_names()[short] if speaks(d.name, voices)}
    if len(full) > 1:  # 象山 of a text that says 我县 is 象山县, and no 象山区
        full = {name for name in full if voices[kind_of(name)]}
    return full.pop() if len(full) == 1 else None


def by_long_name(text: str, voices: Mapping[str, int]) -> str | None:
    """The county whose long short name a text uses, which can be no other word: 伊金霍洛; of three twice."""
    automaton, names = _short_names()
    found = Counter(names[index] for index, _, _ in automaton.find_matches_as_indexes(text))
    full: set[str] = set()
    for short, times in found.items():
        if len(short) >= LONG_NAME or (len(short) == LONG_NAME - 1 and times >= TWICE):
            full |= {d.name for d in load_gazetteer().short_names()[short]}
    return full.pop() if len(full) == 1 and all(voices[kind_of(name)] for name in full) else None


def weigh(
    text: str,
    weight: float,
    counties: Weights,
    parents: Weights,
    high: Weights,
    offices: bool = False,
) -> None:
    names = _names()
    for index, start, end in names.automaton.find_matches_as_indexes(text):
        name, level = names.names[index], names.levels[index]
        follows = text[end : end + 8]
        if level == "decoy" or _by_chance(name, text, start, end, in_the_midst=offices):
            continue  # 示范县 is no 范县; 城区 is a district of six cities, and a word
        if level == "county" and (POSTAL.match(text, end) or text[start - 1 : start] in VISITED):
            continue  # 地址：…区…大道416号 is where the publisher sits, and 赴…县考察 speaks of another one
        if level == "county" and len(name) == SHORTEST and not _stands_alone(text, start, end):
            continue  # 教育兴县 is no 兴县, 分校和县第八小学 no 和县
        if offices and not OFFICE.match(follows):
            continue  # below a report stand the bureau's name, and links to other news
        if level == "county":
            # 柳江区课程建设现场会 and 高平市教育局 name others, but rarely; an office's name weighs more
            bonus = OFFICE_WEIGHT if OFFICE.match(follows) else 1.0
            counties[name] += weight * (bonus if weight > 1.0 else min(bonus, 2.0))
        else:
            parents[name] += 1
            if (level == "prefecture" and OFFICE.match(follows)) or (
                level == "prefecture"
                and weight == TITLE_WEIGHT
                and follows.startswith(("20", "19", "关于", "学", "义", "校", "中"))
            ):
                high[name] += weight


def _by_chance(name: str, text: str, start: int, end: int, *, in_the_midst: bool = False) -> bool:
    """Whether a name made of words stands for them: 会同县公安局检查 is done with the county's police.

    It is the name behind that of what it lies in. 会同县教育局 or 会同县2021年 opening a line is the county;
    the words of a district (城区学校) open lines, too. `in_the_midst`: the text begins within a line.
    """
    if name not in load_vocabulary().common_names or text[start - 1 : start] in LIES_IN:
        return False
    opens = text[start - 1] == "\n" if start else not in_the_midst
    return not (opens and name.endswith(("县", "旗")) and OF_A_BUREAU.match(text, end))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name begins where a word may begin: behind a mark, or behind the name of what it lies in."""
    before = text[start - 1 : start]
    if before == "以":
        return text.startswith("为例", end)
    if before in YEAR_ENDS and BEHIND_YEAR.search(text, max(0, start - len("2021年度")), start):
        return True  # 2021年勉县教育统计公报
    return not HAN.match(before) or before in ENDS_OF_PARENTS


def by_weight(weights: Weights) -> list[str]:
    """Names, the weightiest first."""
    return sorted(weights, key=lambda name: (-weights[name], name))
