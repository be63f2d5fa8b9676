"""DOC, WPS, RTF and ODT: LibreOffice, where it is installed, makes a DOCX of them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from tasks.parse.errors import RefusedError
from tasks.parse.limits import LEGACY_SECONDS, OFFICE_BYTES

INSTALL = "install LibreOffice Writer (Debian: libreoffice-writer-nogui), whose soffice must be on the PATH"
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" \
oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" \
oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop \
oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" \
oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""
"""No macros at all, and no links followed: the file comes from a stranger."""

PASSED_ON = ("PATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")


def find_soffice(path: str | None = None) -> str | None:
    """LibreOffice's program; null where none is on the path."""
    return shutil.which("soffice", path=path) or shutil.which("libreoffice", path=path)


def to_docx(content: bytes, ending: str, soffice: str | None, seconds: float = LEGACY_SECONDS) -> bytes:
    """The same document as DOCX. `ending` is what files of its form are called by (`doc`, `rtf`).

    LibreOffice runs with a profile of its own in a folder that is gone afterwards. Raises RefusedError
    where it is not installed, fails, or takes longer than `seconds`.
    """
    if soffice is None:
        raise RefusedError("unsupported form", f"a .{ending} file needs LibreOffice: {INSTALL}")
    with tempfile.TemporaryDirectory(prefix="county-education-") as name:
        folder = Path(name)
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
        given = folder / f"report.{ending}"
        given.write_bytes(content)
        made = folder / "made" / "report.docx"
        command = [
            *(soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"),
            *("--nologo", "--nolockcheck", "--nodefault", "--convert-to", "docx:MS Word 2007 XML"),
            *("--outdir", str(made.parent), str(given)),
        ]
        environment = {key: value for key, value in os.environ.items() if key in PASSED_ON}
        said = _run(command, {**environment, "HOME": name}, seconds)
        if not made.is_file():
            raise RefusedError(
                "damaged", f"LibreOffice made nothing of it: {said or 'it gave no reason'}", passing=True
            )
        if made.stat().st_size > OFFICE_BYTES:
            raise RefusedError("too large", f"more than {OFFICE_BYTES:,} bytes as DOCX")
        return made.read_bytes()


def _run(command: list[str], environment: Mapping[str, str], seconds: float) -> str:
    """Run it, and end it with all that it started; the last line that it said."""
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            _, errors = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            found = f"LibreOffice took more than {seconds:.0f} seconds"
            raise RefusedError("too large", found, passing=True) from error
        finally:
            # soffice is a script: the program that it starts would live on
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
    return errors.decode("utf-8", errors="replace").strip().rpartition("\n")[2][:200]
