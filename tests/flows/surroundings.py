"""What runs of the command line find around them."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from types import ModuleType

import pytest


def without_prefect(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment, but for what somebody has set for Prefect."""
    return {name: value for name, value in environment.items() if not name.startswith("PREFECT")}


def hear_ctrl_c() -> None:
    """For `preexec_fn`: tests that run in the background are deaf to Ctrl-C, and so is what they start."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def instead_of_prefect(monkeypatch: pytest.MonkeyPatch, annual: Callable[..., object] | None) -> None:
    """Put a function in the place of the annual flow; None: to import it would raise."""
    if annual is None:
        monkeypatch.setitem(sys.modules, "flows.annual", None)
        return
    flow, server = ModuleType("flows.annual"), ModuleType("flows.server")
    vars(flow)["annual"] = annual
    vars(server).update(keep_server_apart=lambda _: None, without_heartbeats=nullcontext)
    monkeypatch.setitem(sys.modules, "flows.annual", flow)
    monkeypatch.setitem(sys.modules, "flows.server", server)
