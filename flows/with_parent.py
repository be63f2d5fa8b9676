"""Run a module as a child that ends when its parent does, however that came about, even by kill -9.

`python -m flows.with_parent MODULE ARGUMENTS…`. The parent holds the other end of stdin; when it is gone
the system closes that end, and the child asks itself to end as if somebody had told it to.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading


def main() -> None:
    """Run the module that the arguments name."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def _end_with_parent() -> None:
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
