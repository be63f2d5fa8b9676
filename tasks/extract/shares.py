"""Of what a share is: the words between 占 and its figure."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.extract.lexicon import Token

SHARES = frozenset({"占", "占比", "占到", "仅占", "约占", "共占", "占了"})
SHARE_WITHIN = 12


def whole_of(behind: Sequence[Token]) -> tuple[str, bool, bool]:
    """What the words between 占 and a figure say: of what it is a share, and whether it is the later or
    the earlier of two (占比由42%提高到52%).
    """
    kinds = {token.kind for token in behind}
    stop = next((i for i, t in enumerate(behind) if t.kind in ("from", "to", "figure", "date")), len(behind))
    whole = "".join(token.text for token in behind[:stop])
    return ("" if whole.startswith("比") else whole), "to" in kinds, "from" in kinds and "to" not in kinds
