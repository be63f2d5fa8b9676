"""Reading in a process of its own: what a C library does with a hostile file ends with that process.

PDFium and the OCR run time are bounded from outside only. The parent sends the bytes and gets JSON back;
a child that takes too long, too much memory, or dies is a refusal and never an error.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from tasks.parse.errors import RefusedError
from tasks.parse.limits import Budget

Answer = dict[str, Any]
OUT_OF_MEMORY = frozenset({signal.SIGTRAP, signal.SIGILL, signal.SIGABRT, signal.SIGKILL})
"""How C++ libraries end when they get no more memory."""


def read_apart(form: str, content: bytes, ocr: bool, budget: Budget) -> Answer:
    """What `pdf` or `image` bytes hold: `text` and what of it was `recognised`.

    Raises RefusedError with the child's own reason, or "too large" where the budget did not do.
    """
    root = str(Path(__file__).parents[2])
    known = os.environ.get("PYTHONPATH")
    environment = {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{known}" if known else root}
    command = [sys.executable, "-P", "-m", "tasks.parse.child", form, "ocr" if ocr else "plain"]
    command += [str(int(budget.seconds) + 1), str(budget.address_space)]
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=budget.seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        found = f"reading it took more than {budget.seconds:.0f} seconds"
        raise RefusedError("too large", found, passing=True) from error
    if done.returncode < 0:
        name = signal.Signals(-done.returncode).name
        if -done.returncode in OUT_OF_MEMORY:
            found = f"reading it took more than {budget.address_space:,} bytes ({name})"
            raise RefusedError("too large", found, passing=True)
        if -done.returncode == signal.SIGXCPU:
            found = f"reading it took more than {budget.seconds:.0f} seconds"
            raise RefusedError("too large", found, passing=True)
        raise RefusedError("damaged", f"the reader of {form} files broke off ({name})", passing=True)
    try:
        answer: Answer = json.loads(done.stdout)
    except ValueError as error:
        last = done.stderr.decode("utf-8", errors="replace").strip().rpartition("\n")[2][:200]
        raise RefusedError("damaged", f"the reader of {form} files failed: {last}", passing=True) from error
    if "reason" in answer:
        raise RefusedError(answer["reason"], answer["detail"], passing=answer.get("passing", False))
    return answer


def _bound(seconds: int, address_space: int) -> None:
    """Take no more than that; where the system has no such limits, the parent's clock has to do."""
    try:
        import resource  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds * (os.cpu_count() or 1),) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))


def _answer(form: str, content: bytes, ocr: bool) -> Answer:
    try:
        if form == "pdf":
            from tasks.parse.pdf import read_pdf  # noqa: PLC0415 - each child loads what it needs

            return read_pdf(content, ocr)
        from tasks.parse.ocr import read_image  # noqa: PLC0415

        return read_image(content)
    except RefusedError as error:
        return {"reason": error.reason, "detail": error.detail, "passing": error.passing}
    except MemoryError:
        return {
            "reason": "too large",
            "detail": "reading it takes more memory than a reader may have",
            "passing": True,
        }


def _main() -> None:
    form, mode, seconds, address_space = sys.argv[1:]
    _bound(int(seconds), int(address_space))
    # what libraries print must not get between the parent and its answer
    answer_to = os.dup(1)
    os.dup2(2, 1)
    answer = _answer(form, sys.stdin.buffer.read(), mode == "ocr")
    with os.fdopen(answer_to, "w", encoding="utf-8") as stream:
        json.dump(answer, stream, ensure_ascii=False)


if __name__ == "__main__":
    _main()
