"""How well the labelled documents are read: `make score`.

    python -m benchmarks.score [--errors [SET …]] [--write]

Prints precision, recall and F1 of what was found and of what is right, for each set of documents, by domain
and by kind of error, and how far two labellings of the same documents agree. `--errors` lists every error
with its sentence, but for the unseen half; `--write` puts the figures where releases take them from.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import labelled
from benchmarks.labelled import (
    BUILDING,
    INVENTED,
    ROOT,
    SAMPLE,
    SHARED,
    UNSEEN,
    agreement,
    at_hand,
    errors_of,
    score_of,
)
from benchmarks.scoring import Score
from indicators.catalogue import DOMAIN_FILES
from indicators.errors import CountyEducationError, QuestionError
from outputs.release.quality import QUALITY, Agreed, Figures, Measured, Quality

QUALITY_FILE = ROOT / "outputs" / "release" / QUALITY

LISTED = (BUILDING, INVENTED, SAMPLE, SHARED)
"""The sets whose errors may be looked at."""

WORDS: dict[str, tuple[str, str, str, str]] = {
    BUILDING: (
        "短文（建设用的一半）",
        "Short documents, building half",
        "规则对照这一半改进，成绩因此偏高。",
        "The rules are improved on these, which flatters the figures.",
    ),
    UNSEEN: (
        "短文（未看的一半）",
        "Short documents, unseen half",
        "标注时不看程序的读数；编写规则时不查看这一半的错误，只看成绩。最接近对新网页的预期。",
        (
            "Labelled without sight of any reading; while the rules are made their errors are never looked "
            "at, only the score. The nearest to what a new page may expect."
        ),
    ),
    INVENTED: (
        "短文（虚构）",
        "Short documents, made up",
        "按真实网页的写法另写，地名和数字有改动，用来练习措辞；规则对照它们改进，成绩因此偏高。",
        (
            "Written after the manner of real pages, places and figures changed, to learn ways of saying "
            "things from; the rules are improved on these, which flatters the figures."
        ),
    ),
    SAMPLE: (
        "随附的网页",
        "Pages that ship with the project",
        "规则对照这些页面改进；其句子为改写；扫描件不计。",
        "The rules are improved on these pages too; their sentences are restated. Scans are left out.",
    ),
}
"""The sets that a release speaks of: their names and what they are worth, Chinese and English."""

AGREEMENT = (
    "部分短文由两次互不参看的标注各标一遍，以第二次对第一次计分：两次标注之间也有这样的出入。",
    (
        "Some of the short documents were labelled twice, neither labelling made with knowledge of the "
        "other; the second is scored against the first. By so much two labellings differ."
    ),
)

HEAD = f"{'':<26}{'labels':>7}{'read':>6}   {'found P':>7}{'R':>7}{'F1':>7}   {'right P':>7}{'R':>7}{'F1':>7}"


def figures(score: Score) -> Figures:
    """The counts of a score and what follows from them, rounded so that they read well."""
    values = {name: getattr(score, name) for name in Figures.model_fields}
    return Figures(**{name: round(value, 4) for name, value in values.items()})


def measured() -> Quality:
    """Everything that a release says of how well pages are read; the same labels and code give the same."""
    sets = tuple(
        Measured(
            id=name,
            **dict(zip(("name_zh", "name_en", "about_zh", "about_en"), words, strict=True)),
            documents=len(labelled.pages(name)),
            whole=figures(score_of(name)),
            domains={domain: figures(score_of(name, domain)) for domain in DOMAIN_FILES},
        )
        for name, words in WORDS.items()
    )
    both = agreement()
    agreed = Agreed(
        documents=both.documents,
        about_zh=AGREEMENT[0],
        about_en=AGREEMENT[1],
        strict=figures(both.strict),
        lenient=figures(both.lenient),
    )
    return Quality(sets=sets, agreement=agreed)


def report() -> Iterator[str]:
    """The lines that say how well each set is read, and how far two labellings agree."""
    for name in labelled.SETS:
        if not at_hand(name):
            yield f"{name}: not at hand; they lie in ../shared/reports, beside the checkout"
            yield ""
            continue
        yield f"{name}: {len(labelled.pages(name))} documents"
        yield HEAD
        yield _line("whole", score_of(name))
        yield from (_line(f"  {domain}", score_of(name, domain)) for domain in DOMAIN_FILES)
        yield f"  {_kinds(score_of(name))}"
        yield ""
    both = agreement()
    yield f"agreement: {both.documents} documents, the second labelling scored against the first"
    yield HEAD
    yield _line("strict", both.strict)
    yield f"  {_kinds(both.strict)}"
    yield _line("lenient", both.lenient)
    yield f"  {_kinds(both.lenient)}"
    yield "  strict: what one labels and the other only disputes is a difference; lenient: it is left out"
    yield ""
    yield "found: indicator, value and status are those of a label; right: year, bound and region as well"
    yield "missed: labelled, not found (the confused among them); confused: plan read as fact, fact as plan"


def error_lines(name: str) -> Iterator[str]:
    """Every error of a set with its sentence. Raises QuestionError for the unseen half."""
    for error in errors_of(name):
        yield f"{error.document}: {error.kind}: {error.fact} «{error.quote}»"
        if error.sentence and error.sentence != error.quote:
            yield "    " + " ".join(error.sentence.split())


def _line(name: str, score: Score) -> str:
    head = f"{name:<26}{score.labels:>7}{score.read:>6}"
    if not (score.labels or score.read):
        return head
    found = f"{score.found_precision:>7.3f}{score.found_recall:>7.3f}{score.found_f1:>7.3f}"
    right = f"{score.right_precision:>7.3f}{score.right_recall:>7.3f}{score.right_f1:>7.3f}"
    return f"{head}   {found}   {right}"


def _kinds(score: Score) -> str:
    return (
        f"missed {score.missed}, invented {score.invented}, confused {score.confused}; found but wrong in: "
        f"year {score.wrong_year}, from_year {score.wrong_from_year}, bound {score.wrong_bound}, "
        f"region {score.wrong_region}"
    )


def _asked(names: list[str]) -> list[str]:
    """The sets whose errors are to be listed: those named, else all that may be looked at."""
    for name in names:
        if name not in labelled.SETS:
            raise QuestionError(name, "no set of labelled documents", "one of " + ", ".join(LISTED))
    return names or [name for name in LISTED if at_hand(name)]


def write(file: Path = QUALITY_FILE) -> None:
    """Write the figures that releases carry."""
    file.write_text(measured().text(), encoding="utf-8", newline="\n")


def main(arguments: list[str] | None = None) -> int:
    """Print the scores; list errors or write the figures where that is asked for."""
    parser = argparse.ArgumentParser(prog="benchmarks.score", description=__doc__.splitlines()[0])
    parser.add_argument("--errors", nargs="*", metavar="SET", help="list errors: " + ", ".join(LISTED))
    parser.add_argument("--write", action="store_true", help=f"write {QUALITY}, which releases carry")
    asked = parser.parse_args(arguments)
    try:
        if asked.errors is not None:
            for name in _asked(asked.errors):
                print(f"{name}: errors", *error_lines(name), "", sep="\n")
            if UNSEEN not in asked.errors:
                print(f"{UNSEEN}: errors are not listed, they are for nobody's eyes\n")
    except CountyEducationError as error:
        print(error, file=sys.stderr)
        return 1
    print(*report(), sep="\n")
    if asked.write:
        write()
        print(f"written: {QUALITY_FILE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
