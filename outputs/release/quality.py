"""How well the pages are read: what a release says of it, in figures and in words.

The figures are measured by `make score` and kept beside this module; every release carries them.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from indicators.errors import ReleaseError
from indicators.frozen import Frozen

QUALITY = "quality.json"


class Figures(Frozen):
    """Counts over some documents, and what follows from them, as `make score` explains them."""

    labels: int
    found: int
    right: int
    missed: int
    invented: int
    confused: int
    wrong_year: int
    wrong_from_year: int
    wrong_bound: int
    wrong_region: int
    found_precision: float
    found_recall: float
    found_f1: float
    right_precision: float
    right_recall: float
    right_f1: float

    @property
    def empty(self) -> bool:
        """Whether nothing is labelled and nothing was read, so that the shares say nothing."""
        return not (self.labels or self.invented)


class Measured(Frozen):
    """A set of documents and how well it is read: as a whole, and by domain of the catalogue."""

    id: str
    name_zh: str
    name_en: str
    about_zh: str
    about_en: str
    documents: int
    whole: Figures
    domains: dict[str, Figures]


class Agreed(Frozen):
    """How far two labellings of the same documents agree, neither made with knowledge of the other.

    strict   what one labels and the other only disputes is a difference
    lenient  it is left out
    """

    documents: int
    about_zh: str
    about_en: str
    strict: Figures
    lenient: Figures


class Quality(Frozen):
    """Everything that was measured."""

    sets: tuple[Measured, ...]
    agreement: Agreed

    def text(self) -> str:
        """The file that says it; the same figures give the same bytes."""
        return f"{self.model_dump_json(indent=1)}\n"


def measured_quality() -> str:
    """The text of the figures that ship with the package."""
    return (files("outputs.release") / QUALITY).read_text(encoding="utf-8")


def read_quality(folder: Path) -> Quality:
    """The figures that a release carries. Raises ReleaseError where they are missing or are none."""
    file = folder / QUALITY
    try:
        return Quality.model_validate_json(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise ReleaseError(
            file,
            f"cannot be read ({str(error).splitlines()[0]})",
            "the figures that `make score WRITE=1` writes",
            "Make the release again.",
        ) from error


def quality_text(quality: Quality) -> str:
    """The figures in short words, as Markdown for the readme of a release."""
    lines = [
        f"- **{each.name_en}** ({each.documents} documents, {each.whole.labels} facts): {_said(each.whole)}. "
        f"{each.about_en}\n  {each.name_zh}：{each.about_zh}"
        for each in quality.sets
    ]
    both = quality.agreement
    lines.append(
        f"- **Two labellings** ({both.documents} documents): F1 {both.strict.found_f1:.3f} found, "
        f"{both.strict.right_f1:.3f} right; {both.lenient.found_f1:.3f} and {both.lenient.right_f1:.3f} "
        f"where what one of them disputes is left out. {both.about_en}\n  两次标注：{both.about_zh}"
    )
    return "\n".join([HEAD, *lines, ""])


HEAD = f"""\
## How well pages are read

Measured against labelled documents; `{QUALITY}` has all counts, also by domain. A fact is found where its
indicator, value and status (done or planned) were read; it is right where its year, bound and place are right
as well. Precision is the share of what was read, recall the share of what is labelled.

对照已标注的文档测得；全部数字（含分领域）见 `{QUALITY}`。
指标、数值、实际或计划都读到为“读到”，年份、界限、地区也都对为“读对”。
"""


def _said(figures: Figures) -> str:
    return (
        f"right precision {figures.right_precision:.3f}, recall {figures.right_recall:.3f}, "
        f"F1 {figures.right_f1:.3f} (found: F1 {figures.found_f1:.3f})"
    )
