"""Which indicator a frame names, by the readings of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tasks.extract.frames import Frame
from tasks.extract.lexicon import STRONG_EVENTS, Lexicon, Rule, Token
from tasks.extract.quantities import Quantity
from tasks.extract.subjects import ENROLMENTS

OF_SCHOOLS = ("events", "participations", "percent")
SCHOOLS = (
    *("学校", "校园", "各校", "各学校", "各中小学", "学校（幼儿园）", "学校、幼儿园", "中小学（幼儿园）"),
    *("各级各类学校（幼儿园）", "各类学校（幼儿园）", "学校（园）", "中小学校（幼儿园）"),
    *("中小学、幼儿园", "中小学幼儿园", "中小学校、幼儿园", "中小学校幼儿园"),
    *("学校和幼儿园", "中小学和幼儿园", "中小学校和幼儿园", "学校及幼儿园", "中小学及幼儿园"),
)
"""Words that narrow nothing where what is held or reached in schools is counted."""
BARE_FROM = 10
BARE_SCHOOLS = 300
"""More schools of a kind no county has: a larger figure without a unit counts people, 小学981、初中1070."""
COUNTED = ("institutions", "people")
STANDING = ("在编", "在岗", "在职", "在校", "在园", "现有", "保留", "共有")
"""How a noun opens that says itself that it is a level."""
RUN_BY = ("公办", "民办")
SAFETY = "school_safety"
EVENT_CARRIED, WHOLE_UNSAID = "what was done said earlier", "whole of a share unsaid"
RATE_NARROWED = "unknown word within a rate"
COMPULSORY = frozenset({"compulsory", "primary", "junior"})


@dataclass(slots=True)
class Surroundings:
    """What a figure's clause inherits: the words around it, the stage of education, governing nouns."""

    clause: str = ""
    sentence: str = ""
    headings: str = ""
    stage: str = "none"
    governors: frozenset[str] = frozenset()
    inherited: frozenset[str] = frozenset()
    part_of: bool = False
    matched: frozenset[str] = frozenset()
    partial: bool = False
    treated: bool = False
    narrowed: bool = False
    owned: bool = False
    of_all: bool = False
    label: str = ""


NOWHERE = Surroundings()


@dataclass(slots=True)
class Match:
    """A rule that fits, and the signs of how sure that is (`indicators.doubts`). Never changed once made."""

    rule: Rule
    signs: frozenset[str]
    frame: Frame


def stage_label(stages: Iterable[str]) -> str:
    """One name for the stages of education in view: none, a single one, compulsory, or all.

    >>> stage_label({"primary", "junior"}), stage_label({"preschool", "primary"}), stage_label(())
    ('compulsory', 'all', 'none')
    """
    found = frozenset(stages)
    if not found:
        return "none"
    if len(found) == 1:
        return next(iter(found))
    if "all" in found:
        return "all"
    if found <= COMPULSORY:
        return "compulsory"
    if "preschool" in found or found >= {"primary", "junior", "senior"}:
        return "all"
    return "several" if found & COMPULSORY else "senior"


def match_frame(frame: Frame, quantity: Quantity, around: Surroundings) -> list[Match]:
    """The indicator that the frame names with a figure of this dimension, if there is one.

    Two only where the sentence says that two things were done (排查整改隐患5处); where two indicators fit
    alike and nothing tells them apart there is none.
    """
    fits = [m for rule in frame.head.rules if (m := _fit(rule, frame, quantity, around)) is not None]
    if len(fits) < 2:
        return [match for _, match in fits]
    best = max(rank for rank, _ in fits)
    equal = {m.rule.indicator.id: m for rank, m in fits if rank == best}
    if len(equal) == 1:
        return list(equal.values())
    done = [m.rule.event & frame.events for m in equal.values()]
    if all(done) and not frozenset.intersection(*done):
        return list(equal.values())
    return []


def may_match(frame: Frame, quantity: Quantity) -> bool:
    """Whether a figure of this dimension can be of the frame's noun, whatever stands around it."""
    return any(_measures(rule, quantity, NOWHERE) for rule in frame.head.rules)


