"""Run a module as a child that ends when its parent does, however that came about, even by kill -9.

`python -m flows.with_parent WAIT GRACE MODULE ARGUMENTS…`. The parent holds the other end of stdin. When it
is gone the system closes that end; then, after WAIT seconds, the child asks itself to end as if somebody had
told it to, and GRACE seconds later all that it has started is ended with it.
"""

from __future__ import annotations

import os
import runpy
import signal
import subprocess
import sys
import threading
import time
import traceback


def main() -> None:
    """Run the module that the arguments name."""
    wait, grace = float(sys.argv[1]), float(sys.argv[2])
    threading.Thread(target=_end_with_parent, args=(wait, grace), daemon=True).start()
    del sys.argv[:3]
    try:
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
    except Exception:
        traceback.print_exc(file=sys.stdout)
        sys.exit(1)


def _end_with_parent(wait: float, grace: float) -> None:
    while os.read(0, 4096):
        pass
    time.sleep(wait)
    # Somebody outside of our session: we may be gone ourselves by then, and leave children.
    after = f"sleep {grace:g}; kill -s KILL -- -{os.getpgid(0)}"
    quiet = subprocess.DEVNULL
    subprocess.Popen(["/bin/sh", "-c", after], stdout=quiet, stderr=quiet, start_new_session=True)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
