"""A sentence to its facts: every figure with its frame, its indicator, its year and status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from tasks.extract.claims import claims_in, may_claim
from tasks.extract.clauses import Clause
from tasks.extract.context import Context, Fact
from tasks.extract.continuing import (
    done_again,
    fulfilled,
    listed_on,
    of_the_whole,
    own_again,
    rate_of_same,
    same_again,
    shares_owner,
    year_of_span,
)
from tasks.extract.deeds import deed_frames
from tasks.extract.demands import asked_of_all, in_a_row
from tasks.extract.divided import announced_frame
from tasks.extract.exclusions import NORMS, RULED, no_statement
from tasks.extract.frames import Around, Frame, counted_behind, left_frame, right_frame, soft
from tasks.extract.having import had_behind
from tasks.extract.labels import LONGEST_LABEL, labelled_thing
from tasks.extract.lexicon import NONE, Lexicon, Token
from tasks.extract.lists import elliptic_frame, joint_rates, listed_frame
from tasks.extract.matching import Surroundings, composed, match_frame, may_match, together
from tasks.extract.memory import COMPARED, NOTHING, Carried
from tasks.extract.money import money_fact
from tasks.extract.names import apposition, named_part
from tasks.extract.of_lists import frames_of_all, one_of_a_list
from tasks.extract.quantities import Quantity
from tasks.extract.reach import part_named
from tasks.extract.school_totals import school_total
from tasks.extract.series import dates_of_series, place_in_series, rises, said_apart, same_at_another_time
from tasks.extract.sieve import ALL
from tasks.extract.spoken import spoken_frames
from tasks.extract.standing import in_bracket, stands
from tasks.extract.telling import Telling
from tasks.extract.timing import Setting
from tasks.extract.tokens import Sentence, cut_sentence, figures_of
from tasks.extract.totals import with_totals
from tasks.extract.year_before import level_of_the_year_before

REACHED = ("达", "达到", "达到了", "已达", "已达到", "共达", "总数达", "总数达到", "升至")
"""How a clause opens that says what a number has come to: …比上年增加3所，达到85所."""

RATED = frozenset({"percent", "bare"})
"""What a rate or a coefficient may be, which the next stage of a list has too."""

CLASSES = ("个班", "个教学班", "个班级")
"""Who is counted behind so many classes is a pupil."""


class SentenceReader:
    """Reads the sentences of one report. `names` are those of its place, the full one first, if known."""

    def __init__(self, lexicon: Lexicon, names: tuple[str, ...] = ()) -> None:
        self._lexicon = lexicon
        self._names = names
        self._before: Context | None = None
        self._passed: list[tuple[str, int, int, Setting, str] | Token | str] = []
        self._topics = 0
        self._label = ""
        self._telling = Telling(lexicon.quantities)

    def next_paragraph(self, heading: str = "") -> None:
        """Forget what the sentences of the paragraph before spoke of; `heading` is the nearest above it."""
        self._telling.forget()
        self._before = None
        self._passed.clear()
        self._topics = 0
        self._label = ""
        self.note_label(heading)

    def note_label(self, words: str) -> None:
        """Note a heading, or a sentence without a figure, that only names what follows speaks of: ——初中。"""
        words = words.strip("：。-— \n？?！【】■▲●◆·")
        self._label = part_named(words) if len(words) <= LONGEST_LABEL else self._label
        thing = labelled_thing(self._lexicon, words)
        if thing is not None:
            self._passed.append(Token(thing, 0, 0, "", "thing", self._lexicon.things[thing]))
            self._topics |= self._lexicon.sieve.dimensions_in(thing)

    def pass_over(self, sentence: str) -> None:
        """Note what a sentence without a figure speaks of: the label that it is, or the stages it names."""
        self._passed.append(sentence)
        self.note_label(sentence)
        self._telling.note(sentence)

    def read(self, text: str, start: int, end: int, setting: Setting, headings: str) -> list[Fact]:
        """The facts of the sentence text[start:end], in the order of their figures."""
        sieve = self._lexicon.sieve
        own = sieve.dimensions_in(text[start:end])
        dimensions = own | self._topics
        found = figures_of(self._lexicon, text, start, end) if dimensions else None
        if found is None or not sieve.lets_through(dimensions, found.quantities):
            self._passed.append((text, start, end, setting, headings))
            self._topics |= own
            self._telling.note(text[start:end])
            return []
        sentence = cut_sentence(self._lexicon, text, start, end, self._names, found)
        context = self._context(sentence, setting, headings)
        context.reach.label = self._label
        if not context.own:
            context.inherit(self._carried())
        self._before = context
        self._passed.clear()
        context.telling = self._telling
        facts = [fact for clause in context.clauses for fact in self._clause(context, clause)]
        self._label = context.reach.label
        self._telling.note(text[start:end])
        if context.topic is not None:
            self._topics |= sieve.dimensions_in(context.topic.text)
        done = context.done()
        if done is not None:
            self._topics |= sieve.dimensions_in(done.head.text)
        return with_totals(context, facts)

    def _context(self, sentence: Sentence, setting: Setting, headings: str) -> Context:
        place_name = self._names[0] if self._names else None
        return Context.of(self._lexicon, sentence, setting, headings, place_name)

    def _carried(self) -> Carried:
        """What the sentences before this one leave to it: asked for only where it speaks of no place itself.

        Those without a fact were passed over, and are read only now.
        """
        carried = self._before.carry() if self._before is not None else NOTHING
        for passed in self._passed:
            if isinstance(passed, Token):
                carried = replace(carried, topic=passed)
                continue
            if isinstance(passed, str):
                stages = self._lexicon.stages_in(passed)
                carried = replace(carried, stages=stages, kinds=NONE) if stages else carried
                continue
            text, start, end, setting, headings = passed
            sentence = cut_sentence(self._lexicon, text, start, end, self._names)
            context = self._context(sentence, setting, headings)
            if not context.own:
                context.inherit(carried)
            for clause in context.clauses:
                for _ in self._clause(context, clause):
                    pass  # what a clause leaves to the next ones is noted on the way; there are no facts
            carried = context.carry()
        return carried

    def _clause(self, context: Context, clause: Clause) -> Iterator[Fact]:
        tokens = clause.tokens
        whole_county = context.enter(clause)
        taken: set[int] = set()
        if whole_county and may_claim(context, clause):
            for fact, span in claims_in(context, clause):
                taken.update(span)
                context.note_claim(clause, fact.rule)
                yield fact
        low = 0
        named = False
        meant: list[Fact] = []
        for at, high in pairwise((*clause.figures, len(tokens))):
            quantity = context.sentence.quantities[tokens[at].index]
            if whole_county and at not in taken and quantity.measures:
                facts = self._of_years(context, clause, low, at, quantity)
                if facts is None:
                    facts = self._figure(context, clause, low, at, high, quantity)
                    meant = [fact for fact in facts if fact.timing.status == "planned"]
                    facts = [fact for fact in facts if stands(context, clause, low, at, fact)]
                context.last_facts = facts or meant
                named = named or bool(facts)
                if not facts and "money" not in quantity.measures:
                    context.reach.note_unread(clause, low, at)
                yield from facts
            if clause.eventful and not any(t.text in COMPARED for t in tokens[low:at]):
                context.note_events(tokens[low:at])  # not of 比上年增加2所
            if clause.grouped:
                context.note_hazards(tokens[low:at])
            if quantity.measures:
                low = at + 1
        if clause.eventful:
            context.note_events(tokens[low:])
        context.note_nouns(clause)
        if clause.figures and not named:
            context.reach.note_unnamed(clause)

    @staticmethod
    def _of_years(
        context: Context, clause: Clause, low: int, at: int, quantity: Quantity
    ) -> list[Fact] | None:
        """The facts of a figure that says of another year what one before it says. None where it does not."""
        earlier = level_of_the_year_before(context, clause, low, at, quantity)
        moments = context.sentence.moments
        if earlier or not moments:
            return earlier or None
        dates = dates_of_series(context.leading(clause), clause, at, moments)
        if dates:
            if listed_frame(context.lexicon, clause.tokens, at):
                return []  # two years, and two stages: which of them does the figure mean?
            place, count = place_in_series(clause, at)
            if len(dates) == count:
                context.of_years[clause.tokens[at].start] = dates[place]
                return context.again(clause, at, quantity) if place else None
            if said_apart(clause, at):
                return []  # two years and three figures: which is of which?
        if low == 0 and context.last_facts and in_bracket(context, clause):
            return None  # 2018年招聘246人（高中教师18人），今年268人
        if context.last_facts and same_at_another_time(context.clauses, clause, low, at):
            return context.again(clause, at, quantity) or None
        return None

    def _figure(
        self, context: Context, clause: Clause, low: int, at: int, high: int, quantity: Quantity
    ) -> list[Fact]:
        tokens = clause.tokens
        asked = asked_of_all(context, clause, low, at, quantity)
        if asked or no_statement(tokens, at, quantity):
            context.ruled = clause.segment
            due = left_frame(tokens, low, at)
            if isinstance(due, Frame) and any(token.kind == "undone" for token in tokens[low:at]):
                context.last_frame = due  # 应配保安员209人，实际配备221人
            elif isinstance(due, Frame) and (asked or not RULED.isdisjoint(clause.words)):
                kept = tuple(token for token in due.residue if token.text not in NORMS)
                context.last_frame = replace(due, residue=kept)  # 国家规定毛入园率85%，我县达92.3%
            return []
        left = (context.headed(clause, at) if low == 0 else None) or left_frame(tokens, low, at)
        staged = isinstance(left, Frame) and left.head.text in context.lexicon.stages
        if staged and context.ruled == clause.segment and RATED & quantity.measures:
            return []  # 规定的差异系数小学为0.65，初中为0.55
        if isinstance(left, Around) and left.share and low == 0:
            owner = context.share_of_headed(clause, at)
            left = replace(owner, share=True, whole=left.whole, to=left.to) if owner else left
        if "money" in quantity.measures:
            fact = money_fact(context, clause, low, at, quantity, left)
            return [fact] if fact else []
        if isinstance(left, Frame) and left.compare and not left.to and rises(tokens, at):
            left = replace(left, compare=False, growth=False, then=True)  # 比2015年的78%提高到91%
        if isinstance(left, Around) and left.blocked and any(t.kind == "area" for t in tokens[low:at]):
            context.last_frame = None  # …率77.3%，农村受教育面由26%上升至50.64%
        if left.compare and not left.to:
            if isinstance(left, Frame):
                context.last_frame = replace(left, compare=False, growth=False)
            return []
        if left.growth and not left.to and "percent" in quantity.measures:
            return []
        around: Surroundings | None = None
        found: list[Fact] = []
        listed = one_of_a_list(context, clause, at)
        apart = listed is None and clause.tokens[at].start not in context.of_years
        if apart and not RATED.isdisjoint(quantity.measures) and in_a_row(tokens, at):
            return []  # 整改率分别为98.4%、100%、100%: of what each of them is, nobody says
        if any(mark in clause.text for mark in ALL):
            around = self._around(context, clause, low, at)
            for frame in frames_of_all(context, clause, low, at):
                matches = match_frame(frame, quantity, around)
                found += [context.fact(clause, at, quantity, match, frame) for match in matches]
            if found:
                return found
        elif "percent" in quantity.measures and isinstance(left, Frame) and listed is None:
            rates = joint_rates(tokens, low, at)
            if rates:
                around = self._around(context, clause, low, at)
                matched = [(m, rate) for rate in rates for m in match_frame(rate, quantity, around)]
                if len(matched) == len(rates):
                    return [context.fact(clause, at, quantity, m, rate) for m, rate in matched]
        if context.goes_on and context.last_frame is not None and not RATED.isdisjoint(quantity.measures):
            same = elliptic_frame(context.lexicon, tokens, low, at, left, context.last_frame)
            if same is not None:
                around = around or self._around(context, clause, low, at)
                matches = match_frame(same, quantity, around)
                if matches:
                    context.note_frame(same, True, quantity, clause)
                    return [context.fact(clause, at, quantity, match, same) for match in matches]
        for found_frame in self._frames(context, clause, low, at, high, left, quantity, listed):
            frame = composed(context.lexicon, found_frame)
            frame = listed_on(context, clause, low, at, quantity, frame)
            fitting = may_match(frame, quantity) and not shares_owner(context, clause, low, frame)
            if around is None and (fitting or frame.residue or frame.verb or frame.events):
                # as things are before the frame is noted: one of another dimension, alone, changes nothing
                around = self._around(context, clause, low, at)
            matches = match_frame(frame, quantity, around) if fitting and around else []
            context.note_frame(frame, bool(matches), quantity, clause)
            context.share_of_same(quantity, matches)
            if matches:
                found = [context.fact(clause, at, quantity, match, frame) for match in matches]
                return [fact for fact in found if not context.is_part(fact)]
        for frame in (
            *spoken_frames(context, clause, low, at, left, quantity),
            *deed_frames(context, clause, low, at, left),
        ):
            around = around or self._around(context, clause, low, at)
            matches = match_frame(frame, quantity, around)
            if matches:
                context.note_frame(frame, True, quantity, clause)
                return [context.fact(clause, at, quantity, match, frame) for match in matches]
        context.note_unknown(quantity, clause, tokens[at - 1] if at > low else None)
        return []

    @staticmethod
    def _around(context: Context, clause: Clause, low: int, at: int) -> Surroundings:
        """What the figure at index `at` inherits."""
        around = context.surroundings(clause)
        if any(t.kind == "figure" and t.text.endswith(CLASSES) for t in clause.tokens[low:at]):
            around.governors |= {"students"}  # 小学1313个班29850人
        around.narrowed = around.narrowed or context.reach.shares_list(clause, low, at)
        around.part_of = around.part_of and not year_of_span(context, clause, low, at)
        return around

    @staticmethod
    def _frames(
        context: Context,
        clause: Clause,
        low: int,
        at: int,
        high: int,
        left: Frame | Around,
        quantity: Quantity,
        listed: Frame | None,
    ) -> Iterator[Frame]:
        """What the figure may be of, the likeliest first."""
        tokens = clause.tokens
        whole = school_total(context, clause, low, at, quantity)
        if whole is not None:
            context.events = NONE  # its parts are there as it is, whatever was done before
            yield whole
            return
        if listed is not None:
            yield listed
            return
        if at == low and low > 0 and context.last_frame is not None:
            both = together(context.lexicon, tokens, at, context.last_frame)
            if both is not None:
                yield both  # 公办园52所6590名幼儿
            yield context.last_frame  # 资助学生357703人次约6414万元
            return
        if low > 0 or clause.number > 0:
            part = of_the_whole(context, clause, low, at, quantity)
            if part is not None:
                yield part
            rate = rate_of_same(context, clause, low, at, quantity)
            if rate is not None:
                yield rate
        if isinstance(left, Frame) and not counted_behind(tokens, at, high):
            yield left
            if left.link or not left.events:
                return
        bare = at == 0 and bool(context.kinds.get(clause.segment))  # 小学12所，35所幼儿园
        right = right_frame(tokens, low, at, high, context.goes_on or clause.parent is not None or bare)
        if right is not None:
            named = named_part(context.lexicon, tokens, at + 1, high)
            if named is None or apposition(tokens, low, at):
                yield right
                yield from had_behind(context.lexicon, tokens, low, at, right)
                return
        meant = low == 0 and fulfilled(context, clause, at)
        if isinstance(left, Around) and not meant:
            more = done_again(context, clause, low, at, quantity, left)
            if more is not None:
                yield more
                return
        reached = low == 0 and bool(tokens[:at]) and tokens[0].text in REACHED
        if isinstance(left, Around) and context.last_frame and not left.blocked and low == 0:
            last = context.last_frame
            due = not last.events and any(t.text == "实际" for t in tokens[:at])
            done = last.events if meant else NONE
            if (due or done or left.events & last.events) and same_again(tokens[:at]):
                events = left.events | done
                yield replace(last, events=events, level=True, growth=False, start=tokens[0].start)
                return
        announced = announced_frame(context, clause, low, at, left)
        if announced is not None:
            yield announced
            return
        again = isinstance(left, Around) and (left.share or left.to or reached) and not left.blocked
        named = (
            low == 0 and context.has_subject(clause) and all(soft(t) or t.kind == "link" for t in tokens[:at])
        )
        named = named or own_again(context, clause, low, at)
        again = again or (isinstance(left, Around) and not left.blocked and named)
        if again and isinstance(left, Around) and context.last_frame:
            pair = left.to and low > 0 and any(t.kind == "from" for t in tokens[:low])
            yield replace(
                context.last_frame,
                events=frozenset() if reached else context.last_frame.events,
                share=left.share or (pair and context.last_frame.share),
                whole=left.whole if left.share or not pair else context.last_frame.whole,
                to=left.to,
                then=left.then,
                growth=False,
                level=True,
                start=tokens[at].start,
            )