def composed(lexicon: Lexicon, frame: Frame) -> Frame:
    """小学现有在校学生 is 小学在校学生: a noun and what narrows it, where the catalogue knows both as one."""
    if frame.owner is not None:
        word = lexicon.thing(frame.owner.text + frame.head.text)
        if word is not None:
            head = replace(frame.head, text=word, start=frame.owner.start, rules=lexicon.things[word])
            return replace(frame, head=head, start=frame.owner.start)
    if not frame.residue or frame.residue[0].narrows or frame.side != "left":
        return frame
    if frame.residue[0].kind == "other":
        return frame
    word = lexicon.thing(frame.residue[0].text + frame.head.text)
    word = word or lexicon.thing(frame.head.text + frame.residue[0].text)
    if word is None:
        return frame
    head = replace(frame.head, text=word, start=frame.residue[0].start, rules=lexicon.things[word])
    return replace(frame, head=head, residue=frame.residue[1:])


def together(lexicon: Lexicon, tokens: Sequence[Token], figure: int, before: Frame) -> Frame | None:
    """公办园52所6590名幼儿: the noun behind a figure that is of the noun of the figure before it."""
    behind = tokens[figure + 1] if figure + 1 < len(tokens) else None
    if behind is None or behind.kind != "thing" or before.residue or behind.start != tokens[figure].end:
        return None
    word = lexicon.thing(before.head.text + behind.text)
    if word is None:
        return None
    return Frame(
        replace(behind, text=word, rules=lexicon.things[word]), start=tokens[figure].start, link=True
    )


def _fit(
    rule: Rule, frame: Frame, quantity: Quantity, around: Surroundings
) -> tuple[tuple[int, ...], Match] | None:
    reading = rule.reading
    if reading.claim is not None or not _measures(rule, quantity, around):
        return None
    if rule.measure in COUNTED and quantity.value > rule.indicator.valid[1]:
        return None  # 初中40161: pupils, and no schools
    signs: set[str] = set()
    strong = frame.events & STRONG_EVENTS
    wanted = rule.event
    event_said = not (wanted.isdisjoint(frame.events) and wanted.isdisjoint(frame.behind))
    carried = False
    if wanted:
        if event_said:
            pass
        elif around.inherited & wanted and not strong and not _is_there(frame):
            carried = True
            signs.add(EVENT_CARRIED)
        elif (
            reading.event_optional
            and not strong
            and not (around.part_of and around.inherited & STRONG_EVENTS)
        ):
            pass
        else:
            return None
    elif rule.measure not in ("percent", "number") and (
        strong or (around.part_of and around.inherited & STRONG_EVENTS)
    ):
        return None
    if frame.growth and not frame.to and not event_said:
        return None
    if reading.stage and around.stage not in reading.stage:
        return None
    if rule.under and rule.under.isdisjoint(around.governors):
        return None
    if rule.near and not any(
        word in around.clause or word in around.sentence or word in around.headings for word in rule.near
    ):
        return None
    if rule.never and any(word in around.clause for word in rule.never):
        return None
    if (rule.nowhere or rule.led_by) and not _led_rightly(rule, around):
        return None
    if frame.share:
        if not rule.whole and rule.measure == "percent":
            return None
        if rule.whole and not frame.whole:
            signs.add(WHOLE_UNSAID)  # 幼儿27107人，占比93.16%: of what goes without saying
        elif rule.whole and not _whole_fits(frame.whole, rule.whole):
            return None
    elif rule.whole:
        return None
    named_rate = rule.measure in ("percent", "number")
    if rule.measure == "percent" and rule.indicator.domain == SAFETY and lone_kindergartens(frame.residue):
        return None
    for token in frame.residue:
        if token.text in rule.modifiers or (rule.measure in OF_SCHOOLS and token.text in SCHOOLS):
            continue
        if named_rate and token.kind == "unknown" and not token.text.startswith(RUN_BY):
            signs.add(RATE_NARROWED)
            continue
        return None
    if frame.verb and not event_said and rule.measure not in ("percent", "number"):
        return None
    if frame.side == "right" and not event_said and not (frame.bare if carried else frame.level):
        return None
    if frame.side == "left" and not frame.level and not event_said and rule.measure in COUNTED:
        return None
    if around.part_of and rule.indicator.id in around.matched:
        return None
    own = "recruit" in wanted & frame.events  # 农村学校招聘40人，招聘幼师40人
    counted = rule.measure not in ("percent", "number")
    if (around.narrowed or frame.placed) and counted and not own:
        return None
    if around.label and counted and not frame.head.text.startswith(around.label):
        return None
    if around.owned and rule.measure == "people" and not wanted:
        return None
    if rule.indicator.id == "students" and around.matched & ENROLMENTS and not around.of_all:
        return None  # 小学312所，学生91635人，初中32所，高中3所，在校生54949人
    held = frame.link or frame.head.text.startswith(STANDING)
    if around.treated and rule.measure == "people" and rule.indicator.kind == "stock" and not held:
        return None
    if around.partial and rule.measure == "people" and not wanted:
        return None
    rank = (
        int(bool(reading.under)),
        int(event_said),
        int(not carried),
        int(bool(reading.stage)),
        int(bool(reading.near)),
    )
    return rank, Match(rule, frozenset(signs), frame)


