"""Ways in which a report can truly state a figure, for properties that hold whatever the report says."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from indicators.bounds import load_bounds


@st.composite
def true_statement(draw: st.DrawFn, truth: float, whole: bool = False) -> dict[str, Any]:
    """A value and a bound that hold of a true value: itself, or what it is at least, at most or about.

    `whole`: the value that is stated is a whole number.
    """
    bound = draw(st.sampled_from(["exact", "at_least", "at_most", "approx"]))
    share = load_bounds().approx.share
    low, high = {
        "exact": (truth, truth),
        "at_least": (0.0, truth),
        "at_most": (truth, 2 * truth + 5),
        # so that the truth is within the share of what is stated
        "approx": (truth / (1 + share), truth / (1 - share)),
    }[bound]
    value = draw(st.floats(low, high))
    if whole and bound != "exact":
        value = float(round(value))
        wrong = {
            "at_least": value > truth,
            "at_most": value < truth,
            "approx": abs(value - truth) > share * value,
        }[bound]
        value, bound = (truth, "exact") if wrong else (value, bound)
    return {"value": value, "bound": bound, "value_stated": f"{value:.6f}".rstrip("0").rstrip(".")}
