"""A report to its observations: rows of the schema, each with its quote in the original text."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator, Sequence
from typing import Any

from indicators.doubts import load_doubts
from indicators.schemas import OCR_UNSURE, OUT_OF_RANGE, READ_BY_OCR, STATED_OTHERWISE
from tasks.extract.change_rows import SAME, FoundChange, change_rows, same_fact
from tasks.extract.context import Fact
from tasks.extract.doubt import NO_YEAR
from tasks.extract.lexicon import Lexicon
from tasks.extract.lines import DashedList
from tasks.extract.parts import DividedCount, MeantList, plan_of, setting_of
from tasks.extract.reader import SentenceReader
from tasks.extract.stated_changes import changes_in, may_compare
from tasks.extract.table_reading import table_facts
from tasks.extract.timing import Setting
from tasks.extract.tokens import figures_of
from tasks.extract.wholes import parts_of_wholes
from tasks.records import Document, Heading, Report

ONE_FACT = ("indicator", "status", "year", "from_year")
"""What two figures of one fact share."""
NEARLY = 0.05
"""How far from a figure 约 and 近 reach."""
ROUNDED, RATES = 0.003, ("%", "1")
"""How far a count is rounded where it is said in short (4.48万 for 44786); a rate is not."""
UNDATED = tuple(name for name in SAME if name not in ("year", "from_year"))
"""The same, for a statement that names no year."""
LONGEST = 1_200
"""Sentences have some hundred characters; reading takes more than twice the time for twice the length."""
UNSURE = 0.9
"""Of printed lines with figures, blurred on purpose, 9 of 21 below this were misread, and 5 of 224 above."""
HEADLINE, SAID = 40, ("。", "！", "？", "；", "，")
"""The longest headline, and how a sentence ends that is none."""
SENTENCE_END = re.compile(r"[。！？\n]")

ONE_STAGE = [frozenset({stage}) for stage in ("preschool", "senior", "vocational", "special")]
"""What a title may name that is a part of education; 中小学 is said in short of all of it."""

Row = dict[str, Any]
Read = tuple[Row, frozenset[str]]


def observations_of(report: Report, lexicon: Lexicon) -> list[Row]:
    """The facts of a report as rows of `indicators.schemas.Observations`, in the order of the text.

    The same fact said again is one row, the first; the one that names its year, where another does not.
    """
    return [row for row, _ in with_signs(report, lexicon)]


def observations_and_changes(report: Report, lexicon: Lexicon) -> tuple[list[Row], list[Row]]:
    """The facts of a report, and what it says of how they differ from earlier years.

    Rows of `Observations` as `observations_of` gives them, and of `indicators.schemas.StatedChanges`.
    """
    found: list[FoundChange] = []
    rows = [row for row, _ in with_signs(report, lexicon, found)]
    return rows, change_rows(report, found, rows)


def with_signs(report: Report, lexicon: Lexicon, changes: list[FoundChange] | None = None) -> list[Read]:
    """The facts of a report as `observations_of` gives them, each with the signs behind its doubt.

    `changes` is filled with what the sentences say of earlier years, where it is given.
    """
    reader = SentenceReader(lexicon, report.names)
    found = list(_of_prose(report, lexicon, reader, changes))
    if report.tables:
        found += _of_tables(report, lexicon, reader)
        found.sort(key=lambda each: int(each[0]["start"]))
    first: dict[tuple[object, ...], Read] = {}
    for row, signs in found:
        first.setdefault(same_fact(row), (row, signs))
    dated = {_undated(row) for row, _ in first.values() if row["year"] is not None}
    kept = [
        (row, signs) for row, signs in first.values() if row["year"] is not None or _undated(row) not in dated
    ]
    kept = _without_headlines(kept)
    parts = parts_of_wholes([row for row, _ in kept])
    kept = [each for place, each in enumerate(kept) if place not in parts]
    _flag_contradictions([row for row, _ in kept])
    return kept


def _without_headlines(read: Sequence[Read]) -> list[Read]:
    """The facts without those of a headline that says in short, as if done, what the text says is meant."""
    planned = {(row["indicator"], row["value"]) for row, _ in read if row["status"] == "planned"}
    return [
        (row, signs)
        for row, signs in read
        if row["status"] == "planned"
        or (row["indicator"], row["value"]) not in planned
        or len(row["sentence"]) > HEADLINE
        or row["sentence"].endswith(SAID)
    ]


def _undated(row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in UNDATED)


def _flag_contradictions(rows: Sequence[Row]) -> None:
    """Flag the facts of which the report states another figure that does not go with theirs.

    Without a year nobody can say whether two figures are of the same time.
    """
    same: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        if row["year"] is not None:
            same.setdefault(tuple(row[name] for name in ONE_FACT), []).append(row)
    for group in same.values():
        low = max(_span(row)[0] for row in group)
        high = min(_span(row)[1] for row in group)
        if low > high:
            for row in group:
                row["flags"].append(STATED_OTHERWISE)


def _span(row: Row) -> tuple[float, float]:
    """The values that a figure allows for by its bound."""
    value, bound = float(row["value"]), row["bound"]
    if bound == "at_least":
        return value, math.inf
    if bound == "at_most":
        return -math.inf, value
    reach = NEARLY if bound == "approx" else 0.0 if row["unit"] in RATES else ROUNDED
    return value * (1 - reach), value * (1 + reach)


def _of_prose(
    report: Report, lexicon: Lexicon, reader: SentenceReader, changes: list[FoundChange] | None
) -> Iterator[Read]:
    lead: tuple[Heading, ...] | None = None
    text = report.text.text
    leads, plan_opening = _leads(report, lexicon), lexicon.vocabulary.plan_opening
    openings = frozenset(words[0] for words in (*leads, *plan_opening))
    listed = MeantList(lexicon.vocabulary.list_lead)
    dashed, divided = DashedList(), DividedCount()
    for paragraph in report.paragraphs:
        listed.enter(paragraph, text)
        counted = divided.enter(paragraph, text)
        divides = dashed.enter(text[paragraph.start : paragraph.end].strip()) or counted
        setting: Setting | None = None
        headings = ""
        if lead is not None and paragraph.headings[: len(lead)] != lead:
            lead = None
        meant = False
        if not divides:
            reader.next_paragraph(paragraph.headings[-1].title if paragraph.headings else "")
        for start, end in sentences_of(text, paragraph.start, paragraph.end):
            sentence = text[start:end].lstrip()
            if sentence[:1] in openings:
                if sentence.startswith(leads):
                    lead = paragraph.headings
                meant = meant or sentence.startswith(plan_opening)
            if not lexicon.worth_reading(sentence):
                reader.pass_over(sentence)
                continue
            if setting is None:
                setting = setting_of(report, paragraph.headings)
                headings = _said_above(report, paragraph.headings, lexicon)
            if (lead is not None or meant or listed.here) and not setting.plan:
                setting = plan_of(report)
            facts = reader.read(text, start, end, setting, headings)
            if not facts:
                continue
            said = report.document.text[slice(*report.text.original(start, end))]
            rows = [_row(report, fact, report.text.original(fact.start, fact.end), said) for fact in facts]
            yield from rows
            if changes is not None and may_compare(text[start:end]):
                quantities = figures_of(lexicon, text, start, end).quantities
                of = {id(fact): row for fact, (row, _) in zip(facts, rows, strict=True)}
                changes += [
                    FoundChange(stated, of[id(stated.fact)], said.strip())
                    for stated in changes_in(text, facts, quantities, report.year)
                ]


def _of_tables(report: Report, lexicon: Lexicon, reader: SentenceReader) -> Iterator[Read]:
    text = report.document.text
    for table in report.tables:
        setting = setting_of(report, table.headings)
        for found in table_facts(table, lexicon, reader, setting):
            row = text[found.start : found.row_end]
            shown = f"{text[slice(*found.heads)]}\n{row}" if found.heads else row
            yield _row(report, found.fact, (found.start, found.end), shown)


def _said_above(report: Report, headings: Sequence[Heading], lexicon: Lexicon) -> str:
    """The headings above a paragraph, and the title where there is none, or where it alone names a stage.

    全县学前教育公告 over a paragraph headed 师资: its teachers are those of kindergartens.
    """
    title = report.title or ""
    said = " ".join([heading.title for heading in headings])
    of_one = lexicon.stages_in(title) in ONE_STAGE and not lexicon.stages_in(said)
    return f"{title} {said}" if said and of_one else said or title


def _leads(report: Report, lexicon: Lexicon) -> tuple[str, ...]:
    """How a sentence opens from which on a report speaks of what is to come, up to the next heading."""
    leads = lexicon.vocabulary.plan_lead
    return leads if report.year is None else (*leads, f"{report.year + 1}年，", f"到{report.year + 1}年")


def sentences_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the sentences between two places, each with its end mark, none longer than LONGEST."""
    at = start
    while at < end:
        match = SENTENCE_END.search(text, at, min(end, at + LONGEST))
        stop = match.end() if match else min(end, at + LONGEST)
        if match is None and stop < end:  # a sentence without end: cut at the last comma
            comma = max(text.rfind(mark, at, stop) for mark in "；，、")
            stop = comma + 1 if comma > at else stop
        yield at, stop
        at = stop


