"""A program for tests: writes a site in two processes, one of which has an hour's work beside it.

python -m tests.outputs.pages.lingering_site RELEASE SITE PID_FILE
"""

from __future__ import annotations

import functools
import os
import signal
import sys
import time
from pathlib import Path

from outputs.pages.site import build_site


def linger(pid_file: Path) -> None:
    """Say which process this is, and take an hour."""
    pid_file.with_suffix(".part").write_text(str(os.getpid()))
    pid_file.with_suffix(".part").replace(pid_file)
    time.sleep(3600)


if __name__ == "__main__":
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # where tests run in the background it is ignored
    release, site, file = map(Path, sys.argv[1:])
    build_site(release, site, "2026.11.0", processes=2, beside=functools.partial(linger, file))
