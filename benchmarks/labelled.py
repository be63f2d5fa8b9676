"""The labelled documents: what they are, what was read from each, and how far two labellings agree.

Of the short documents one half is for building the rules, the other is only ever looked at as a score: no
function here gives its errors. Which half a document is in is told by its name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.scoring import Error, Labels, Page, Row, Score, disputed, only, score
from indicators.catalogue import load_catalogue
from indicators.errors import QuestionError
from tasks.fetch.registry import read_sources
from tasks.parse.document import Helpers, parse
from tasks.reading import PageReading, read_snapshot
from tasks.records import Document, Refusal, Snapshot, Source

ROOT = Path(__file__).parents[1]
LABELLED = ROOT / "tests" / "labelled"
SHORT = LABELLED / "short"
AGAIN = SHORT / "again"
REGISTRY = ROOT / "deployments" / "sample" / "sources.toml"
SHARED_REPORTS = ROOT.parent / "shared" / "reports"

FURTHER = LABELLED / "further"
BUILDING, UNSEEN, SAMPLE, SHARED = "short-building", "short-unseen", "sample", "shared-reports"
INVENTED = "further"
SETS = (BUILDING, UNSEEN, INVENTED, SAMPLE, SHARED)
TEXTS = (".txt", ".html", ".docx")
"""Forms that every machine reads."""
WANTING = ("no text layer", "unsupported form")
"""Why a page is refused where OCR or LibreOffice is missing."""

ENDS = "。！？；!?;\n"


def half(name: str) -> int:
    """Which half a short document is in by its name: 0 the building one, 1 the unseen one."""
    return int(hashlib.sha256(name.encode("utf-8")).hexdigest(), 16) % 2


def at_hand(name: str) -> bool:
    """Whether the documents of a set are there; only the shared reports may be missing."""
    return name != SHARED or SHARED_REPORTS.is_dir()


@cache
def documents(name: str) -> tuple[tuple[Snapshot, Labels], ...]:
    """The documents of a set with their labels, by the name of the file of labels."""
    if name == SAMPLE:
        files = {each.path.name: each for each in read_sources([REGISTRY])}
        labels = _labels(LABELLED / "sample")
        return tuple((_snapshot(files[x["file"]].path, files[x["file"]].source), x) for x in labels)
    folder = {SHARED: SHARED_REPORTS, INVENTED: FURTHER}.get(name, SHORT)
    chosen = [
        x for x in _labels(folder) if folder != SHORT or half(x["id"]) == (BUILDING, UNSEEN).index(name)
    ]
    return tuple((_snapshot(folder / x["file"], Source(x["id"], x["file"])), x) for x in chosen)


@cache
def reading(snapshot: Snapshot) -> PageReading:
    """What was read from a document. Read once a process."""
    return read_snapshot(snapshot)


@cache
def wants_more(snapshot: Snapshot) -> bool:
    """Whether only OCR or LibreOffice reads a document."""
    if snapshot.source.location.endswith(TEXTS):
        return False
    parsed = parse(snapshot, Helpers())
    return isinstance(parsed, Refusal) and parsed.reason in WANTING


def pages(name: str) -> list[Page]:
    """What is scored: the facts read from each document of a set, and its labels.

    Scans and old Office files are left out: not every machine reads them, and the score is to be the
    same on all.
    """
    return [
        (list(reading(snapshot).observations), labels)
        for snapshot, labels in documents(name)
        if not wants_more(snapshot)
    ]


@cache
def score_of(name: str, domain: str | None = None) -> Score:
    """The score of a set, or of a domain of the catalogue in it; of the unseen half the counts alone."""
    scored = pages(name)
    if domain is not None:
        scored = only(scored, {indicator.id for indicator in load_catalogue().of_domain(domain)})
    whole = score(scored)
    return replace(whole, errors=()) if name == UNSEEN else whole


def errors_of(name: str) -> list[Error]:
    """Every error of a set with its sentence, document by document.

    Raises QuestionError for the unseen half: whoever has seen its errors builds for them.
    """
    if name == UNSEEN:
        raise QuestionError(
            name,
            "the errors of the unseen half are not listed",
            "a set that may be looked at",
            "See its score.",
        )
    texts = {labels["id"]: parse(snapshot, Helpers()) for snapshot, labels in documents(name)}
    found = sorted(score_of(name).errors, key=lambda error: error.document)
    return [_with_sentence(error, texts[error.document]) for error in found]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two independent labellings of the same documents: the second one scored against the first.

    strict   what one labels and the other only disputes is a difference
    lenient  it is left out
    """

    documents: int
    strict: Score
    lenient: Score


@cache
def agreement() -> Agreement:
    """How far the two labellings of the documents agree that were labelled twice."""
    first = {labels["id"]: labels for name in (BUILDING, UNSEEN) for _, labels in documents(name)}
    pairs = [(first[second["id"]], second) for second in _labels(AGAIN)]
    strict, lenient = (score(compared(a, b, lenient=mild) for a, b in pairs) for mild in (False, True))
    # The differences stay here: half of these documents are of the unseen half.
    return Agreement(len(pairs), replace(strict, errors=()), replace(lenient, errors=()))


def compared(first: Labels, second: Labels, *, lenient: bool) -> Page:
    """Two labellings of a document as a page to be scored: the second is what was read."""
    labels = _spelled_out(first)
    return _as_rows(second), _undisputed(labels, second) if lenient else {**labels, "disputed": []}


def _undisputed(first: Labels, second: Labels) -> Labels:
    """The first labels without those that the second labelling lacks and disputes."""
    left_out = [
        label
        for label in first["labels"]
        if disputed(label, second) and not any(_pair(label, other) for other in second["labels"])
    ]
    return {**first, "labels": [label for label in first["labels"] if label not in left_out]}


def _pair(a: Row, b: Row) -> bool:
    return disputed(a, {"disputed": [b]})


def _spelled_out(document: Labels) -> Labels:
    """Labels that say of every fact whether it is of a span: what they leave open counts as none."""
    return {**document, "labels": [{**x, "from_year": x.get("from_year")} for x in document["labels"]]}


def _as_rows(document: Labels) -> list[Row]:
    """Labels as if they had been read."""
    return [
        {
            **label,
            "from_year": label.get("from_year"),
            "region_name": label.get("region") or document["region"],
            "region_code": label.get("adcode") or document["adcode"],
        }
        for label in document["labels"]
    ]


def sentence_of(text: str, quote: str) -> str:
    """The sentence of a text in which a quote stands; the quote itself where it is not found there."""
    start = text.find(quote)
    if start < 0:
        return quote
    end = start + len(quote)
    first = max(text.rfind(mark, 0, start) for mark in ENDS) + 1
    last = min((n for mark in ENDS if (n := text.find(mark, end)) >= 0), default=len(text))
    return text[first : last + 1].strip()


def _with_sentence(error: Error, parsed: object) -> Error:
    if error.sentence is not None or not isinstance(parsed, Document):
        return error
    return replace(error, sentence=sentence_of(parsed.text, error.quote))


def _labels(folder: Path) -> Iterator[dict[str, Any]]:
    return _read(sorted(folder.glob("*.labels.json")))


def _read(files: Iterable[Path]) -> Iterator[dict[str, Any]]:
    return (json.loads(file.read_text(encoding="utf-8")) for file in files)


def _snapshot(file: Path, source: Source) -> Snapshot:
    content = file.read_bytes()
    return Snapshot(source, hashlib.sha256(content).hexdigest(), content)
