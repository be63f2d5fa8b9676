"""An axis with round ticks: where a figure stands between its ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

ROUND_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high` in equal steps; `ticks` has both ends and all between, in the figures' unit."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """Where a value stands: 0 at the low end, 1 at the high; what lies beyond stands at the end."""
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)


def axis(values: Iterable[float], parts: int = 4, *, from_zero: bool = True) -> Axis:
    """An axis of about so many parts that holds all values; of 0 to 1 where there are none.

    One that bars stand on has to start from zero, one of positions need not. Raises ValueError for a
    value that is no number: it has no place on any axis.
    """
    exact = [Decimal(repr(float(value))) for value in values]
    if not all(value.is_finite() for value in exact):
        raise ValueError("an axis holds finite figures only")
    least, most = (min(exact), max(exact)) if exact else (Decimal(0), Decimal(0))
    if from_zero:
        least, most = min(least, Decimal(0)), max(most, Decimal(0))
    if least == most:
        most = least + max(abs(least), Decimal(1))
    step = _round_step((most - least) / parts)
    first = (least / step).to_integral_value(ROUND_FLOOR)
    last = (most / step).to_integral_value(ROUND_CEILING)
    ticks = tuple(float(step * n) + 0.0 for n in range(int(first), int(last) + 1))
    return Axis(ticks[0], ticks[-1], ticks)


def _round_step(rough: Decimal) -> Decimal:
    unit = Decimal(1).scaleb(rough.adjusted())
    return next(unit * each for each in ROUND_STEPS if unit * each >= rough)
