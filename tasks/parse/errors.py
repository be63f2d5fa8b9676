"""Why a file gives no text: raised inside the parsers, turned into a Refusal by `document.parse`."""

from __future__ import annotations


class RefusedError(Exception):
    """`reason` is one of `indicators.schemas.REASONS`; `detail` says what was found, for the operator.

    `passing`: it may lie with the machine (a helper that died or took too long), so it can go otherwise.
    """

    def __init__(self, reason: str, detail: str, *, passing: bool = False) -> None:
        self.reason = reason
        self.detail = detail
        self.passing = passing
        super().__init__(f"{reason}: {detail}")
