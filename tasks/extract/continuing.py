"""Figures that go on where the figure before them stopped: 新建幼儿园6所，小学3所; 幼儿园新建12所，扩建8所;
新增学位4800个，其中学前教育1200个."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.extract.clauses import Clause
from tasks.extract.context import Context
from tasks.extract.demands import owned
from tasks.extract.frames import Around, Frame, soft
from tasks.extract.lexicon import NONE, STRONG_EVENTS, Lexicon, Token
from tasks.extract.memory import Counted
from tasks.extract.names import JOINING
from tasks.extract.quantities import Quantity
from tasks.extract.reach import OWNERS, PART_MARKS
from tasks.extract.shares import SHARES
from tasks.extract.subjects import OWN_OR_LEVEL

ITEMS = frozenset({*JOINING, "另", "另外", "还", "以及"})
"""What may open the next item of a list."""
ALIKE = ("institutions", "people", "area", "vehicles")
"""Dimensions in which the items of one list are counted alike."""
LEVELS = ("保留", "现有", "共有", "在校", "在园", "在编")
"""How a noun opens that says itself that it is a level."""
LISTED = 2
NOMINAL = frozenset({"的", "者", "属", "属于"})
"""Words that make a noun of what narrows one: 公办的, 属公办者."""
TEACHERS = "教师"
STAFF = ("教师", "教职工")
OF_ALL_KINDS = ("专兼职", "在岗", "在职", "中小学", "全体", "新", "现有")
"""What may stand before the noun of a whole and is not said again of its parts."""
PUT_RIGHT = frozenset({"rectify"})
"""What is done to what was found, at whatever later date: 排查隐患47处，到12月20日销号45处."""
REACHING = "达为超近约"
LONGEST_RATE = 5
RATES = ("率", "比例", "占比", "比重")
STANDING = ("to", "from")
"""Words for how a figure stands to another one."""
UNSAID = ("neutral", "link", "date")
BACK = 3
"""So many clauses back stands the noun of a rate that has none, at most."""
MOST_WORDS = 3
OUTCOMES = ("实际值", "实际完成值", "完成值", "实绩", "实绩值", "实现值", "实际数", "实际完成数")
"""What a figure directly behind is called that says what became of a goal: 目标值85%，实际值91%."""
COMPLETED = frozenset(
    {"实际完成", "已完成", "完成了", "超额完成", "累计完成", "共完成", "提前完成", "如期完成", "实际到岗"}
)
"""How a clause opens that says how much was done of what was meant."""
ACTUAL = (*COMPLETED, "实际", "实", "已", "已经", "实有", "实配", "现有")


def _before(context: Context, clause: Clause, low: int) -> Counted | None:
    """The figure that stands before, in the clause or at the end of the one that leads to it."""
    leads = clause
    if low == 0:
        before = context.clauses[: clause.number]
        found = (c for c in reversed(before) if c.parent is clause.parent or c is clause.parent)
        leads = next(found, clause)
        if leads.segment != clause.segment:
            return None
    return next((c for c in reversed(context.counted) if c.clause is leads), None)


def _grown(before: Counted) -> bool:
    """Whether the figure before only says by how much something grew: 小学增加3所."""
    return before.frame.growth and not before.matched


def _alike(quantity: Quantity, other: Quantity) -> bool:
    """Whether two figures can be items of one list."""
    if quantity.unit_stated == other.unit_stated:
        return not quantity.measures & {"percent", "bare"}
    return any(measure in quantity.measures and measure in other.measures for measure in ALIKE)


def listed_on(context: Context, clause: Clause, low: int, at: int, quantity: Quantity, frame: Frame) -> Frame:
    """新建幼儿园6所，小学3所: the next item of a list, with what was done to the one before it."""
    if frame.link or frame.events or frame.verb or frame.to or frame.then or frame.growth or frame.share:
        return frame
    if frame.head.events or frame.head.text.startswith(LEVELS):
        return frame  # 补充教师450名，交流轮岗862人次; 撤并村小6所，保留教学点9个
    before = _before(context, clause, low)
    if before is None or _grown(before) or not _alike(quantity, before.quantity):
        return frame
    if before.frame.head.start == before.frame.head.end:
        return frame  # 五年招聘1018名，在编教师3412名: the deed had no noun
    opening = [t for t in clause.tokens[low:at] if t.start < frame.start or t.start >= frame.head.end]
    if any(token.text not in ITEMS for token in opening):
        return frame
    events = before.frame.events & STRONG_EVENTS
    return replace(frame, events=events) if events else frame


def shares_owner(context: Context, clause: Clause, low: int, frame: Frame) -> bool:
    """民办中学6所、小学3所: whether the first of a list names an owner whom the next ones share.

    Not where each has its own (公办高中3所、民办高中2所、完全中学3所), nor where the list adds up to the
    number before it (中小学30所，其中公办高中3所、初中8所、小学19所).
    """
    if low == 0 or frame.side != "left" or frame.link or frame.head.text.startswith(OWNERS):
        return False
    if not clause.tokens[low : low + 1] or clause.tokens[low].text not in JOINING:
        return False
    first = clause.figures[0]
    owned = any(token.text.startswith(OWNERS) for token in clause.tokens[:first])
    quantity = context.sentence.quantities[clause.tokens[first].index]
    named = any(c.quantity is quantity and c.matched for c in context.counted)
    return owned and not named and not _of_several_owners(clause) and not _adds_up(context, clause)


def _of_several_owners(clause: Clause) -> bool:
    said = {owner for token in clause.tokens for owner in OWNERS if token.text.startswith(owner)}
    return len(said) > 1


def _adds_up(context: Context, clause: Clause) -> bool:
    """Whether the figures of a clause make up the one that the clause before ends with."""
    if clause.number == 0:
        return False
    before = context.clauses[clause.number - 1]
    if not before.figures or before.segment != clause.segment:
        return False
    quantities = context.sentence.quantities
    whole = quantities[before.tokens[before.figures[-1]].index]
    parts = [quantities[clause.tokens[i].index] for i in clause.figures]
    return len(parts) > 1 and sum(part.value for part in parts) == whole.value


def done_again(
    context: Context, clause: Clause, low: int, at: int, quantity: Quantity, left: Around
) -> Frame | None:
    """幼儿园新建12所，扩建8所: what else was done to the noun of the figure before."""
    if left.growth or left.compare or left.to or left.then or left.share or left.blocked:
        return None
    events = left.events or _done_behind(clause, low, at)
    if not events & STRONG_EVENTS:
        return None
    before = _before(context, clause, low)
    if before is None or _grown(before) or not _alike(quantity, before.quantity):
        return None
    tokens = clause.tokens[low:at]
    dated = year_of_span(context, clause, low, at)
    if events & before.frame.events and not dated:
        return None  # 新建5所、改建6所: kinds of the same, of which no total is stated
    found = not events.isdisjoint(PUT_RIGHT)
    if not all(t.events or soft(t) or t.text in JOINING or (found and t.kind == "link") for t in tokens):
        return None
    if any(t.kind == "date" for t in tokens) and not found and not dated:
        return None  # but 三年来共撤并61所，其中今年撤并18所
    start = next((t.start for t in tokens if t.events), clause.tokens[at].start)
    head = _for_event(context, before.frame.head, events)
    return replace(before.frame, head=head, events=events, link=False, verb=False, level=True, start=start)


def year_of_span(context: Context, clause: Clause, low: int, at: int) -> bool:
    """三年来共撤并61所，其中今年撤并18所: whether a part is that of one year of the years before."""
    if low > 0 or not context.part_of(clause) or not context.moments(clause.tokens[:at]):
        return False
    before = [t for c in context.leading(clause) if c.segment == clause.segment for t in c.tokens]
    return any(m.kind == "recent" or (m.period and m.period.from_year) for m in context.moments(before))


def _done_behind(clause: Clause, low: int, at: int) -> frozenset[str]:
    """查出隐患58处，57处已改: what was put right, with nothing but the verb behind the figure."""
    behind = clause.tokens[at + 1 :]
    if low > 0 or not behind or not all(t.events or soft(t) for t in behind):
        return NONE
    events = NONE.union(*(t.events for t in behind))
    return NONE if events.isdisjoint(PUT_RIGHT) else events


def _for_event(context: Context, head: Token, events: frozenset[str]) -> Token:
    """在编教师3200人，招聘126人: 教师, where only the shorter noun is something that this was done to."""
    things = context.lexicon.things
    for start in range(len(head.text) - 1):
        rules = things.get(head.text[start:], ())
        if any(not rule.event.isdisjoint(events) for rule in rules):
            return replace(head, text=head.text[start:], rules=rules)
    return head


def of_the_whole(context: Context, clause: Clause, low: int, at: int, quantity: Quantity) -> Frame | None:
    """新增学位4800个，其中学前教育1200个: a part, named without the noun of the whole."""
    if not (context.part_of(clause) or _of_a_kind_named(clause, low, at)):
        return None
    before = reversed(context.clauses[: clause.number])
    leads = next((c for c in before if c.figures and _leads(c, clause)), None)
    whole = next((c for c in reversed(context.counted) if c.clause is leads), None)
    if whole is None or whole.frame.residue or not _alike(quantity, whole.quantity):
        return None
    named = _named([t for t in clause.tokens[low:at] if t.text not in NOMINAL])
    if not named or quantity.value > whole.quantity.value:
        return None
    name = "".join(token.text for token in named)
    word = _of_kind(context.lexicon, name, whole, quantity)
    if word is None or word == whole.frame.head.text:
        return None
    lexicon = context.lexicon
    head = Token(word, named[0].start, named[-1].end, "", "thing", lexicon.things[word])
    return Frame(head, events=whole.frame.events & STRONG_EVENTS, start=head.start)


def _of_a_kind_named(clause: Clause, low: int, at: int) -> bool:
    """专职的为612人, 属公办者仅6所: whether a noun made of a part says which of those counted are meant."""
    return low == 0 and any(token.text in NOMINAL for token in clause.tokens[:at])


def _of_kind(lexicon: Lexicon, name: str, whole: Counted, quantity: Quantity) -> str | None:
    """专任 of 教职工 is 专任教师: the catalogue's noun for a part of what was counted, if it has one.

    Of the whole's noun nothing may be left out that narrows it: 小学 of 随迁子女在校生 are not all pupils.
    """
    noun = whole.frame.head.text
    ends = [noun[len(word) :] for word in ("", *OF_ALL_KINDS) if noun.startswith(word) and noun != word]
    if name not in lexicon.stages:
        ends += [TEACHERS for end in ends if end in STAFF]
    for end in ends:
        word = lexicon.thing(name + end)
        for rule in lexicon.things[word] if word is not None else ():
            if rule.measure in quantity.measures and (not rule.event or rule.event & whole.frame.events):
                return word
    return None


def _leads(whole: Clause, part: Clause) -> bool:
    """Whether a clause can have the whole of which another has the parts."""
    if whole is part or whole.segment != part.segment:
        return False
    return whole is part.parent or (whole.parent is part.parent and not whole.starts_with(*PART_MARKS))


def rate_of_same(context: Context, clause: Clause, low: int, at: int, quantity: Quantity) -> Frame | None:
    """专职保安217人，配备率100%: a rate named without the noun that stands with the figure before."""
    if "percent" not in quantity.measures or low > 0:
        return None
    named = _named([t for t in clause.tokens[:at] if t.kind not in STANDING])
    name = "".join(token.text for token in named).rstrip(REACHING)
    if not name.endswith(RATES) or len(name) > LONGEST_RATE:
        return None
    for other in reversed(context.clauses[max(0, clause.number - BACK) : clause.number]):
        if other.segment != clause.segment or other.parent is not clause.parent or not other.figures:
            continue
        tokens = [t for t in other.tokens[: other.figures[0]] if t.kind not in (*STANDING, *UNSAID)]
        for count in range(1, min(len(tokens), MOST_WORDS) + 1):
            word = "".join(t.text for t in tokens[-count:]) + name
            if word not in context.lexicon.things or name in tokens[-1].text:
                continue
            if any(t.narrows or t.text in JOINING for t in tokens[:-count]):
                return None
            head = Token(word, named[0].start, named[-1].end, "", "thing", context.lexicon.things[word])
            kinds = [t.kind for t in clause.tokens[:at]]
            return Frame(head, start=head.start, link=True, to="to" in kinds, then="from" in kinds)
        if any(token.kind == "thing" for token in tokens):
            return None
    return None


def shares_apart(context: Context, clause: Clause, at: int) -> Frame | None:
    """公办园58所、在园幼儿9800人，分别占32.8%和52.1%: the shares of the figures before, in their order."""
    tokens = clause.tokens
    shares = [i for i in clause.figures if "%" in tokens[i].text or "百分" in tokens[i].text]
    if len(shares) < LISTED or len(shares) != len(clause.figures) or at not in shares:
        return None
    opening = tokens[: shares[0]]
    first = next((i for i, t in enumerate(opening) if t.text in SHARES or t.text == "分别占"), None)
    if first is None or not all(t.kind in ("link", "neutral") for t in opening[:first]):
        return None
    counted = [c for c in context.counted if c.clause.segment == clause.segment and c.clause is not clause]
    if len(counted) < len(shares):
        return None
    place = shares.index(at)
    frame = counted[place - len(shares)].frame
    low = shares[place - 1] if place else first
    whole = "".join(t.text for t in tokens[low + 1 : at] if t.text not in JOINING)
    return replace(frame, share=True, whole=whole, events=NONE, link=True)


def _named(tokens: Sequence[Token]) -> list[Token]:
    """The words that name a part, without those that open or link it; none where others are among them."""
    kept = [t for t in tokens if t.kind not in ("link", "neutral") and t.text not in (*JOINING, *PART_MARKS)]
    return [] if any(t.events or t.kind in ("date", "figure", "compare", "undone") for t in kept) else kept


def fulfilled(context: Context, clause: Clause, at: int) -> bool:
    """计划新建幼儿园30所，实际完成34所: whether words before a figure say what became of what was meant."""
    meant = bool(context.last_facts) and all(f.timing.status == "planned" for f in context.last_facts)
    alone = all(t.kind == "mark" for t in clause.tokens[at + 1 : at + 2])
    return meant and alone and any(t.text in COMPLETED for t in clause.tokens[:at])


def same_again(tokens: Sequence[Token]) -> bool:
    """Whether a clause says what was done at another time, or in fact: 2017年招聘, 实际招聘."""
    again = any(t.kind in ("date", "plan") or t.text in ACTUAL for t in tokens)
    return again and all(soft(t) or t.events or t.kind == "link" for t in tokens)


def own_again(context: Context, clause: Clause, low: int, at: int) -> bool:
    """Whether a figure is the county's own, behind one that was asked for: …要求85%，我县达92.3%."""
    tokens = clause.tokens[:at]
    meant = any(fact.timing.status == "planned" for fact in context.last_facts)
    if low > 0 or not (meant or context.ruled == clause.segment):
        return False
    own = not OWN_OR_LEVEL.isdisjoint(clause.words) or any(t.text in (*ACTUAL, *OUTCOMES) for t in tokens)
    if owned(tokens):
        return True
    linked = any(t.kind == "link" for t in tokens) or any(t.text in OUTCOMES for t in tokens[-1:])
    return own and linked and all(soft(t) or t.kind == "link" for t in tokens)
