"""The command line, `county-education`. Only `release` imports Prefect, so the others answer at once.

Exit codes: 0 done; 1 something could not be done, and a line on stderr says what; 2 wrong arguments;
130 interrupted.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from flows.settings import data_home, use_home
from indicators.errors import CountyEducationError, ReleaseError, SourceError

DEBUG = "COUNTY_EDUCATION_DEBUG"


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. A person never sees a traceback, unless they ask for it."""
    try:
        arguments = parser().parse_args(argv)
    except SystemExit as end:  # --help, or wrong arguments, of which argparse has told
        return int(end.code or 0)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except CountyEducationError as error:
        return complain(error)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has seen enough. Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        return complain(
            f"a fault of the program, {type(error).__name__}: {error}. Set {DEBUG}=1 to see where."
        )
    return code


def parser() -> argparse.ArgumentParser:
    """The commands and their arguments."""
    top = argparse.ArgumentParser(
        prog="county-education",
        description="Figures of China's county education bureaus, read out of their yearly work reports.",
    )
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")

    add = commands.add_parser("release", help="the main job: collect, read, tabulate, publish")
    add.add_argument(
        "sources",
        nargs="*",
        type=Path,
        metavar="SOURCE",
        help="registry (.toml), folder or page; none: the sample",
    )
    add.add_argument("--home", type=Path, help="where files go (default: $COUNTY_EDUCATION_HOME, else data/)")
    add.add_argument(
        "--version-month", type=month, metavar="YYYY.MM", help="month of the version (default: this month)"
    )
    add.set_defaults(run=release)

    add = commands.add_parser("extract", help="read files and write their observations; no store, no release")
    add.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="pages, or folders of pages")
    add.add_argument(
        "--output", required=True, type=Path, metavar="F.parquet", help="where the observations go"
    )
    add.set_defaults(run=extract)

    add = commands.add_parser("explain", help="every statement behind a figure, and why one was chosen")
    add.add_argument("region", metavar="REGION", help="six-digit code or name: 450222, 柳城县")
    add.add_argument("indicator", metavar="INDICATOR", help="id or name: kindergartens, 幼儿园数")
    add.add_argument("--year", type=int, help="only this year")
    add.add_argument("--release", type=Path, metavar="DIR", help="folder of a release (default: the latest)")
    add.set_defaults(run=explain)

    add = commands.add_parser("verify", help="checksums, schemas and checks of a release")
    add.add_argument("release", type=Path, metavar="RELEASE", help="folder of a release")
    add.set_defaults(run=verify)
    return top


def release(arguments: argparse.Namespace) -> int:
    """Run the annual flow on the sources that can be used, and print its summary."""
    from tasks.fetch.registry import read_sources

    home = (arguments.home or data_home()).absolute()
    asked = arguments.sources or [sample()]
    sources = [source.absolute() for source in asked if usable(source)]
    if not sources:
        return 1
    read_sources(sources)  # a registry that is wrong is told before Prefect is started
    use_home(home)
    from flows.annual import annual

    # What goes wrong in a run comes back as an exception, which main prints as a line; Prefect would
    # print it once more for each flow that it passes through, with tracebacks.
    for name in ("prefect.flow_runs", "prefect.task_runs"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    print(annual(sources, home, arguments.version_month))
    return 0 if len(sources) == len(asked) else 1


def extract(arguments: argparse.Namespace) -> int:
    """Read files, say of each that gave nothing why, and write the observations of the others."""
    from flows.extract_files import extract_files

    return 0 if extract_files(arguments.paths, arguments.output, print, complain) else 1


def explain(arguments: argparse.Namespace) -> int:
    """Print every statement behind a figure."""
    from indicators.gazetteer import load_gazetteer
    from outputs.release import explain as explanation

    folder = arguments.release or latest()
    gazetteer = load_gazetteer()
    text = explanation.explain(folder, arguments.region, arguments.indicator, arguments.year, gazetteer)
    print(text, end="")
    return 0


def verify(arguments: argparse.Namespace) -> int:
    """Print what is wrong with a release."""
    from outputs.release import verification

    findings = verification.verify(arguments.release)
    for finding in findings:
        print(finding)
    plural = "s" if len(findings) > 1 else ""
    print(f"{len(findings)} finding{plural}" if findings else "The release is as it was written.")
    return 1 if findings else 0


def sample() -> Path:
    """The registry of the sample that ships with the project."""
    return Path(str(files("deployments") / "sample" / "sources.toml"))


def latest() -> Path:
    """The folder of the latest release below the data home."""
    from outputs.release.history import latest_release

    releases = data_home() / "releases"
    folder = latest_release(releases)
    if folder is None:
        raise ReleaseError(releases, "no release yet", "one", "Make it with `county-education release`.")
    return folder


def usable(source: Path) -> bool:
    """Is anything to be read there? If not, say so; the sources beside it are still read."""
    from tasks.fetch.registry import read_sources

    try:
        # A registry that is there and wrong stops the run: it is to be mended, not to be left out.
        if source.suffix != ".toml" or not source.exists():
            read_sources([source])
    except SourceError as error:
        complain(error)
        return False
    return True


def month(text: str) -> str:
    """A month written YYYY.MM."""
    if re.fullmatch(r"[0-9]{4}\.(0[1-9]|1[0-2])", text) is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no month, expected YYYY.MM as in 2026.11")
    return text


def complain(what: object) -> int:
    """One line on stderr. The exit code that goes with it."""
    print(f"county-education: {' '.join(str(what).split())}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
