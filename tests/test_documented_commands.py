"""The main page names every command, every variable, and only options that there are."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from flows.command_line import parser
from flows.say import SERVED

ROOT = Path(__file__).parents[1]
MAIN_PAGE = (ROOT / "README.md").read_text(encoding="utf-8")
VARIABLE = re.compile(r"COUNTY_EDUCATION_[A-Z_]*[A-Z]")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
OF_SCRIPTS = {"--write"}
"""Options of programs beside the command line."""


def commands(of: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and those of its commands, and so on."""
    yield of
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from commands(each)


def test_every_command_stands_in_the_table() -> None:
    named = {each.prog for each in commands(parser()) if not list(commands(each))[1:]}
    rows = re.findall(r"^\| `(county-education [^`]+)`", MAIN_PAGE, re.MULTILINE)
    assert {name for name in named if not any(f"{row} ".startswith(f"{name} ") for row in rows)} == set()


def test_every_option_that_it_names_is_one() -> None:
    options = {name for each in commands(parser()) for name in each._option_string_actions}
    assert set(OPTION.findall(MAIN_PAGE)) - options <= OF_SCRIPTS


def test_every_variable_of_the_program_stands_in_the_table() -> None:
    files = [*ROOT.glob("flows/*.py"), *ROOT.glob("deployments/*.yaml")]
    used = {name for file in files for name in VARIABLE.findall(file.read_text(encoding="utf-8"))}
    rows = [line.split("|")[1] for line in MAIN_PAGE.splitlines() if line.startswith("| `COUNTY_EDUCATION_")]
    assert {name for row in rows for name in VARIABLE.findall(row)} == used - {SERVED}


def test_links_of_the_documents_lead_somewhere() -> None:
    for document in (ROOT / "README.md", *ROOT.glob("docs/*.md"), ROOT / "deployments/README.md"):
        for path, anchor in re.findall(r"\]\(([^)#:]*)(?:#([^)]+))?\)", document.read_text(encoding="utf-8")):
            target = document.parent / path if path else document
            assert target.exists(), f"{document.name}: {path}"
            if anchor:
                heads = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
                known = {re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in heads}
                assert anchor in known, f"{document.name}: {path}#{anchor}"
