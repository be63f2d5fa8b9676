"""What runs of the command line find around them."""

from __future__ import annotations

from collections.abc import Mapping


def without_prefect(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment, but for what somebody has set for Prefect."""
    return {name: value for name, value in environment.items() if not name.startswith("PREFECT")}
