"""What a figure is of: the noun it counts, what narrows that noun, and what was done to it.

A frame is read on the left of a figure (幼儿园76所) or on its right (51名专职保安员). It says what the
words are; whether they name an indicator is decided in `matching`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tasks.extract.lexicon import NONE, Token
from tasks.extract.names import JOINING, apposition
from tasks.extract.reach import done_in_part, has, of_them
from tasks.extract.shares import SHARE_WITHIN, SHARES, whole_of

# parts of speech that may stand between a noun and its figure, or before a noun, without changing it
SOFT = ("d", "p", "c", "u", "y", "zg", "e", "o", "h", "k", "r")
NOUNS = ("n", "vn", "j", "l", "i", "b", "a", "s", "x", "eng", "t", "f", "m", "q")
BOUNDING = ("低于", "高于", "不低于", "不高于", "不少于", "不超过", "超过", "不足", "逾", "少于")
WITH = ("并", "及时", "和", "并及时", "、", "且")
SOFT_KINDS = frozenset({"neutral", "date", "plan", "done"})
PARTS = ("含", "内含", "包括", "其中", "包含")
RESTS = ("其余", "余下", "剩余", "剩下")
CALLED = ("为", "是", "属", "属于", "系", "被认定为", "认定为")
"""What says of which kind those are that a figure counts: 60所被认定为普惠性."""
SCOPES = ("全县", "全区", "全市", "全旗", "我县", "我区", "我市", "我旗")
AREAS = ("农村", "乡村", "乡镇", "城区", "城镇", "县城")
OF_SIZE = ("人", "名", "人以上", "人以下", "人以内", "人左右", "名以上", "名以下")
"""How a figure ends that says how large the schools are of which the next figure counts some."""
EVENTS_BEHIND = frozenset({"rotate", "return_", "train", "recruit", "aid", "build", "rectify"})
"""What was done, where reports say it behind the figure: 200名教师下乡支教."""


# Frames are not frozen for the reason that tokens are not: there are several to a figure.
@dataclass(slots=True, eq=False)
class Frame:
    """A figure's noun and its surroundings. Never changed once made.

    residue  words that narrow the noun, nearest first
    events   groups of verbs in the same clause; `far` where they stand beyond other nouns
    side     "left" or "right" of the figure
    to, then, growth, compare   how the figure stands to another one (到, 由, 增加, 比上年)
    level    a sentence that has what is counted (全县有…), and does not only mention some of it
    bare     nothing of weight stands between the clause's start, or the figure before, and the figure
    behind   events said behind the figure; they help to name an indicator and hinder none
    owner    the noun that has what is counted (公办园有幼儿…)
    verb     a verb that the vocabulary does not know has the noun for its object (走访幼儿园32所)
    had      it is there (现有学校151所), so that no verb of an earlier clause holds for it
    placed   what was done was done in a part of the county (在农村新建幼儿园63所)
    share    the noun comes before 占; `whole` is then what stands after it
    """

    head: Token
    residue: tuple[Token, ...] = ()
    events: frozenset[str] = frozenset()
    side: str = "left"
    link: bool = False
    to: bool = False
    then: bool = False
    growth: bool = False
    compare: bool = False
    share: bool = False
    whole: str = ""
    level: bool = True
    bare: bool = True
    behind: frozenset[str] = frozenset()
    owner: Token | None = None
    verb: bool = False
    placed: bool = False
    had: bool = False
    start: int = 0


@dataclass(slots=True, eq=False)
class Around:
    """What stands directly before a figure, where no noun was found. Never changed once made."""

    to: bool = False
    then: bool = False
    growth: bool = False
    compare: bool = False
    link: bool = False
    events: frozenset[str] = frozenset()
    blocked: bool = False
    share: bool = False
    whole: str = ""


def soft(token: Token) -> bool:
    """Whether a word says nothing of what is counted."""
    return token.kind in SOFT_KINDS or (token.kind == "unknown" and token.tag.startswith(SOFT))


def left_frame(tokens: Sequence[Token], low: int, figure: int, in_share: bool = False) -> Frame | Around:
    """Read towards the left of the figure at index `figure`, no further than index `low`.

    in_share   the figure is what stands before 占, and not looked through for another 占
    """
    share_at = None
    if not in_share:
        for near in range(figure - 1, max(low, figure - SHARE_WITHIN) - 1, -1):
            if tokens[near].text in SHARES:
                share_at = near
                break
    if share_at is not None:
        whole, to, then = whole_of(tokens[share_at + 1 : figure])
        inner = left_frame(tokens, low, share_at, in_share=True)
        if isinstance(inner, Frame):
            return replace(inner, share=True, whole=whole, to=to or inner.to, then=then or inner.then)
        return Around(share=True, whole=whole, to=to, then=then)
    link = to = then = growth = compare = False
    events: frozenset[str] = frozenset()
    if figure > low and tokens[figure - 1].text == "等":  # 某幼儿园等19个项目: what follows is counted
        return Around(blocked=True)
    i = figure - 1
    while i >= low and tokens[i].kind != "thing":
        token = tokens[i]
        if token.kind == "compare" and not (i == figure - 1 and token.text in BOUNDING):
            compare = True
        elif token.kind == "to":
            to = True
        elif token.kind == "from":
            then = True
        elif token.kind == "link" or (i == figure - 1 and token.text in BOUNDING):
            link = True
        elif token.kind == "growth":
            growth = True
            events |= token.events
        elif token.events:
            events |= token.events
        elif token.kind == "figure" and not token.measured:
            pass  # 小学1313个班29850人
        elif token.text in JOINING or not soft(token):
            return Around(to, then, growth, compare, link, events, blocked=token.text not in JOINING)
        i -= 1
    if i < low:
        return Around(to, then, growth, compare, link, events)
    head = tokens[i]
    behind = _events_behind(tokens, figure) if not link else frozenset()
    if i > 0 and tokens[i - 1].kind == "figure" and not to and not _years(tokens, i - 1):
        return Around(to, then, growth, compare, link, events)  # the noun of the figure before
    residue, more, start, verb, grown = _before(tokens, low, i)
    return Frame(
        head,
        residue,
        events | more,
        "left",
        link,
        to,
        then,
        growth or grown,
        compare,
        behind=behind - events - more,
        owner=_owner(tokens, low, i),
        verb=verb,
        placed=done_in_part(tokens, low, i),
        had=has(tokens[low:figure]),
        level=tokens[figure - 1].text != "等",  # 甲幼儿园、乙幼儿园等19个: those named are some of them
        start=start,
    )


def _years(tokens: Sequence[Token], figure: int) -> bool:
    """全县五年教育经费投入: how long it took; but 学前一年 is a stage."""
    long = tokens[figure].text.endswith("年")
    return long and (figure == 0 or tokens[figure - 1].kind in ("neutral", "date"))


def _events_behind(tokens: Sequence[Token], figure: int) -> frozenset[str]:
    """贫困学生10145人得到资助: what was done, said behind the figure and before the next one."""
    found = NONE
    for token in tokens[figure + 1 :]:
        if token.kind in ("figure", "mark"):
            break
        if token.events:
            found |= token.events
    return found & EVENTS_BEHIND if found else NONE


def _owner(tokens: Sequence[Token], low: int, head: int) -> Token | None:
    """公办园有幼儿10301人: the noun that has what is counted."""
    if (
        head - 2 >= low
        and tokens[head - 1].text in ("有", "共有", "现有")
        and tokens[head - 2].kind == "thing"
    ):
        return tokens[head - 2]
    return None


def _before(
    tokens: Sequence[Token], low: int, head: int
) -> tuple[tuple[Token, ...], frozenset[str], int, bool, bool]:
    """What narrows the noun at `head`, the events of its clause, where the noun phrase begins, and
    whether an unknown verb or a word of growth stands before it.
    """
    residue: list[Token] = []
    events: frozenset[str] = frozenset()
    start = tokens[head].start
    verb = grown = False
    i = head - 1
    while i >= low:
        token = tokens[i]
        if token.kind == "figure" or token.kind in ("link", "to", "from", "compare", "growth"):
            if token.kind == "growth":
                events |= token.events
                start = token.start
                grown = True
            if token.kind == "link":
                residue += _havers(tokens, low, i)
            break
        if token.events:
            events |= token.events
            start = token.start
            while i > low and (tokens[i - 1].events or tokens[i - 1].text in WITH):
                i -= 1
                if tokens[i].events:  # 排查整改, 发现并及时整改: both were done
                    events |= tokens[i].events
                    start = tokens[i].start
            break
        if token.text in JOINING:
            joined = tokens[i - 1] if i > low else None
            if joined is not None and joined.kind in ("thing", "other", "unknown") and not joined.events:
                # 学校领导、教师986人: two things in one figure, which no noun names together
                alone = joined.kind == "thing" and not (i > 1 and tokens[i - 2].kind == "figure")
                residue.append(replace(joined, kind="other") if alone else joined)
            break
        if token.kind in ("thing", "restrict", "area", "other") or (
            token.kind == "unknown" and not soft(token)
        ):
            if token.kind == "unknown" and token.tag and not token.tag.startswith(NOUNS):
                # 由家长组成的志愿者: the verb of a relative clause has the noun for its subject
                verb = token.tag.startswith("v") and "的" not in _texts(tokens, i, head)
                break
            residue.append(token)
            start = token.start
        i -= 1
    if i < low <= head and low and tokens[low].text == "的" and tokens[low - 1].text.endswith(OF_SIZE):
        residue.append(replace(tokens[low - 1], kind="restrict"))  # 100人以下的小学62所
    if not events:
        for j in range(i, low - 1, -1):
            if tokens[j].events:
                events = tokens[j].events
                break
    return tuple(residue), events, start, verb, grown


def _texts(tokens: Sequence[Token], start: int, end: int) -> list[str]:
    return [token.text for token in tokens[start:end]]


def _havers(tokens: Sequence[Token], low: int, link: int) -> list[Token]:
    """开发区有幼儿园8所, 该校有教师86人: who has what is counted, if not the county."""
    found: list[Token] = []
    for token in tokens[low:link]:
        noun = (
            token.kind == "unknown" and token.tag.startswith(("n", "r", "s", "f", "j")) and not token.events
        )
        of_area = token.kind == "thing" and token.text.startswith(AREAS)
        if token.narrows or of_area or (noun and len(token.text) > 1):
            found.append(token)
    return found


def right_frame(
    tokens: Sequence[Token], low: int, figure: int, high: int, goes_on: bool = False
) -> Frame | None:
    """Read towards the right of the figure, no further than index `high`; events come from both sides.

    goes_on   the figure before it in the clause named an indicator (121所小学、30所初中)
    """
    if figure + 1 >= high:
        return None
    kind = _called(tokens, figure, high)
    if kind is not None:
        return Frame(tokens[kind], side="right", link=True, start=tokens[figure].start)
    found = (
        _far_noun(tokens, figure, high) if tokens[figure + 1].text == "的" else _noun(tokens, figure, high)
    )
    if found is None:
        return None
    head, residue = found
    events: frozenset[str] = frozenset()
    start = tokens[figure].start
    level = goes_on and low == figure
    listed = apposition(tokens, low, figure)
    for token in reversed(tokens[low:figure]):
        if token.text in JOINING and token is tokens[figure - 1] and low > 0:
            level = goes_on
            break
        if token.text == "为" and _for_them(tokens, low, token):
            level = False
            break  # 为全县46所小学配备…: for them
        if (
            token.kind == "link"
            or token.text in PARTS
            or token.text in SCOPES
            or (token.text in JOINING and not listed)
        ):
            level = True
        elif token.events:
            events, start = token.events, token.start
            break
        elif listed and token.kind in ("unknown", "restrict", "area"):
            continue
        elif token.narrows:
            residue.append(token)
        elif token.kind in ("thing", "to", "other") or (token.kind == "unknown" and not soft(token)):
            level = False
            break
    bare = True
    for t in tokens[low:figure]:
        if not (soft(t) or (t.kind == "link" and not t.text.endswith("有")) or t.text in JOINING):
            bare = False
            break
    verb = tokens[head + 1] if head + 1 < high else None
    if of_them(tokens, head + 1) or (
        verb is not None and verb.kind == "unknown" and verb.tag in ("v", "p", "vd")
    ):
        level = False  # 已有15所学校获评…, 3所民办园的围墙…: some of them, and not how many there are
    behind = NONE
    for t in tokens[head + 1 : high]:
        if t.events:
            behind |= t.events
    return Frame(
        tokens[head],
        tuple(residue),
        events | (behind & EVENTS_BEHIND),
        "right",
        level=level,
        bare=bare,
        placed=done_in_part(tokens, low, figure),
        start=start,
    )


def _for_them(tokens: Sequence[Token], low: int, word: Token) -> bool:
    """Whether 为 says for whom something is done: nothing stands before it that could be as many."""
    for token in tokens[low:]:
        if token is word:
            return True
        if not (token.kind in ("neutral", "date", "plan", "done") or token.tag in ("own", "w")):
            return False
    return False


def _called(tokens: Sequence[Token], figure: int, high: int) -> int | None:
    """其余119所均为民办, 其中1所是民办的: the last word of the clause says of which kind those are."""
    opening = [t for t in tokens[:figure] if t.kind not in ("neutral", "date", "link") or t.text in PARTS]
    behind = [j for j in range(figure + 1, high) if tokens[j].kind != "neutral"]
    if len(behind) != 2 or tokens[behind[0]].text.lstrip("均都全部") not in CALLED:
        return None
    if any(t.text not in RESTS and t.text not in PARTS for t in opening):
        return None
    return behind[1] if tokens[behind[1]].kind == "thing" else None


def _far_noun(tokens: Sequence[Token], figure: int, high: int) -> tuple[int, list[Token]] | None:
    """4800人的由…构成的平安志愿者队伍: the last noun of the clause, and what narrows it."""
    things = [j for j in range(figure + 2, high) if tokens[j].kind == "thing"]
    if not things or (things[-1] + 1 < high and _goes_on(tokens[things[-1] + 1])):
        return None
    return things[-1], [t for t in tokens[figure + 2 : things[-1]] if t.narrows]


def _noun(tokens: Sequence[Token], figure: int, high: int) -> tuple[int, list[Token]] | None:
    """51名专职保安员: the first noun behind the figure, if nothing but what narrows it stands between."""
    residue: list[Token] = []
    for i in range(figure + 1, high):
        token = tokens[i]
        if token.kind == "thing":
            if i + 1 < high and _goes_on(tokens[i + 1]):
                return None
            return i, residue
        if token.kind in ("restrict", "area", "other") or (token.kind == "unknown" and not soft(token)):
            if token.tag.startswith("v") and not token.tag.startswith("vn"):
                return None
            residue.append(token)
        elif token.kind not in ("neutral", "unknown") or token.text in JOINING:
            return None
    return None


def counted_behind(tokens: Sequence[Token], figure: int, high: int) -> bool:
    """Whether the figure counts a noun behind it that the catalogue does not know: 学校1598个摄像头."""
    if figure + 1 >= high:
        return False
    behind = tokens[figure + 1]
    noun = behind.kind in ("unknown", "other", "restrict", "area") and behind.tag.startswith(("n", "vn", "b"))
    return noun and not behind.events and behind.start == tokens[figure].end


def _goes_on(token: Token) -> bool:
    """Whether the noun before this word is only the start of another: 12个学区办公室 are no 学区."""
    noun = token.kind in ("thing", "other") or (
        token.kind in ("unknown", "restrict", "area") and token.tag.startswith(("n", "vn", "b"))
    )
    return noun and not token.events