def _row(report: Report, fact: Fact, span: tuple[int, int], sentence: str) -> Read:
    """A fact as a row, and its signs; `span` is that of its quote in the document's text."""
    start, end = span
    indicator = fact.rule.indicator
    flags = [*report.flags, *_ocr_flags(report.document, start, end)]
    if not indicator.valid[0] <= fact.value <= indicator.valid[1]:
        flags.append(OUT_OF_RANGE)
    value = round(fact.value, 8)
    identity = f"{report.id}|{indicator.id}|{value!r}|{fact.timing.status}|{fact.timing.year}|{start}"
    signs = fact.signs | {NO_YEAR} if report.year is None else fact.signs
    row = {
        "observation_id": hashlib.sha256(identity.encode()).hexdigest()[:16],
        "report_id": report.id,
        "source": report.document.source.location,
        "snapshot": report.document.snapshot,
        "region_code": report.place.code if report.place else None,
        "region_name": report.place.name if report.place else None,
        "indicator": indicator.id,
        "value": value,
        "unit": indicator.unit,
        "value_stated": fact.value_stated,
        "unit_stated": fact.unit_stated,
        "bound": fact.bound,
        "status": fact.timing.status,
        "year": fact.timing.year,
        "from_year": fact.timing.from_year,
        "method": "stated",
        "rule": fact.rule.name,
        "doubt": load_doubts().of(signs),
        "quote": report.document.text[start:end],
        "start": start,
        "end": end,
        "sentence": sentence.strip(),
        "flags": flags,
    }
    return row, signs


def _ocr_flags(document: Document, start: int, end: int) -> list[str]:
    """Whether OCR read what stands between two places, and whether it was unsure of a line of it."""
    lines = [line for line in document.recognised if line.start < end and start < line.end]
    if not lines:
        return []
    unsure = min(line.confidence for line in lines) < UNSURE
    return [READ_BY_OCR, OCR_UNSURE] if unsure else [READ_BY_OCR]
