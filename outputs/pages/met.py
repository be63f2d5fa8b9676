"""Which national bars a place's figures meet, as the release found it, in signs and in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from outputs.pages.figures import SIGNS, Bar, bar_words, digits, rounded
from outputs.pages.language import Language
from outputs.pages.place_record import PlaceRecord
from outputs.pages.published import Indicator, Row
from outputs.pages.words import BOUNDS, Words, after_figure, bar_name

VERDICTS: dict[str, bool | None] = {"met": True, "not met": False, "unknown": None}
SAID: dict[bool | None, Words] = {
    True: Words("达到", "Met"),
    False: Words("未达到", "Not met"),
    None: Words("无法判断", "Cannot be told"),
}
SIDES: dict[tuple[bool, bool], Words] = {
    (True, True): Words("高出", "above"),
    (True, False): Words("比标准低", "below"),
    (False, True): Words("超出", "over"),
    (False, False): Words("还差", "short"),
}
"""For whether a bar is met, and whether the figure is above it: what stands with the distance."""

POINTS = Words(" 个百分点", " percentage points")
"""What the difference of two shares is counted in."""


@dataclass(frozen=True)
class BarVerdict:
    """A figure held against a national bar.

    `met` is None where the figure leaves it open; `margin` is the figure minus the bar, in its unit, a bound
    itself where the figure is one; `in_force`: the bar was set in the year of the figure or before.
    """

    indicator: Indicator
    year: int
    bar: Bar
    met: bool | None
    margin: float | None
    bound: str
    in_force: bool

    @property
    def sign(self) -> tuple[str, str, Words]:
        """The class, the sign and the word for it."""
        return SIGNS[self.met]

    @property
    def words(self) -> Words:
        """The bar with its name."""
        return bar_words(self.bar)

    @property
    def name(self) -> Words:
        """What the bar is called."""
        return bar_name(self.bar.name)

    @property
    def said(self) -> Words:
        """The verdict as a sentence of its own."""
        return SAID[self.met]

    @property
    def asked(self) -> Words:
        """What the bar asks for: 不低于 80%."""
        of_bar, text = BOUNDS[self.bar.bound], digits(self.bar.value)
        unit = after_figure(self.indicator.unit, text)
        return Words(f"{of_bar.zh} {text}{unit.zh}", f"{of_bar.en} {text}{unit.en}")

    @property
    def by(self) -> Words | None:
        """By how much it is met or missed: 高出 6.42 个百分点; None where that is not known."""
        if self.margin is None or self.met is None:
            return None
        text = rounded(abs(self.margin))
        if text == "0":
            return Words("正好在线上", "exactly at the bar") if self.met and self.bound == "exact" else None
        unit = POINTS if self.indicator.unit == "%" else after_figure(self.indicator.unit, text)
        about = {"exact": Words("", ""), "approx": Words("约", "about ")}.get(
            self.bound, Words("至少", "at least ")
        )
        side = SIDES[self.met, self.margin > 0]
        return Words(f"{side.zh}{about.zh} {text}{unit.zh}", f"{about.en}{text}{unit.en} {side.en}")


def bars_by_figure(
    record: PlaceRecord, indicators: Mapping[str, Indicator]
) -> dict[tuple[int, str], tuple[BarVerdict, ...]]:
    """The verdicts on the figures of a place, by year and indicator, the bars in the catalogue's order."""
    found: dict[tuple[int, str], list[BarVerdict]] = {}
    for row in record.bars:
        found.setdefault((row["year"], row["indicator"]), []).append(_verdict(row, indicators))
    return {key: tuple(sorted(some, key=_place_in_catalogue)) for key, some in found.items()}


def signs(verdicts: tuple[BarVerdict, ...], language: Language) -> Markup:
    """A sign for each bar, that says in words which bar it is and whether it is met."""
    made = Markup("")
    for verdict in verdicts:
        name, sign, words = verdict.sign
        of_bar = bar_words(verdict.bar)
        made += Markup('<span class="{}" role="img" aria-label="{}">{}</span>').format(
            name, language.say(f"{words.zh}{of_bar.zh}", f"{words.en} {of_bar.en}"), sign
        )
    return made


def _verdict(row: Row, indicators: Mapping[str, Indicator]) -> BarVerdict:
    return BarVerdict(
        indicator=indicators[row["indicator"]],
        year=row["year"],
        bar=Bar(row["bar_value"], row["bar_bound"], row["bar"], row["regulation"], row["number"]),
        met=VERDICTS[row["verdict"]],
        margin=row["margin"],
        bound=row["bound"],
        in_force=row["in_force"],
    )


def _place_in_catalogue(verdict: BarVerdict) -> tuple[int, str]:
    names = [bar.name for bar in verdict.indicator.bars]
    return names.index(verdict.bar.name) if verdict.bar.name in names else len(names), verdict.bar.name
