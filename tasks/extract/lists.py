"""Nouns that stand in a list before their figures: 小学、初中入学率分别为100%、99%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tasks.extract.frames import Around, Frame, soft
from tasks.extract.lexicon import Lexicon, Token
from tasks.extract.names import JOINING
from tasks.extract.sieve import ALL, APART

RATES = ("率", "系数", "比例", "比率")
COVERED = "covered"
LISTED = 2
NAMED = ("n", "w", "x", "j", "l", "b", "vn")
"""Parts of speech of what the names of a list consist of."""
SCHOOL_NOUNS = (
    *("学校", "校园", "中小学", "中小学校", "幼儿园", "各校", "各学校", "各中小学", "学校（幼儿园）"),
    *(
        "中小学、幼儿园",
        "中小学幼儿园",
        "中小学校、幼儿园",
        "中小学校幼儿园",
        "中小学（幼儿园）",
        "学校、幼儿园",
    ),
)
RUN_BY = ("公办", "民办")
DONE_VERBS = ("做到", "实现")


def tells_apart(text: str) -> bool:
    """Whether a clause says that its figures are of its nouns one by one: 分别, 依次."""
    return any(word in text for word in APART)


def listed_frame(
    lexicon: Lexicon, tokens: Sequence[Token], at: int, before: Sequence[Token] = ()
) -> Frame | None:
    """The noun of the list that the figure at index `at` belongs to.

    分别 stands between the two, or there are as many figures in a row as nouns: 小学、初中辍学率0.1%、0.9%.
    before   the tokens of the clause before, which can hold the list: 小学、初中差异系数，依次为0.4和0.3
    """
    marker = next((i for i in range(at - 1, -1, -1) if tells_apart(tokens[i].text)), None)
    if marker is None:
        return _in_order(lexicon, tokens, at)
    if before and all(_says_when(token) for token in tokens[:marker]):
        tokens, at, marker = [*before, *tokens[marker:]], at - marker + len(before), len(before)
    first = _piece_start(tokens, 0, marker)
    piece = [t for t in tokens[first:marker] if t.kind not in ("neutral", "link") or t.text in JOINING]
    names = _names(lexicon, piece)
    place = sum(1 for t in tokens[marker:at] if t.kind == "figure")
    items = tokens[_list_start(tokens, 0, marker) : marker]
    covering = covering_heads(items)
    if covering is not None:
        own = [t for t in items if t in covering and _before(items, t) == place]
        return Frame(own[0], start=own[0].start, link=True) if own else None
    if len(names) < 2 or place >= len(names):
        return None
    if _narrowed(lexicon, names):
        return Frame(replace(piece[0], kind="thing", rules=()), start=piece[0].start, link=True)
    for word in (*_completed(lexicon, names[place], names[-1]), names[place]):
        rules = lexicon.things.get(word)
        if rules:
            head = Token(word, piece[0].start, piece[-1].end, "", "thing", rules)
            return Frame(head, start=piece[0].start, link=True)
    return None


def _in_order(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> Frame | None:
    """The noun of a figure in a row of them, where as many nouns stand before the row, and nothing else.

    A frame without a reading where its noun is none of the catalogue's.
    """
    count, run = 1, at
    while run > 1 and tokens[run - 1].text in JOINING and tokens[run - 2].kind == "figure":
        count, run = count + 1, run - 2
    place, last = count - 1, at
    while last + 2 < len(tokens) and tokens[last + 1].text in JOINING and tokens[last + 2].kind == "figure":
        count, last = count + 1, last + 2
    if count < LISTED or last + 1 < len(tokens):
        return None
    first = _piece_start(tokens, 0, run)
    piece = [t for t in tokens[first:run] if t.kind not in ("neutral", "link") or t.text in JOINING]
    names = _names(lexicon, piece)
    if len(names) != count:
        return None
    unread = Frame(replace(piece[0], kind="thing", rules=()), start=piece[0].start, link=True)
    if _narrowed(lexicon, names) or any(t.narrows for t in piece):
        return unread
    nouns = [t for t in piece if t.text not in JOINING]
    if any("、" in t.text or (t.kind == "unknown" and not t.tag.startswith(NAMED)) for t in nouns):
        return unread  # 中小学、幼儿园保安120名、80名: each of them is of a part
    words = [*_completed(lexicon, names[place], names[-1]), names[place]]
    word = next((word for word in words if word in lexicon.things), None)
    if word is None:
        return unread
    head = Token(word, piece[0].start, piece[-1].end, "", "thing", lexicon.things[word])
    return Frame(head, start=piece[0].start, link=True)


def _says_when(token: Token) -> bool:
    """Whether a word before 分别 only says when or how it was found: 2020年测算下来."""
    return soft(token) or token.kind == "link" or (token.kind == "unknown" and token.tag[:1] in ("v", "t"))


def shared_frames(lexicon: Lexicon, tokens: Sequence[Token], low: int, at: int) -> list[Frame]:
    """初中入学率和巩固率均为100%, 小学、初中入学率均达100%: every noun of the list has the figure."""
    marker = next((i for i in range(at - 1, low - 1, -1) if tokens[i].text.startswith(ALL)), None)
    if marker is None:
        return []
    first = _piece_start(tokens, low, marker)
    covering = covering_heads(tokens[_list_start(tokens, low, marker) : marker])
    if covering is not None:
        return [Frame(head, start=head.start, link=True) for head in covering]
    piece = [t for t in tokens[first:marker] if t.kind not in ("neutral", "link") or t.text in JOINING]
    names = _names(lexicon, piece)
    if len(names) < 2 or any(t.narrows for t in piece):
        return []
    if _narrow(lexicon, names[0]) and not names[0].endswith(RATES):
        return []
    start, end = piece[0].start, piece[-1].end
    if not all(t.kind == "thing" or t.text in JOINING or t.text.endswith(RATES) for t in piece):
        if not all(t.tag.startswith(NAMED) or t.kind in ("thing", "other") for t in piece) and not all(
            name in lexicon.things or name.endswith(RATES) for name in names
        ):
            return []
        return list(_full_rates(piece))  # 学籍巩固率、残疾儿童入学率均为…
    words = [_spelling(lexicon, name, names[0], names[n + 1 :]) for n, name in enumerate(names)]
    heads = [Token(w, start, end, "", "thing", lexicon.things[w]) for w in words if w is not None]
    return [Frame(head, start=start, link=True) for head in heads]


def _full_rates(piece: Sequence[Token]) -> Iterator[Frame]:
    """The rates of a list that stand in it with their full names, each with the words that narrow it."""
    name: list[Token] = []
    for token in (*piece, None):
        if token is not None and token.text not in JOINING:
            name.append(token)
            continue
        if name and name[-1].kind == "thing" and name[-1].text.endswith(RATES):
            known = {word for rule in name[-1].rules for word in rule.modifiers}
            if all(t.text in known or t.text in SCHOOL_NOUNS for t in name[:-1]):
                yield Frame(name[-1], tuple(reversed(name[:-1])), start=name[0].start, link=True)
        name = []


def joint_rates(tokens: Sequence[Token], low: int, at: int) -> list[Frame]:
    """小学入学率、初中入学率达到100%: rates with their full names in a row, which the figure is of alike."""
    i = at - 1
    while i > low and tokens[i].kind in ("link", "neutral") and tokens[i].text not in JOINING:
        i -= 1
    heads: list[Token] = []
    while i >= low and tokens[i].kind == "thing" and tokens[i].text.endswith(RATES):
        heads.append(tokens[i])
        if i == low or tokens[i - 1].text not in JOINING:
            break
        i -= 2
    if len(heads) < LISTED or i < low or (i > low and not soft(tokens[i - 1])):
        return []
    return [Frame(head, start=head.start, link=True) for head in reversed(heads)]


def _spelling(lexicon: Lexicon, name: str, first: str, later: Sequence[str]) -> str | None:
    """A name of a list as the catalogue has it: 巩固率 of 初中入学率和巩固率 is 初中巩固率."""
    if name in lexicon.things and name.endswith(RATES):
        return name
    behind = [word for other in later for word in _completed(lexicon, name, other)]
    before = [first[:n] + name for n in range(1, len(first)) if first[:n] + name in lexicon.things]
    return next(iter([*behind, *before, *([name] if name in lexicon.things else [])]), None)


def elliptic_frame(
    lexicon: Lexicon, tokens: Sequence[Token], low: int, at: int, left: Frame | Around, last: Frame
) -> Frame | None:
    """初中0.021% behind 小学辍学率0.0034%: the stage changes, the rate is that of the figure before."""
    i = at - 1
    while i >= low and (tokens[i].kind in ("link", "neutral", "to", "from", "date") or tokens[i].tag == "d"):
        i -= 1
    if i < low or left.share or tokens[i].text not in lexicon.stages:
        return None
    if i > low and tokens[i - 1].text not in JOINING and tokens[i - 1].kind not in ("neutral", "date"):
        return None
    rate = last.head.text
    if not rate.endswith(RATES) or not lexicon.stages_in(rate):
        return None
    for word in _completed(lexicon, tokens[i].text, rate):
        head = Token(word, tokens[i].start, tokens[i].end, "", "thing", lexicon.things[word])
        return Frame(
            head, start=head.start, link=True, to=left.to, then=left.then, growth=False, compare=left.compare
        )
    return None


def fronted_frames(before: Sequence[Token], tokens: Sequence[Token], at: int) -> list[Frame]:
    """保安配备、封闭管理、一键报警四项，全县学校均达100%: the list stands in the clause before."""
    lead = [t for t in tokens[:at] if t.text not in JOINING]
    if not any(t.text.startswith(ALL) for t in lead):
        return []
    if any(not soft(t) and t.kind != "link" and t.text not in (*SCHOOL_NOUNS, *DONE_VERBS) for t in lead):
        return []
    if any("%" in t.text or "百分" in t.text for t in before):
        return []
    covering = covering_heads([t for t in before if t.kind != "figure"])
    return [Frame(head, start=head.start, link=True) for head in covering or []]


def covering_heads(piece: Sequence[Token]) -> list[Token] | None:
    """The nouns of a list that speak of what all schools have (保安配备、封闭管理).

    None where there are not two of them; an empty list where a word beside them narrows the schools.
    """
    heads = [t for t in piece if any(r.reading.claim == COVERED for r in t.rules)]
    if len(heads) < LISTED:
        return None
    heads = [t for t in piece if t in heads or _full_rate(t)]
    known = {word for head in heads for rule in head.rules for word in rule.modifiers}
    for token in piece:
        if token in heads or token.text in (*JOINING, *SCHOOL_NOUNS) or token.text in known:
            continue
        if token.kind in ("restrict", "area", "other", "thing") or token.tag.startswith(("nr", "ns", "nt")):
            return []
    return heads


def _full_rate(token: Token) -> bool:
    """Whether a noun of a list is a rate with its full name: 专职保安配备率."""
    return (
        token.kind == "thing"
        and token.text.endswith(RATES)
        and any(r.measure == "percent" for r in token.rules)
    )


def _before(items: Sequence[Token], head: Token) -> int:
    """How many items of a list stand before the one that `head` belongs to."""
    marks = [t for t in items if t.text in JOINING]
    return sum(1 for t in marks if t.start < head.start)


def _list_start(tokens: Sequence[Token], low: int, end: int) -> int:
    """Where the list that ends before index `end` begins: behind a figure, a date or a comparison."""
    parts = ("figure", "date", "compare", "from", "to")
    return next((i + 1 for i in range(end - 1, low - 1, -1) if tokens[i].kind in parts), low)


def _piece_start(tokens: Sequence[Token], low: int, end: int) -> int:
    """Where the names of a list that ends before index `end` begin; 护学岗设置率 is a name, and no deed."""
    first = end
    while first > low:
        rate = tokens[first - 1].kind == "unknown" and first < end and tokens[first].text == "率"
        if _breaks(tokens[first - 1]) and not rate:
            break
        first -= 1
    return first


def _breaks(token: Token) -> bool:
    if token.kind == "figure":
        return token.measured
    return token.kind in ("date", "compare", "from", "to") or bool(token.events and token.kind != "thing")


def _names(lexicon: Lexicon, piece: Sequence[Token]) -> list[str]:
    text = ""
    for i, token in enumerate(piece):
        if i and token.kind == "thing" and piece[i - 1].text in lexicon.stages:
            stages = lexicon.stages_in(token.text)
            if stages and stages.isdisjoint(lexicon.stages[piece[i - 1].text]):
                text += "、"  # 小学初中在校生分别为…
        text += "、" if token.text in JOINING else token.text
    for word in JOINING:
        text = text.replace(word, "、")
    names = [name for name in text.split("、") if name]
    if len(names) == 1:
        first, second = (names[0].find(word) for word in RUN_BY)
        if min(first, second) >= 0 and len(names[0]) > len("".join(RUN_BY)):
            cut = max(first, second)  # 公办民办幼儿园分别…
            return [names[0][:cut], names[0][cut:]]
    return names


def _narrowed(lexicon: Lexicon, names: Sequence[str]) -> bool:
    """农村小学、初中在校生: whether the first of a list is narrowed by a word that the others share."""
    first, *others = names
    if not _narrow(lexicon, first) or any(_narrow(lexicon, name) for name in others):
        return False
    named = (lexicon.things.get(word, ()) for word in (first, *_completed(lexicon, first, names[-1])))
    return not any(r.indicator.kind == "stock" and not r.event for rules in named for r in rules)


def _narrow(lexicon: Lexicon, name: str) -> bool:
    """Whether a name opens with a word that narrows."""
    return name.startswith(RUN_BY) or any(
        lexicon.kind(name[:n]) in ("area", "restrict") for n in range(1, len(name))
    )


def _completed(lexicon: Lexicon, name: str, last: str) -> list[str]:
    """The name with what only the last of the list says: 小学 of 小学、初中入学率 is 小学入学率."""
    words = [name + last[n:] for n in range(1, len(last))]
    return [word for word in words if word in lexicon.things]
