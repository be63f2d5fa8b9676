"""Why a file gives no text: raised inside the parsers, turned into a Refusal by `document.parse`."""

from __future__ import annotations


class RefusedError(Exception):
    """`reason` is one of `indicators.schemas.REASONS`; `detail` says what was found, for the operator."""

    def __init__(self, reason: str, detail: str) -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(f"{reason}: {detail}")
