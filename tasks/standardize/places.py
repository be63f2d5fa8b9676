"""Which county-level place a report is of: names weighed by where they stand, parents by what is near."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.gazetteer import Division, Gazetteer, load_gazetteer
from indicators.hosts import parents_of_address
from indicators.schemas import PLACE_NOT_NAMED
from tasks.records import Place
from tasks.standardize.place_names import (
    HEAD,
    PUBLISHER_WEIGHT,
    TITLE_WEIGHT,
    Weights,
    by_long_name,
    by_short_name,
    by_weight,
    names_in,
    of_one_prefecture,
    text_weights,
    weigh,
)
from tasks.standardize.voices import LEAST_VOICE, MASKED_NAME, kind_of, speaks, unnamed_county, voices_of

SCHOOL = re.compile(r"(?:小学|中学|幼儿园|学校|一中|二中|三中|高中|职中|学院|大学)(?!教育局)")
SEVERAL = 3
SAID_AGAIN = 2
PROVINCE_OFFICE = re.compile(r"(?:省|自治区)(?:人民政府)?教育(?:厅|委员会)")
OF_PROVINCE = re.compile(
    r"^(?:关于)?(?:全省|全自治区|[一-龥]{2,3}省|(?:内蒙古|广西壮族|宁夏回族|新疆维吾尔|西藏)自治区)(?![^，。；]*[县区市旗])"
)
"""A title of a province and of nothing in it: 江西省中小学幼儿园安全防范建设通报."""
PROVINCE_HEAD = re.compile(
    r"(?:省|自治区|北京|天津|上海|重庆|宁夏|新疆|西藏|广西|内蒙古)(?:教育厅|市?教委|市?教育委员会)"
)
COUNTIES_OF = re.compile(
    r"全市\d{1,2}个县|各县（市、?区）|各县市区|全市各县|\d{1,2}个县（市?、?区）|各县（区）|各县区|各区县|全市各级教育行政部门|县（市、区）教育局"
)
SAMPLED = re.compile(
    r"(?:抽取|抽样|抽选|选取|选择)了?[^，。；]{0,8}?[\d一二三四五六七八九十]{1,3}个(?:样本)?(?:县|区县|县区)(?!级)"
    r"|样本县|[\d二两三四五六七八九十]{1,2}(?:个)?县(?:合计|平均|中)"
)
"""How a study names the counties from which it took its figures: 随机抽取9个县; 9县合计."""
COMMISSION = re.compile(r"(?<!市)[县区](?:教委|教育委员会)")
"""What the education office of a district is called in MUNICIPALITIES, since COMMISSIONS_ENDED only there."""
COMMISSIONS_ENDED = 2005
MUNICIPALITIES = {"北京市": 1.0, "天津市": 1.0, "重庆市": 1.0}
PART_TITLE = re.compile(
    r"(?:(?<![中大])小学|(?<![小])中学|幼儿园|(?<![各类中])学校|[一二三四五六]中|中心校|职教中心|完小|(?<![城各])(?:镇|乡))"
    r"(?:关于)?(?:(?:19|20)\d{2}|[\dXx×]{4})(?:-\d{4})?(?:学年|年)"
)
"""A title of one school or town: 凤山小学2019年工作总结."""
SCHOOL_TITLE = re.compile(
    r"[镇乡县区市旗][一-龥]{0,6}(?:中心小学|中心校|小学|(?<!中)中学|幼儿园|[一二三四五六七八]中)(?!教育|幼儿园|学校|、|和|及|学生|教师|校长|生)"
)
"""A title with the name of a school in it, where 我校 speaks: 某县某镇中心小学均衡发展自查报告."""
PARENTS = 6
ENOUGH = 4.0
MARGIN = 1.4
ADDRESS_WEIGHT = 100.0
SELF_GOVERNED = frozenset(("宁夏", "新疆", "西藏", "广西", "内蒙古"))
MANY = 4
SELDOM = 3
MOST = 0.6
IN_SCHOOL_NAME = r"[^，。；：、\s]{0,14}(?:小学|中学|幼儿园|学校|一中)"
VISITED = "[赴到与和及同往扶向援]"
"""Before the name of a county that is another one: 赴…县考察, 对口帮扶…县."""
ACTS = "(?:共|累计|已|计划)?(?:投资|投入|安排|下达|筹措|新建|有|现有)"
OWN_THING = (
    r"(?:特殊|普惠|公办|义务|学前|教育|幼儿园|学校|中小学|各|现|共|有|全|人民|县委|区委|市委"
    r"|实验|第[一二三]|[一二三]中|职)"
)
OTHER_VOICE = 0.1
NO_PLACE = "no county-level place is named"


@dataclass(frozen=True, slots=True)
class Located:
    """Where a report is of, and by which name, also where the name alone does not tell which place it is.

    `problem` says why it is of no single county-level place, if so.
    """

    place: Place | None
    name: str | None = None
    flags: tuple[str, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class _Named:
    """What a report names, and for whom it speaks.

    head                     of the page, with its blanks
    weights, parents, high   of counties; of what they lie in; of prefectures in whose name an office speaks
    ranked                   the counties, the weightiest first, those of another voice far behind
    """

    title: str
    publisher: str
    text: str
    head: str
    weights: Weights
    parents: Weights
    high: Weights
    voices: Mapping[str, int]
    ranked: tuple[tuple[str, float], ...]

    @property
    def own(self) -> int:
        """How often the report says 全县, or what a place of another kind says of itself."""
        return max(self.voices[char] for char in "县区市旗")

    @property
    def titled(self) -> list[str]:
        """The counties in the title."""
        return names_in(self.title)


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
    title = title or ""
    weigh(title, TITLE_WEIGHT, weights, parents, high)
    weigh(publisher or "", PUBLISHER_WEIGHT, weights, parents, high)
    for name, weight in text_weights(text, parents, high).items():
        weights[name] += weight
    head = text[:HEAD]
    for original in dict.fromkeys(originals):
        head = original[:HEAD]
        if original == text:
            continue
        for name, weight in text_weights(original, parents, high).items():
            weights[name] = max(weights[name], weight)
    _disbelieve(weights, title, text)
    voices = voices_of(text, weights)
    scores = {
        name: weight * (1.0 if speaks(name, voices) else OTHER_VOICE) for name, weight in weights.items()
    }
    ranked = tuple(sorted(scores.items(), key=lambda item: (-item[1], item[0])))
    named = _Named(title, publisher or "", text, head, dict(weights), parents, high, voices, ranked)
    problem = _of_another(named) or _of_a_whole(named)
    if problem is not None:
        return Located(None, problem=problem)
    near = dict.fromkeys(parents_of_address(address), ADDRESS_WEIGHT)
    found = _weightiest(named)
    if found is not None and found.problem is not None:
        return found
    if MASKED_NAME.search(title) and (not ranked or ranked[0][1] < 3 * ENOUGH):
        return Located(None, flags=(PLACE_NOT_NAMED,))  # ××县…调研: 应县人大要求 is no 应县
    chosen = _by_lesser_signs(named) if found is None else found.name
    if chosen is not None:
        located = _resolve(load_gazetteer(), chosen, {**parents, **near}, year)
        commission = COMMISSION.search(text) is not None and (year is None or year >= COMMISSIONS_ENDED)
        if located.place is None and commission:
            return _resolve(load_gazetteer(), chosen, {**parents, **MUNICIPALITIES}, year)
        return located
    unnamed = unnamed_county(title, text)
    if not ranked and not unnamed and PROVINCE_HEAD.search(text[:HEAD]):
        return Located(None, problem="it is of a whole province")
    if named.own or unnamed:
        return Located(None, flags=(PLACE_NOT_NAMED,))
    school = SCHOOL.search(title)
    return Located(None, problem=f"it is of a school ({title})" if school else NO_PLACE)


def _of_another(named: _Named) -> str | None:
    """Why a report is of something smaller than a county, or of several of them, if it is."""
    voices, title = named.voices, named.title
    if PART_TITLE.search(title):
        return f"it is of one school or town ({title})"
    if voices["school"] > named.own and SCHOOL_TITLE.search(title):
        return f"it is of one school or town ({title})"
    if voices["school"] > max(1, named.own):
        return "it is of one school"
    if voices["town"] > max(1, named.own + voices["told"]):
        return "it is of one town"
    if len(named.titled) >= SEVERAL:
        return f"it speaks of several places ({'、'.join(named.titled[:4])})"
    if not named.titled and PROVINCE_OFFICE.search(f"{title} {named.publisher}"):
        return "it is of a whole province"
    return None


def _of_a_whole(named: _Named) -> str | None:
    """Why a report is of a whole prefecture or province, if it is."""
    voices, ranked = named.voices, named.ranked
    whole = [n for n in names_in(named.title, "prefecture") if n.endswith(("市", "州", "盟", "地区"))]
    if whole and not named.titled and voices["市"] >= voices["县"] + voices["区"] + voices["旗"]:
        return f"it is of the prefecture {whole[0]}"
    weak = not ranked or ranked[0][1] < 3 * ENOUGH
    prefectures = prefectures_among(named.parents)
    city = voices["市"] > max(voices[kind] for kind in "县区旗") and not named.titled
    if city and weak and prefectures:
        strong = [name for name, score in ranked if score >= ENOUGH]
        if not any(name.endswith("市") for name in strong[:3]) and not (
            strong and voices["县"] + voices["区"]
        ):
            return f"it is of the prefecture {prefectures[0]}"
    # 全区 can be the autonomous region, where that is named
    county = voices["县"] + voices["旗"] + voices["区"] * (not SELF_GOVERNED & named.parents.keys())
    if not county and not any(score >= ENOUGH for _, score in ranked[:1]) and COUNTIES_OF.search(named.text):
        return "it speaks of several counties of a prefecture"
    if voices["州"] > named.own and named.parents and weak:
        return "it speaks of a whole prefecture"
    if not named.own and len(named.weights) >= MANY and named.high and of_one_prefecture(named.weights, MANY):
        return "it speaks of several counties of a prefecture"
    if not named.titled and (city or not named.own) and _alike(named):
        return "it speaks of several counties of a prefecture"
    if not named.own and not named.titled and (aside := _said_aside(named)):
        return aside
    if not named.own and not named.titled and not voices["told"] and prefectures and weak:
        counties = "|".join(map(re.escape, named.weights)) or "$"
        opens = rf"(?:^|[\n。])\s*{{}}(?!{counties})"  # 平凉市…, but not 平凉市崆峒区…
        full = [n for n in prefectures if n[-1] in "市州盟" and re.search(opens.format(n), named.text)]
        times = {n: named.text.count(n) for n in full}
        if times and max(times.values()) >= sum(map(named.text.count, named.weights)):
            return f"it is of the prefecture {max(full, key=lambda n: times[n])}"
    own = named.own - named.text.count("样本县")
    if not own and not named.titled and len(SAMPLED.findall(named.text)) >= SAID_AGAIN:
        return "it speaks of several counties"
    if not named.titled and OF_PROVINCE.search(named.title) and voices["province"] >= max(1, named.own):
        return "it is of a whole province"
    # a county's plan that cites its province often still says 全县; a province's own page hardly ever does
    county = (voices["县"] + voices["旗"]) * SELDOM >= voices["province"]
    if voices["province"] > max(2, named.own) and weak and not county:
        return "it speaks of a whole province"
    return None


def _weightiest(named: _Named) -> Located | None:
    """The place whose name outweighs the others, or why it cannot be of one; null if none weighs enough."""
    voices, ranked = named.voices, named.ranked
    prefecture = max(named.high.items(), key=lambda item: (item[1], item[0]), default=None)
    enough = bool(ranked) and ranked[0][1] >= ENOUGH
    if enough and (len(ranked) == 1 or ranked[0][1] >= MARGIN * _rival(ranked)):
        if prefecture and prefecture[1] > ranked[0][1] and voices["市"] > voices["县"] + voices["区"]:
            return Located(None, problem=f"it is of the prefecture {prefecture[0]}")
        return Located(None, ranked[0][0])
    if prefecture and prefecture[1] >= TITLE_WEIGHT and voices["市"] >= voices["县"] + voices["区"]:
        return Located(None, problem=f"it is of the prefecture {prefecture[0]}")
    if enough and len(ranked) >= SEVERAL:
        names = "、".join(name for name, _ in ranked[:4])
        return Located(None, problem=f"it speaks of several places ({names})")
    return Located(None, ranked[0][0]) if enough else None


def _alike(named: _Named) -> bool:
    """Whether a text speaks of several counties of one prefecture, and of none much more than of others."""
    said = [named.text.count(name) for name in named.weights]
    return of_one_prefecture(named.weights, SEVERAL) and max(said) <= MOST * sum(said)


def _said_aside(named: _Named) -> str | None:
    """Why the county that a text names is not the one it is of: that is only a school's address."""
    name = named.ranked[0][0] if named.ranked else ""
    whole = "|".join(map(re.escape, prefectures_among(named.parents)))
    if not name or not whole or named.voices["told"] or not re.search(f"(?:{whole}){ACTS}", named.text):
        return None
    if 0 < named.text.count(name) == len(re.findall(f"{name}{IN_SCHOOL_NAME}", named.text)):
        return f"it names {name} only where a school lies"
    return None


