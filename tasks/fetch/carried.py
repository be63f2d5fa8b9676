"""How all sources stood at the end of the closed months: so that years of a ledger are not read each time.

It is made of the ledger and can be thrown away: `carried.jsonl` beside the months. Its first line names the
months that it is made of, with their sizes and a checksum of what follows; where a month is no longer of its
size, or a byte is damaged, it does not count.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from tasks.durable import write_whole
from tasks.fetch.standings import Standing, from_json, to_json

NAME = "carried.jsonl"
FORM = 1
"""Of what is written here. Another version's file does not count."""


def carry(folder: Path, months: Mapping[str, int], standings: Mapping[str, Standing]) -> None:
    """Write down how sources stand after some months, known by name and size in bytes."""
    lines = [json.dumps(to_json(each), ensure_ascii=False, sort_keys=True) for each in standings.values()]
    body = "".join(line + "\n" for line in lines).encode()
    head = {"form": FORM, "months": dict(months), "sha256": hashlib.sha256(body).hexdigest()}
    write_whole(folder / NAME, json.dumps(head, sort_keys=True).encode() + b"\n" + body)


def carried(folder: Path, months: Mapping[str, int]) -> dict[str, Standing] | None:
    """How sources stood after these months; null where nothing that holds was written down of just them."""
    try:
        head, _, body = (folder / NAME).read_bytes().partition(b"\n")
        said = json.loads(head)
        sound = {"form": FORM, "months": dict(months), "sha256": hashlib.sha256(body).hexdigest()}
        if said != sound:
            return None
        found = [from_json(json.loads(line)) for line in body.splitlines()]
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return {each.source: each for each in found}
