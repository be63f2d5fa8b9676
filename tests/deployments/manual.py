"""What deployments/README.md and its files tell an operator to do, so that tests do just that."""

from __future__ import annotations

import re
import shlex
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DEPLOYMENTS = ROOT / "deployments"
MANUAL = DEPLOYMENTS / "README.md"
PLACE = "/var/lib/county-education"
"""Where all of it lies on the operator's machine."""

SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
BLOCK = re.compile(r"^```sh ?(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(section: str, who: str = "") -> list[str]:
    """The blocks of commands in a section of the manual: those of root, or (empty) of the user."""
    parts = SECTION.split(MANUAL.read_text(encoding="utf-8"))
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    found = [body for whose, body in BLOCK.findall(sections[section]) if whose == who]
    assert found, f"{section}: no commands of {who or 'the user'}"
    return found


def block(section: str, who: str = "") -> str:
    """The only block of commands in a section."""
    (only,) = blocks(section, who)
    return only


@dataclass(frozen=True)
class Unit:
    """A unit file of systemd, as far as it says what is run."""

    command: list[str]
    folder: str
    environment: str
    text: str


def unit(name: str) -> Unit:
    """A unit file of ours: `server` or `worker`."""
    path = DEPLOYMENTS / "systemd" / f"county-education-{name}.service"
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[method-assign,assignment]
    text = path.read_text(encoding="utf-8")
    parser.read_string(text)
    service = parser["Service"]
    command = shlex.split(service["ExecStart"])
    return Unit(command, service["WorkingDirectory"], service["EnvironmentFile"], text)


def settings(text: str) -> dict[str, str]:
    """A file of NAME=value lines, as systemd reads it."""
    lines = (line.strip() for line in text.splitlines())
    return dict(line.split("=", 1) for line in lines if line and not line.startswith(("#", ";")))
