"""The command `sources`: what is wrong with a registry, and what would be fetched. It asks no network."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from flows.say import counted
from indicators.gazetteer import load_gazetteer
from tasks.fetch.checking import Check, check_registry


def check_sources(registry: Path | None, say: Callable[[str], object]) -> int:
    """Say what is wrong with a registry (none: the one that ships with the project), else what it names.

    The exit code: 0 where it can be used, 1 where it cannot. A doubt is said and is no fault.
    """
    check = check_registry(registry or shipped(), load_gazetteer())
    for finding in check.findings:
        say(f"{'wrong' if finding.fault else 'look'}: {finding.text}")
    if check.right:
        for line in _plan(check):
            say(line)
    else:
        faults = sum(finding.fault for finding in check.findings)
        say(f"{counted(faults, 'fault')}: until that is mended, the registry cannot be used.")
    return 0 if check.right else 1


def shipped() -> Path:
    """The registry of bureaus that ships with the project."""
    return Path(str(files("deployments") / "sources.toml"))


def _plan(check: Check) -> list[str]:
    registry = check.registry
    lines = [f"{each.id}: {each.where} ({each.what})" for each in check.wanted]
    lines.append(
        f"{counted(len(registry.sources), 'file')} here; "
        f"would fetch {counted(len(registry.pages), 'page')} and look through "
        f"{counted(len(registry.listings), 'listing')}, at {counted(len(check.hosts), 'host')}."
    )
    if check.unfetched:
        lines.append(
            f"Not yet fetched from here: {check.unfetched:,} of {len(check.wanted):,}. "
            "Whether they answer is not known."
        )
    return lines