def _led_rightly(rule: Rule, around: Surroundings) -> bool:
    """Whether what a reading wants to stand before the clause does so, and nothing that it does not want."""
    led = around.headings + around.sentence.partition(around.clause)[0]
    wanted = not rule.led_by or any(word in led for word in rule.led_by)
    return wanted and not any(word in led for word in rule.nowhere)


def _is_there(frame: Frame) -> bool:
    """Whether what is counted is there, and not what was done before: 招聘教师80名，在编教师3412名."""
    return frame.had or frame.head.text.startswith(STANDING)


def lone_kindergartens(words: Sequence[Token]) -> bool:
    """Whether kindergartens are named and schools are not: what holds for them alone holds for a part."""
    texts = [token.text for token in words]
    return "幼儿园" in texts and not any("中小学" in text or text == "学校" for text in texts)


def _measures(rule: Rule, quantity: Quantity, around: Surroundings) -> bool:
    """Whether a figure has the dimension of a rule."""
    measures = quantity.measures
    if rule.measure == "percent":
        return "percent" in measures or ("bare" in measures and quantity.value == 0)
    if rule.measure == "number":
        if rule.indicator.id == "student_teacher_ratio" or "ratio" in measures:
            return "ratio" in measures and rule.indicator.id == "student_teacher_ratio"
        return "bare" in measures
    if rule.measure == "people" and quantity.unit_stated is not None and "次" in quantity.unit_stated:
        return rule.indicator.kind == "flow" and "participations" in measures
    if rule.measure == "institutions" and quantity.unit_stated == "个" and around.part_of:
        return False  # 教学班812个（初中529个、高中283个）
    if rule.measure in COUNTED and rule.indicator.kind != "ratio" and quantity.value % 1:
        return False
    if rule.measure in measures:
        return True
    return (
        "bare" in measures
        and (rule.measure == "people" or (rule.measure == "institutions" and not _of_people(around.sentence)))
        and quantity.value == int(quantity.value)
        and quantity.value >= BARE_FROM
        and (rule.measure == "people" or quantity.value <= BARE_SCHOOLS)
    )


def _of_people(sentence: str) -> bool:
    """专任教师4102人——小学1527: whether a number without a unit, beside a school, can be of people."""
    return "所" not in sentence and any(word in sentence for word in "人名生师位")


WHOLE_ENDS = (
    "的",
    "比例",
    "比重",
    "达到",
    "达",
    "为",
    "约",
    "近",
    "仅",
    "总数",
    "总量",
    "总人数",
    "人数",
    "数",
    "了",
)
WHOLE_STARTS = ("全县", "全区", "全市", "我县", "我区", "我市", "全部", "所有")


def _whole_fits(said: str, wholes: frozenset[str]) -> bool:
    """Whether what stands after 占 is one of the wholes that the reading allows."""
    text = said
    while any(text.endswith(word) for word in WHOLE_ENDS):
        for word in WHOLE_ENDS:
            text = text.removesuffix(word)
    if not text:
        return False
    plain = text
    for word in WHOLE_STARTS:
        plain = plain.removeprefix(word)
    return text in wholes or plain in wholes
