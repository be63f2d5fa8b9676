"""A PostgreSQL of a test's own, in a folder, run by whoever runs the test (but not by root)."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ABSENT = "no PostgreSQL on this machine (on Debian: apt-get install postgresql)"


def programs() -> Path:
    """The folder of PostgreSQL's programs; Debian has them beside the PATH. Skips the test where none is."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    folders += sorted(versions, key=lambda each: float(each.parent.name), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists():
            return folder
    pytest.skip(ABSENT)


@dataclass(frozen=True)
class Postgres:
    """A server below a folder, which listens on a socket there and nowhere else."""

    folder: Path
    programs: Path

    @classmethod
    def made_in(cls, folder: Path) -> Postgres:
        """A new one, not yet started. Its superuser is called postgres, as on Debian."""
        folder.mkdir()
        made = cls(folder, programs())
        if account := _account():
            shutil.chown(folder, *account)
        made._run("initdb", "-D", made._data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "-N")
        return made

    @property
    def environment(self) -> dict[str, str]:
        """What finds it."""
        return {"PGHOST": str(self.folder)}

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}'"
        self._run(
            "pg_ctl",
            "-D",
            self._data,
            "-w",
            "-t",
            "120",
            "-l",
            str(self.folder / "log"),
            "-o",
            options,
            "start",
        )

    def cut_off(self) -> None:
        """As a power cut does it."""
        self._run("pg_ctl", "-D", self._data, "-w", "-t", "120", "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        # pg_ctl leaves its server with our output if it has it, and a pipe would then never end
        with (self.folder.parent / "postgres.log").open("a") as log:
            whom: dict[str, Any] = {}
            if account := _account():
                whom = {"user": account[0], "group": account[1], "extra_groups": []}
            subprocess.run(
                [self.programs / program, *arguments],
                check=True,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **whom,
            )


def _account() -> tuple[str, int] | None:
    """Whom PostgreSQL runs as where we are root, whom it refuses: its name and the number of its group."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return name, pwd.getpwnam(name).pw_gid
        except KeyError:
            continue
    pytest.skip("PostgreSQL refuses root, and there is neither postgres nor nobody here")
