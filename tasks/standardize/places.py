"""Which county-level place a report is of: names weighed by where they stand, parents by what is near."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from indicators.gazetteer import Division, Gazetteer, load_gazetteer
from indicators.hosts import parents_of_address
from indicators.vocabulary import load_vocabulary
from tasks.records import Place

OFFICE = re.compile(
    r"(?:人民政府|县委|区委|市委|教育局|教育体育局|教体局|教育和体育局|教育科技局|教育和科技局|教科局|教科体局|教育科学技术局|科教局|文教局|教委|教育委员会|教育工委|教育系统|教育文化|政府|教育|公安局|财政局|统计局|人力资源|广播电视台?|融媒体?|电视台|卫生|法院|检察院|督导)"
)
SCHOOL = re.compile(r"(?:小学|中学|幼儿园|学校|一中|二中|三中|高中|职中|学院|大学)(?!教育局)")
SEVERAL = 3
PROVINCE_OFFICE = re.compile(r"(?:省|自治区)(?:人民政府)?教育(?:厅|委员会)")
PROVINCE_HEAD = re.compile(
    r"(?:省|自治区|北京|天津|上海|重庆|宁夏|新疆|西藏|广西|内蒙古)(?:教育厅|市?教委|市?教育委员会)"
)
COUNTIES_OF = re.compile(
    r"全市\d{1,2}个县|各县（市、?区）|各县市区|全市各县|\d{1,2}个县（市?、?区）|各县（区）|县（市、区）教育局"
)
PART_TITLE = re.compile(
    r"(?:(?<![中大])小学|(?<![小])中学|幼儿园|(?<![各类中])学校|[一二三四五六]中|中心校|职教中心|完小|(?<![城各])(?:镇|乡))"
    r"(?:关于)?(?:(?:19|20)\d{2}|[\dXx×]{4})(?:-\d{4})?(?:学年|年)"
)
"""A title of one school or town: 凤山小学2019年工作总结."""
PATTERN_VOICES: Mapping[str, re.Pattern[str]] = {
    "province": re.compile(r"全省|我省|全自治区|省教育厅"),
    "州": re.compile(r"全州(?!市|县)|我州|全盟|我盟"),
}
VOICES: Mapping[str, tuple[str, ...]] = {
    "nation": ("全国各地", "我国", "教育部"),
    "县": ("全县", "我县", "本县"),
    "区": ("全区", "我区", "本区"),
    "市": ("全市", "我市", "本市"),
    "旗": ("全旗", "我旗"),
    "school": (
        *("全校", "我校", "本校", "全园", "我园", "本园", "全镇", "我镇", "全乡", "我乡", "我院"),
        *("该校", "该园"),
    ),
}
"""Words for whom a report speaks of. No two of one voice can overlap, so they are counted one by one."""
MASKED_NAME = re.compile(r"(?:[X×xＸ*＊某○]{1,4}|\.{3})(?:县|区|市|旗)")
HAN = re.compile(r"[\u4e00-\u9fff]")
ENDS_OF_PARENTS = frozenset("省市州区盟在")
SHORTEST = 2
HEAD, FOOT = 300, 200
PARENTS = 6
TITLE_WEIGHT, PUBLISHER_WEIGHT, HEAD_WEIGHT, FOOT_WEIGHT, OFFICE_WEIGHT = 14.0, 10.0, 4.0, 6.0, 4.0
BODY_CAP = 12
ENOUGH = 4.0
MARGIN = 1.4
LEAST_VOICE = 2
ADDRESS_WEIGHT = 100.0
MANY = 4
OTHER_VOICE = 0.1


Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Located:
    """Where a report is of, and by which name, also where the name alone does not tell which place it is.

    `problem` says why it is of no single county-level place, if so.
    """

    place: Place | None
    name: str | None = None
    flags: tuple[str, ...] = ()
    problem: str | None = None


SHORT_NAME_FOLLOWS = re.compile(
    r"(?:年鉴|日报|晚报|报讯|新闻网?|电视台|网讯?|融媒|教育|概况|县|：|:|\s*[：:]|在线|发布|普|政府|党建|党史|统计|公安|志|史志|讯|，)"
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


def locate(
    title: str | None,
    publisher: str | None,
    text: str,
    originals: Iterable[str],
    year: int | None,
    address: str | None = None,
) -> Located:
    """The place of a report.

    title, publisher   as the page gives them, in simplified characters
    text               the report in one spelling
    originals          the same as it stands in the page, and in simplified characters with all its noise:
                       the converter spoils some names, and titles in 《》 hold others
    address            of the page: it can say which of several places of one name is meant
    """
    weights: Weights = defaultdict(float)
    parents: Weights = defaultdict(float)
    high: Weights = defaultdict(float)
    _weigh(title or "", TITLE_WEIGHT, weights, parents, high)
    _weigh(publisher or "", PUBLISHER_WEIGHT, weights, parents, high)
    for name, weight in _text_weights(text, parents, high).items():
        weights[name] += weight
    for original in dict.fromkeys(originals):
        if original == text:
            continue
        for name, weight in _text_weights(original, parents, high).items():
            weights[name] = max(weights[name], weight)
    near = dict.fromkeys(parents_of_address(address), ADDRESS_WEIGHT)
    _disbelieve(weights, title or "", text)
    voices = {name: sum(map(text.count, words)) for name, words in VOICES.items()}
    voices |= {name: len(pattern.findall(text)) for name, pattern in PATTERN_VOICES.items()}
    voice = max("县区市旗", key=lambda char: voices[char])
    gazetteer = load_gazetteer()
    scores = {
        name: weight * (1.0 if _speaks(name, voices) else OTHER_VOICE) for name, weight in weights.items()
    }
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    own = voices[voice]
    if PART_TITLE.search(title or ""):
        return Located(None, problem=f"it is of one school or town ({title})")
    if voices["school"] > max(1, own):
        return Located(None, problem="it is of one school")
    named = [name for name in _in_title(title or "") if not PART_TITLE.search(title or "")]
    if len(named) >= SEVERAL:
        return Located(None, problem=f"it speaks of several places ({'、'.join(named[:4])})")
    if not named and PROVINCE_OFFICE.search(f"{title or ''} {publisher or ''}"):
        return Located(None, problem="it is of a whole province")
    if not any(score >= ENOUGH for _, score in ranked[:1]) and COUNTIES_OF.search(text):
        return Located(None, problem="it speaks of several counties of a prefecture")
    titled = [n for n in _in_title(title or "", "prefecture") if n.endswith(("市", "州", "盟", "地区"))]
    if titled and not named and voices["市"] >= voices["县"] + voices["区"] + voices["旗"]:
        return Located(None, problem=f"it is of the prefecture {titled[0]}")
    if (
        own
        and voice == "市"
        and not named
        and (not ranked or ranked[0][1] < 3 * ENOUGH)
        and prefectures_among(parents)
        and not any(score >= ENOUGH and name.endswith("市") for name, score in ranked[:3])
    ):
        others = [name for name, score in ranked if score >= ENOUGH and voices["县"] + voices["区"]]
        if not others:
            return Located(None, problem=f"it is of the prefecture {prefectures_among(parents)[0]}")
    if voices["州"] and not own and parents and (not ranked or ranked[0][1] < 3 * ENOUGH):
        return Located(None, problem="it speaks of a whole prefecture")
    if not own and high and len(weights) >= MANY and _of_one_prefecture(weights):
        return Located(None, problem="it speaks of several counties of a prefecture")
    if voices["province"] > max(2, own) and (not ranked or ranked[0][1] < 3 * ENOUGH):
        return Located(None, problem="it speaks of a whole province")
    prefecture = max(high.items(), key=lambda item: (item[1], item[0]), default=None)
    if ranked and ranked[0][1] >= ENOUGH and (len(ranked) == 1 or ranked[0][1] >= MARGIN * _rival(ranked)):
        if prefecture and prefecture[1] > ranked[0][1] and voices["市"] > voices["县"] + voices["区"]:
            return Located(None, problem=f"it is of the prefecture {prefecture[0]}")
        return _resolve(gazetteer, ranked[0][0], {**parents, **near}, year)
    if prefecture and prefecture[1] >= TITLE_WEIGHT and voices["市"] >= voices["县"] + voices["区"]:
        return Located(None, problem=f"it is of the prefecture {prefecture[0]}")
    if len(ranked) >= 3 and ranked[0][1] >= ENOUGH:
        names = "、".join(name for name, _ in ranked[:4])
        return Located(None, problem=f"it speaks of several places ({names})")
    if ranked and ranked[0][1] >= ENOUGH:
        return _resolve(gazetteer, ranked[0][0], {**parents, **near}, year)
    short = _by_short_name(f"{title or ''}\n{publisher or ''}\n{text[:HEAD]}", voices)
    if short is not None:
        return _resolve(gazetteer, short, {**parents, **near}, year)
    if not ranked and PROVINCE_HEAD.search(text[:HEAD]):
        return Located(None, problem="it is of a whole province")
    if own or MASKED_NAME.search(text) or MASKED_NAME.search(title or ""):
        return Located(None, flags=("place not named",))
    school = SCHOOL.search(title or "")
    return Located(
        None, problem=f"it is of a school ({title})" if school else "no county-level place is named"
    )


def _disbelieve(weights: Weights, title: str, text: str) -> None:
    """Take weight from places of which only the title or first line speaks, where the text does of another.

    Sites put a text below another one's title.
    """
    first, _, rest = text.partition("\n")
    body = rest.replace(title, "") if title else rest
    gazetteer = load_gazetteer()
    spoken = {
        name: max(
            body.count(each) for each in (name, *(s for d in gazetteer.find(name) for s in d.short_names))
        )
        for name in weights
    }
    if max(spoken.values(), default=0) < LEAST_VOICE:
        return
    for name in _in_title(f"{title}\n{first}" if len(first) <= HEAD else title):
        if spoken.get(name) == 0:
            weights[name] = 0.0


def _of_one_prefecture(weights: Weights) -> bool:
    """Whether so many of the counties named lie in one prefecture that the page is of that one."""
    gazetteer = load_gazetteer()
    lie_in: Counter[str] = Counter()
    for name in weights:
        lie_in.update({d.prefecture_code for d in gazetteer.find(name) if d.prefecture_code})
    return bool(lie_in) and max(lie_in.values()) >= MANY


def _in_title(title: str, level: str = "county") -> list[str]:
    """The counties, or divisions of another level, that a title names, each once."""
    names = _names()
    found = names.automaton.find_matches_as_indexes(title)
    return list(dict.fromkeys(names.names[i] for i, _, _ in found if names.levels[i] == level))


def _text_weights(text: str, parents: Weights, high: Weights) -> Weights:
    """How much the names of counties in a text weigh: more in its first and last lines."""
    weights: Weights = defaultdict(float)
    _weigh(text, 1.0, weights, parents, high)
    for name in weights:
        weights[name] = min(weights[name], BODY_CAP)
    _weigh(text[:HEAD], HEAD_WEIGHT, weights, parents, high)
    _weigh(text[-FOOT:], FOOT_WEIGHT, weights, parents, high, offices=True)
    return weights


def _by_short_name(text: str, voices: Mapping[str, int]) -> str | None:
    """The one county whose short name the title or the first lines use as a name, if there is one."""
    automaton, names = _short_names()
    gazetteer = load_gazetteer()
    found: Counter[str] = Counter()
    for index, start, end in automaton.find_matches_as_indexes(text):
        opens = start == 0 or text[start - 1] in "\n 。】）|>-源：:"
        if opens and SHORT_NAME_FOLLOWS.match(text[end : end + 4]):
            full = {d.name for d in gazetteer.short_names()[names[index]] if _speaks(d.name, voices)}
            if len(full) == 1:
                found[full.pop()] += 1
    ranked = found.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def prefectures_among(parents: Weights) -> list[str]:
    """The prefectures among the parents that a text names, the most frequent first."""
    known = load_gazetteer().prefecture_names()
    return [name for name in _by_weight(parents) if name in known]


def names_of(located: Located) -> tuple[str, ...]:
    """The full and short names by which a report may call its own place."""
    if located.name is None:
        return ()
    return (
        located.name,
        *(short for d in load_gazetteer().find(located.name)[:1] for short in d.short_names),
    )


def _rival(ranked: list[tuple[str, float]]) -> float:
    """The weight of the next place that is another one: a shorter name inside the first is none."""
    first = ranked[0][0]
    for name, weight in ranked[1:]:
        if name not in first and first not in name:
            return weight
    return 0.0


def _weigh(
    text: str,
    weight: float,
    counties: Weights,
    parents: Weights,
    high: Weights,
    offices: bool = False,
) -> None:
    names = _names()
    vocabulary = load_vocabulary()
    for index, start, end in names.automaton.find_matches_as_indexes(text):
        name, level = names.names[index], names.levels[index]
        follows = text[end : end + 8]
        if level == "decoy" or (
            name in vocabulary.common_names and text[start - 1 : start] not in ("市", "省")
        ):
            continue  # 示范县 is no 范县; 城区 is a district of six cities, and a word
        if level == "county" and len(name) == SHORTEST and not _stands_alone(text, start):
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


def _stands_alone(text: str, start: int) -> bool:
    """Whether a name begins where a word may begin: behind a mark, or behind the name of what it lies in."""
    before = text[start - 1 : start]
    return not HAN.match(before) or before in ENDS_OF_PARENTS


def _by_weight(weights: Weights) -> list[str]:
    """Names, the weightiest first."""
    return sorted(weights, key=lambda name: (-weights[name], name))


def _speaks(name: str, voices: Mapping[str, int]) -> bool:
    """Whether the text's own 全县, 全区 or 全市 fits the kind of the place."""
    own = {char: voices[char] for char in "县区市旗"}
    most = max(own.values())
    if most < LEAST_VOICE:
        return True  # one 我区 can be the autonomous region
    char = name[-1] if name[-1] in own else "县"
    return own[char] * 3 >= most


def _resolve(gazetteer: Gazetteer, name: str, parents: Weights, year: int | None) -> Located:
    within = _by_weight(parents)[:PARENTS]
    found = gazetteer.find(name, year, within)
    codes = {(division.code, division.name) for division in found}
    if len(codes) == 1:
        code, full = next(iter(codes))
        return Located(Place(code, full), name)
    newest = _newest(found) if year is None else None
    if newest is not None:
        return Located(Place(newest.code, newest.name), name)
    places = "、".join(sorted(f"{d.province}{d.prefecture}" for d in found))
    return Located(
        None, name, flags=(f"{name} is several places: {places}",) if found else (f"{name} is unknown",)
    )


def _newest(found: tuple[Division, ...]) -> Division | None:
    """The last of the codes that one place has had, if they are one place's."""
    if len({d.province_code for d in found}) != 1 or not found:
        return None
    last = max(found, key=lambda d: (d.valid_until is None, d.valid_until or 0, d.valid_from or 0))
    chain = {last.code, *last.successors}
    return last if all(d.code in chain or set(d.successors) & chain for d in found) else None
