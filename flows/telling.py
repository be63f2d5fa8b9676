"""Giving notices: a line, and what the operator has set: an address to post them to, a command, or both.

    COUNTY_EDUCATION_NOTICE_URL      gets each notice as JSON: kind, subject, text, remedy, home, when
    COUNTY_EDUCATION_NOTICE_COMMAND  is run once for each, without a shell, with the same JSON on its stdin

What was told is kept in `notices.json` below the data home, so that nothing is told every day.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from flows.notice_rules import notice_rules
from flows.notices import Notice, remember, to_tell
from flows.say import tell
from outputs.release.durable import locked, replace_text

URL = "COUNTY_EDUCATION_NOTICE_URL"
COMMAND = "COUNTY_EDUCATION_NOTICE_COMMAND"
FILE = "notices.json"
SECONDS = 30.0
"""How long the operator's address or command may take."""


def give(
    found: Iterable[Notice],
    looked_for: Collection[str],
    home: Path,
    now: datetime,
    environment: Mapping[str, str] = os.environ,
) -> list[Notice]:
    """Give those notices that are not known already, and say which. Never fails: what cannot be given is
    said in a line, and given again by the next run.

    found        all that is so, of the kinds looked for
    looked_for   the kinds that were looked for; what was told of them and is no more so is forgotten
    """
    folder = home / "notices"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            told = _told(folder / FILE, now)
            notices, kept = to_tell(found, told, looked_for, now, notice_rules().again.days)
            given = [each for each in notices if _give(each, home, now, environment)]
            after = remember(kept, given, now)
            if after != told:
                replace_text(folder / FILE, json.dumps(after, ensure_ascii=False, indent=1, sort_keys=True))
    except OSError as error:
        tell(f"notices cannot be kept in {folder}: {error.strerror or error}")
        return []
    return notices


def _told(file: Path, now: datetime) -> dict[str, dict[str, Any]]:
    """What was told. A file that cannot be read is none: things are told once more."""
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        for each in said.values():
            _ = now - datetime.fromisoformat(each["when"])  # a time without a zone is damage too
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return dict(said)


def _give(notice: Notice, home: Path, now: datetime, environment: Mapping[str, str]) -> bool:
    tell(notice.line)
    said = json.dumps(
        notice.as_json() | {"home": str(home), "when": now.isoformat()}, ensure_ascii=False
    ).encode()
    faults = []
    if address := environment.get(URL, "").strip():
        faults.append(_post(address, said))
    if command := environment.get(COMMAND, "").strip():
        faults.append(_run(command, said))
    for fault in filter(None, faults):
        tell(f"the notice could not be given: {fault}. The next run tries again.")
    return not any(faults)


def _post(address: str, said: bytes) -> str | None:
    """Post a notice. What was wrong, without the address, which may hold a secret."""
    try:
        host = urlsplit(address).hostname
        answer = httpx.post(
            address,
            content=said,
            headers={"Content-Type": "application/json; charset=utf-8"},
            timeout=SECONDS,
            follow_redirects=False,
        )
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        return f"{URL} cannot be reached ({type(error).__name__})"
    return None if answer.is_success else f"{host} of {URL} answered {answer.status_code}"


def _run(command: str, said: bytes) -> str | None:
    """Run the operator's command. What was wrong, without its arguments."""
    try:
        done = subprocess.run(
            shlex.split(command), input=said, stdout=subprocess.DEVNULL, timeout=SECONDS, check=False
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        return f"{COMMAND} cannot be run ({type(error).__name__})"
    return None if done.returncode == 0 else f"{COMMAND} ended with exit code {done.returncode}"
