"""The dates of a sentence, and of those before it, that hold for a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tasks.extract.back_then import points_back, timing_back_then
from tasks.extract.clauses import Clause
from tasks.extract.goals import label_before
from tasks.extract.lexicon import Rule, Token
from tasks.extract.memory import COMPARED, Memory
from tasks.extract.quantities import Moment
from tasks.extract.series import year_compared_with
from tasks.extract.subjects import NEW_SUBJECT, OWN_OR_LEVEL
from tasks.extract.telling import PRESENT
from tasks.extract.timing import Timing, meant_timing, sets_time, told_timing
from tasks.records import Period

TO_DATE = ("截至目前", "到目前", "至目前", "迄今", "截止目前")
"""Up to now, from when a sentence before said: 自2018年工程启动以来，…。截至目前，新建校舍9万平方米."""
UNTIL = ("到", "至", "截至", "截止", "截止到")
FROM = ("从", "自")
PAIRING = ("from", "compare")
ASIDE = frozenset({"date", "link", "neutral", "figure"})
"""Of what kinds of words a figure of the year before consists that is told by the way."""
DEED_RATES = frozenset({"hazard_rectification_rate", "teacher_rotation_share"})
"""Rates of what was done, in the time of the clause that tells of it: 去年排查隐患96处，整改率99%."""


@dataclass(slots=True)
class Dating(Memory):
    """A sentence under reading, and the dates in it.

    of_years   the dates of figures that stand in a series of years, by the place of the figure
    """

    of_years: dict[int, Moment] = field(default_factory=dict)

    def moments(self, tokens: Sequence[Token]) -> list[Moment]:
        """The dates among tokens, those that a figure is only compared with left out."""
        found: list[Moment] = []
        for i, token in enumerate(tokens):
            if token.kind != "date":
                continue
            before = tokens[i - 1].text if i else ""
            behind = tokens[i + 1].text if i + 1 < len(tokens) else ""
            if before not in COMPARED and behind not in ("相比", "同期"):
                found.append(self.sentence.moments[token.index])
        return found

    def reaching(self, tokens: Sequence[Token], moments: list[Moment]) -> list[Moment]:
        """The dates with one span for a beginning and an end: 自2016年以来，到2018年底，…; 从今年到2021年….

        tokens   among which the dates stand
        """
        if len(moments) < 2 or not (moments[-2].kind == "since" or _from_now(tokens, moments[-2])):
            return moments
        end = moments[-1]
        last = next((i for i, t in enumerate(tokens) if t.kind == "date" and t.start == end.start), 0)
        year = end.period.year if end.period is not None else self.setting.year
        since = moments[-2].period
        if since is None and moments[-2].relative == 0 and self.setting.year is not None:
            since = Period(self.setting.year)
        if last == 0 or tokens[last - 1].text not in UNTIL or since is None or year is None:
            return moments
        if end.kind != "year" or end.relative not in (None, 0) or since.year >= year:
            return moments
        return [*moments[:-2], replace(end, period=Period(year, since.year), relative=None)]

    def dated(
        self, lead: Sequence[Clause], clause: Clause, rule: Rule, before: Sequence[Token]
    ) -> list[Token]:
        """The tokens before a figure whose dates hold for it: `before` are those of its own clause.

        Of earlier clauses those hold on that only set the time (自2012年以来，). What was done goes on in
        the time of the clause before it; so does a level behind one that opens with its date
        (2018年末全县有小学120所，幼儿园288所), unless its own clause speaks of the whole again, or of now.
        """
        flow = rule.indicator.kind == "flow" or rule.indicator.id in DEED_RATES
        label = label_before(self.clauses, clause)
        anew = not NEW_SUBJECT.isdisjoint(clause.words) or not OWN_OR_LEVEL.isdisjoint(clause.words)
        kept = [
            c
            for c in lead
            if sets_time(c)
            or c is label
            or c is clause.parent
            or (c.segment == clause.segment and (flow or (not anew and c.number in self.dated_levels)))
        ]
        kept = [c for c in kept if c is clause.parent or not self._aside(c)]
        return [*[token for c in kept for token in lasting(c)], *before]

    def _aside(self, clause: Clause) -> bool:
        """Whether a clause only says of the year before what the clause before it counts: 上年为295名."""
        if len(clause.figures) != 1 or not all(t.kind in ASIDE for t in clause.tokens):
            return False
        moments = [self.sentence.moments[t.index] for t in clause.tokens if t.kind == "date"]
        return any(m.relative is not None and m.relative < 0 and m.kind == "year" for m in moments)

    def told(self, timing: Timing, clause: Clause, before: Sequence[Token], level: bool) -> Timing:
        """A figure's timing where its own words give no year: by what the sentences before were telling of.

        before   the tokens of its own part of the sentence that lead to it
        """
        if self.telling is None:
            return timing
        first = next(c for c in self.clauses if c.segment == clause.segment).tokens[0].start
        said = self.sentence.text[first : before[-1].end] if before else ""
        if timing.status == "actual" and points_back(said):
            told = self.telling.time_before(self.sentence.text[self.sentence.start : first])
            return timing_back_then(said, self.moments(before), told)
        if timing.stated:
            return timing
        dates = [moment for moment in self.moments(before) if moment.kind != "day"]
        if dates:
            return meant_timing(timing, dates, self.setting)
        so_far = self.sentence.text[self.sentence.start : before[-1].end] if before else ""
        if not level and any(word in so_far for word in TO_DATE):
            since = self.telling.time_before()
            if since is not None and since.moment.kind == "since":
                return told_timing(timing, since, before, self.setting, level)
        if any(word in said for word in PRESENT):
            return timing
        told = self.telling.time_before(self.sentence.text[self.sentence.start : first])
        return timing if told is None else told_timing(timing, told, before, self.setting, level)

    def pair_dates(
        self, lead: Sequence[Clause], clause: Clause, rule: Rule, at: int, later: bool
    ) -> list[Moment]:
        """The dates of a then-and-now figure that has none beside it.

        The later one has that of its sentence (2018年，由85%提高到88%), the earlier one that to which it is
        compared (与2015年相比，由52所增加到85所; 比2015年的78%提高到91%).
        """
        tokens = clause.tokens
        if later:
            pairs = (i for i, t in enumerate(tokens[:at]) if t.kind in PAIRING or t.text in COMPARED)
            own = self.moments(self.dated(lead, clause, rule, tokens[: next(pairs, at)]))
            opening = [c.tokens[0] for c in lead if c.segment == clause.segment and c is not clause]
            return own or self.moments([t for t in opening[:1] if t.kind == "date"])  # 2022年新增…，由…到…
        before = [*(t for c in lead if c.segment == clause.segment for t in c.tokens), *tokens[:at]]
        return year_compared_with(before, self.sentence.moments)


def lasting(clause: Clause) -> list[Token]:
    """The tokens of a clause but for the date that only its earlier figure has: 由2005年的33所到21所."""
    tokens = clause.tokens
    to = next((i for i, t in enumerate(tokens) if t.kind == "to"), None)
    if to is None or not any(i < to for i in clause.figures):
        return tokens
    start = next((i for i, t in enumerate(tokens[:to]) if t.kind == "from"), to)
    return [t for i, t in enumerate(tokens) if not (start < i < to and t.kind == "date")]


def _from_now(tokens: Sequence[Token], moment: Moment) -> bool:
    """Whether a date is the present that a span begins with: 从今年到2021年."""
    at = next((i for i, t in enumerate(tokens) if t.kind == "date" and t.start == moment.start), 0)
    return moment.relative == 0 and at > 0 and tokens[at - 1].text in FROM and tokens[at + 1].text in UNTIL
