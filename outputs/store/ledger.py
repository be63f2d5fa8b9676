"""The ledger of a store: which version is whose, and whether it is whole. One small object a version.

A version is claimed by creating its entry, which only one publisher can, and is made a release by changing
the entry from `writing` to `complete`, which only works on an entry that is still `writing`. Both are
conditional puts: the store itself decides who was first, whatever clocks and networks do. An entry names
the digest of the one SHA256SUMS that its version can have, so two who hold the same entry put the same bytes.

`complete` and `abandoned` are for ever: a release is never changed, and a number is not given twice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from indicators.errors import StoreError
from outputs.release.history import VERSION
from outputs.store.objects import Kept, Objects
from outputs.store.together import together

LEDGER = "ledger"
PROBE = f"{LEDGER}/probe"

State = Literal["writing", "complete", "abandoned"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A version of a store.

    content  the digest of what it says, as `release.json` has it
    sums     the sha256 of its SHA256SUMS
    tag      the store's tag of this entry, for changing it
    """

    version: str
    state: State
    content: str
    sums: str
    tag: str | None = None

    def text(self) -> bytes:
        """The entry as it is kept."""
        data = {
            "content": self.content,
            "state": self.state,
            "sums": self.sums,
            "version": self.version,
        }
        return f"{json.dumps(data, indent=1)}\n".encode()


def read_ledger(objects: Objects, workers: int) -> dict[str, Entry]:
    """Every entry of a store, by version. Raises StoreError for one that cannot be understood."""
    names = [_version(listed.path) for listed in objects.listed(LEDGER)]
    found = together(lambda version: read_entry(objects, version), [n for n in names if n], workers)
    return {entry.version: entry for entry in found if entry is not None}


def read_entry(objects: Objects, version: str) -> Entry | None:
    """The entry of a version, None where it has none."""
    kept = objects.read(_path(version))
    return None if kept is None else _entry(kept, version, f"{objects.name}/{_path(version)}")


def claim(objects: Objects, version: str, content: str, sums: str) -> Entry | None:
    """Claim a version for a release; None where it is another one's.

    A claim of the same bytes is ours too, whoever made it: a killed run's is taken up so.
    """
    wanted = Entry(version, "writing", content, sums)
    objects.create(_path(version), wanted.text())
    # Whoever created it: a request that was repeated may be refused though its first try was done.
    there = read_entry(objects, version)
    if there is None:
        raise StoreError(f"{objects.name}/{_path(version)}", "was written, and is not there")
    return there if there.sums == sums and there.state != "abandoned" else None


def become(objects: Objects, entry: Entry, state: State) -> Entry:
    """Change an entry that is `writing`; what is there afterwards, which may be another's doing."""
    objects.replace(_path(entry.version), replace(entry, state=state).text(), entry.tag)
    there = read_entry(objects, entry.version)
    if there is None:
        raise StoreError(f"{objects.name}/{_path(entry.version)}", "was changed, and is not there")
    return there


def check_conditions(objects: Objects) -> None:
    """Make sure that the store refuses a put whose condition does not hold; all rests on that.

    Raises StoreError where it does not, or where it cannot be written to.
    """
    content = b"Is a put refused whose condition does not hold?\n"
    objects.overwrite(PROBE, content)
    if objects.create(PROBE, content) or objects.replace(PROBE, content, f'"{"0" * 32}"'):
        raise StoreError(
            objects.name,
            "the store passes over the conditions of a put (If-None-Match, If-Match)",
            "one that keeps them, so that two publishers cannot overwrite one another",
            "Amazon S3, MinIO, Ceph and Cloudflare R2 do in their newer versions.",
        )


def order(version: str) -> tuple[str, int]:
    """What versions are sorted by; what is no version comes first."""
    match = VERSION.fullmatch(version)
    return (match["month"], int(match["number"])) if match else ("", -1)


def _path(version: str) -> str:
    return f"{LEDGER}/{version}.json"


def _version(path: str) -> str | None:
    name = path.removeprefix(f"{LEDGER}/").removesuffix(".json")
    return name if VERSION.fullmatch(name) else None


def _entry(kept: Kept, version: str, place: str) -> Entry:
    try:
        data = json.loads(kept.content)
    except ValueError:
        data = None
    if (
        not isinstance(data, Mapping)
        or data.get("version") != version
        or data.get("state") not in get_args(State)
        or not all(isinstance(data.get(name), str) for name in ("content", "sums"))
    ):
        raise StoreError(place, "is no entry of a release", "the ledger that a release writes")
    return Entry(version, data["state"], data["content"], data["sums"], kept.tag)