def _by_lesser_signs(named: _Named) -> str | None:
    """A place that the head calls by its short name, or the only one that a text speaks of at all."""
    last = named.text.rstrip().rpartition("\n")[2][:HEAD]  # a copy may put the title below
    local = named.own > 0 or unnamed_county(named.title, named.text)
    short = by_short_name(
        f"{named.title or named.head}\n{named.publisher}\n{named.head}\n{last}",
        named.text,
        named.voices,
        local,
    )
    if short is not None or MASKED_NAME.search(f"{named.title}\n{named.text}"):
        return short
    return _only_one(named) or by_long_name(named.text, named.voices)


def _only_one(named: _Named) -> str | None:
    """The only county named, if the text speaks for one of its kind, and of it as of its own."""
    names = [name for name, weight in named.weights.items() if weight > 0]
    names = [name for name in names if not any(name in other for other in names if other != name)]
    if len(names) != 1 or not named.voices[kind_of(names[0])]:
        return None
    (name,) = names
    beside = {parent for d in load_gazetteer().find(name) for parent in (d.prefecture, d.province) if parent}
    near = any(parent in known for parent in named.parents for known in beside)
    own = re.search(f"(?<!{VISITED}){name}(?:{'' if near else OWN_THING})", named.text)
    return name if own else None


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
    for name in names_in(f"{title}\n{first}" if len(first) <= HEAD else title):
        if spoken.get(name) == 0:
            weights[name] = 0.0


def prefectures_among(parents: Weights) -> list[str]:
    """The prefectures among the parents that a text names, the most frequent first."""
    known = load_gazetteer().prefecture_names()
    return [name for name in by_weight(parents) if name in known]


def names_of(located: Located) -> tuple[str, ...]:
    """The full and short names by which a report may call its own place."""
    if located.name is None:
        return ()
    return (
        located.name,
        *(short for d in load_gazetteer().find(located.name)[:1] for short in d.short_names),
    )


def _rival(ranked: tuple[tuple[str, float], ...]) -> float:
    """The weight of the next place that is another one: a shorter name inside the first is none."""
    first = ranked[0][0]
    for name, weight in ranked[1:]:
        if name not in first and first not in name:
            return weight
    return 0.0


def _resolve(gazetteer: Gazetteer, name: str, parents: Weights, year: int | None) -> Located:
    within = by_weight(parents)[:PARENTS]
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
