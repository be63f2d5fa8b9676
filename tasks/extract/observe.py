"""A report to its observations: rows of the schema, each with its quote in the original text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from indicators.schemas import OCR_UNSURE, OUT_OF_RANGE, READ_BY_OCR
from tasks.extract.context import Fact
from tasks.extract.lexicon import Lexicon
from tasks.extract.reader import SentenceReader
from tasks.extract.timing import Setting
from tasks.records import Document, Heading, Paragraph, Report

SAME = ("indicator", "value", "status", "year", "from_year", "bound")
"""What makes two statements of a report the same fact."""
LONGEST = 1_200
"""Sentences have some hundred characters; reading takes more than twice the time for twice the length."""
UNSURE = 0.9
"""Of printed lines with figures, blurred on purpose, 9 of 21 below this were misread, and 5 of 224 above."""
SENTENCE_END = re.compile(r"[。！？\n]")

Row = dict[str, Any]


def observations_of(report: Report, lexicon: Lexicon) -> list[Row]:
    """The facts of a report as rows of `indicators.schemas.Observations`, in the order of the text.

    The same fact said again is one row, the first.
    """
    reader = SentenceReader(lexicon, report.names)
    rows: list[Row] = []
    seen: set[tuple[object, ...]] = set()
    lead: tuple[Heading, ...] | None = None
    for paragraph in report.paragraphs:
        setting = setting_of(report, paragraph)
        if lead is not None and paragraph.headings[: len(lead)] != lead:
            lead = None
        headings = " ".join(heading.title for heading in paragraph.headings)
        meant = False
        reader.next_paragraph()
        for start, end in sentences_of(report.text.text, paragraph.start, paragraph.end):
            sentence = report.text.text[start:end].lstrip()
            if sentence.startswith(_leads(report, lexicon)):
                lead = paragraph.headings
            meant = meant or sentence.startswith(lexicon.vocabulary.plan_opening)
            if (lead is not None or meant) and not setting.plan:
                setting = Setting(report.year, True, report.year + 1 if report.year is not None else None)
            if not lexicon.worth_reading(sentence):
                continue
            for fact in reader.read(report.text.text, start, end, setting, headings):
                row = _row(report, fact, start, end)
                key = (
                    row["indicator"],
                    row["value"],
                    row["status"],
                    row["year"],
                    row["from_year"],
                    row["bound"],
                )
                if key not in seen:
                    seen.add(key)
                    rows.append(row)
    return rows


def _leads(report: Report, lexicon: Lexicon) -> tuple[str, ...]:
    """How a sentence opens from which on a report speaks of what is to come, up to the next heading."""
    leads = lexicon.vocabulary.plan_lead
    return leads if report.year is None else (*leads, f"{report.year + 1}年，", f"到{report.year + 1}年")


def setting_of(report: Report, paragraph: Paragraph) -> Setting:
    """The year and mood of a paragraph: a plan's year is its heading's, or the one after the report's."""
    plan = paragraph.plan
    if plan is None and report.plan:
        return Setting(report.year, True, report.year)
    if plan is None:
        return Setting(report.year, from_year=report.from_year)
    year = plan.year or next((h.year for h in reversed(paragraph.headings) if h.plan and h.year), None)
    if year is None and report.year is not None:
        year = report.year + 1
    return Setting(report.year, True, year)


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


def _row(report: Report, fact: Fact, sentence_start: int, sentence_end: int) -> Row:
    text = report.document.text
    start, end = report.text.original(fact.start, fact.end)
    whole_start, whole_end = report.text.original(sentence_start, sentence_end)
    indicator = fact.rule.indicator
    flags = [*report.flags, *_ocr_flags(report.document, start, end)]
    if not indicator.valid[0] <= fact.value <= indicator.valid[1]:
        flags.append(OUT_OF_RANGE)
    value = round(fact.value, 8)
    identity = f"{report.id}|{indicator.id}|{value!r}|{fact.timing.status}|{fact.timing.year}|{start}"
    return {
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
        "doubt": round(fact.doubt, 3),
        "quote": text[start:end],
        "start": start,
        "end": end,
        "sentence": text[whole_start:whole_end].strip(),
        "flags": flags,
    }


def _ocr_flags(document: Document, start: int, end: int) -> list[str]:
    """Whether OCR read what stands between two places, and whether it was unsure of a line of it."""
    lines = [line for line in document.recognised if line.start < end and start < line.end]
    if not lines:
        return []
    unsure = min(line.confidence for line in lines) < UNSURE
    return [READ_BY_OCR, OCR_UNSURE] if unsure else [READ_BY_OCR]
