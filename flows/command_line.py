"""The command line, `county-education`. Only `release` and `serve` use Prefect, the others answer at once.

Exit codes: 0 done; 1 something could not be done, and a line on stderr says what; 2 wrong arguments;
130 interrupted. Those of `diff` are as diff(1) has them: 0 alike, 1 different, 2 could not be compared.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from flows.argument_types import count, day, month, named, parquet, place, port, table
from flows.say import complain, counted, tell
from flows.serving_schedule import Schedule, at, every
from flows.settings import Fetching, data_home, fetch_allowed, fetch_contact, open_objects, store_address
from indicators.errors import CountyEducationError, QuestionError, SourceError

DEBUG = "COUNTY_EDUCATION_DEBUG"
DISTRIBUTION = "county-education-indicators"
A_RELEASE = "folder of a release, its version, the file `latest`, or an address (s3://…, https://…)"
FETCHED = "fetched"
"""Where copies of releases that lie elsewhere are kept, below the data home."""


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
        tell("Stopped.")
        return 130
    except BrokenPipeError:
        # Whoever read our output has seen enough. Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        # A place without rights, a disk that is full: nothing that a traceback would help with.
        if os.environ.get(DEBUG):
            raise
        return complain(f"{error.filename or 'the system'}: cannot be used ({error.strerror or error})")
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
    top.add_argument("--version", action="version", version=f"%(prog)s {version(DISTRIBUTION)}")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")

    add = commands.add_parser("release", help="the main job: collect, read, tabulate, publish")
    add.add_argument(
        "sources",
        nargs="*",
        type=Path,
        metavar="SOURCE",
        help="registry (.toml), folder or page; none: the sample",
    )
    add_home(add, "where files go")
    add.add_argument(
        "--version-month", type=month, metavar="YYYY.MM", help="month of the version (default: this month)"
    )
    add_corrections(add)
    add_store(add, "a store to put the release into as well")
    add.add_argument("--fetch", action="store_true", help="ask the registries' sites for what is due")
    add_fetching(add)
    far = "publish though counts are far from those of the last run: a person has looked"
    add.add_argument("--accept", action="store_true", help=far)
    where = (
        "threads, processes, dask or dask:tcp://HOST:PORT (default: $COUNTY_EDUCATION_RUNNER, else by size)"
    )
    add.add_argument("--runner", metavar="WHERE", help=f"where pages are read: {where}")
    add.set_defaults(run=release)

    add = commands.add_parser("serve", help="the main job with --fetch, again and again, on this machine")
    add.add_argument(
        "registries", nargs="*", type=Path, metavar="REGISTRY", help="as of `release`; none: the bureaus"
    )
    add_home(add, "where files go")
    when = add.add_mutually_exclusive_group()
    when.add_argument("--at", type=at, metavar="HH:MM", help="daily, in China's time (default: 03:30)")
    when.add_argument("--every", type=every, metavar="TIME", help="so often instead: 6h, 90m, 3600")
    add.add_argument("--port", type=port, metavar="N", help="of Prefect's page (default: from 4200 on)")
    add_corrections(add)
    add_store(add, "a store to put releases into as well")
    add_fetching(add)
    add.set_defaults(run=serve)

    add = commands.add_parser("extract", help="read files and write their observations; no store, no release")
    add.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="pages, or folders of pages")
    add.add_argument(
        "--output", required=True, type=parquet, metavar="F.parquet", help="where the observations go"
    )
    add.set_defaults(run=extract)

    add = commands.add_parser("explain", help="every statement behind a figure, and why one was chosen")
    add.add_argument("region", metavar="REGION", help="six-digit code or name: 450222, 柳城县")
    add.add_argument("indicator", metavar="INDICATOR", help="id or name: kindergartens, 幼儿园数")
    add.add_argument("--year", type=int, help="only this year")
    add.add_argument(
        "--as-of",
        type=day,
        metavar="DAY",
        help="only what was known by then: 2021-06-15, or 2021-06, its end",
    )
    add.add_argument("--release", type=named, metavar="RELEASE", help=f"{A_RELEASE} (default: the latest)")
    add.add_argument("--correction", action="store_true", help="with a [[correction]] of each to paste")
    add_home(add, "where the releases lie")
    add.set_defaults(run=explain)

    add = commands.add_parser("review", help="what a person should look at, most doubtful first")
    add.add_argument(
        "release", nargs="?", type=named, metavar="RELEASE", help=f"{A_RELEASE} (default: the latest)"
    )
    add.add_argument("--limit", type=count, default=20, metavar="N", help="at most so many (default: 20)")
    add_home(add, "where the releases lie")
    add.set_defaults(run=review)

    add = commands.add_parser(
        "diff",
        help="what changed from one release to another, and why",
        epilog="Exit codes: 0 no figure differs, 1 some do, 2 they could not be compared.",
    )
    add.add_argument("before", type=named, metavar="A", help=A_RELEASE)
    add.add_argument("after", type=named, metavar="B", help="the same, of the other release")
    shown = add.add_mutually_exclusive_group()
    shown.add_argument(
        "--limit", type=count, default=50, metavar="N", help="at most so many rows (default: 50)"
    )
    shown.add_argument("--all", action="store_true", help="every row")
    add.add_argument("--output", type=table, metavar="F.csv", help="a file for all rows, or F.parquet")
    add_home(add, "where the releases lie")
    add.set_defaults(run=diff)

    add = commands.add_parser("withdraw", help="say that a release does not hold; it stays, and says so")
    add.add_argument("version", metavar="VERSION", help="as in 2026.11.0")
    add.add_argument("--reason", required=True, help="why, in a sentence")
    add_store(add, "a store that is told as well")
    add_home(add, "where the releases lie")
    add.set_defaults(run=withdraw)

    add = commands.add_parser("verify", help="checksums, schemas and checks of a release")
    add.add_argument("release", type=named, metavar="RELEASE", help=A_RELEASE)
    add_home(add, "where a version is looked for")
    add.set_defaults(run=verify)

    add = commands.add_parser("text", help="the text of a page, the one in which start and end count")
    add.add_argument("page", type=Path, metavar="PAGE", help="a page, or the sha256 of a snapshot")
    add.add_argument("--start", type=place, metavar="N", help="only from this character on, the first is 0")
    add.add_argument("--end", type=place, metavar="N", help="only up to this character, it is left out")
    add_home(add, "where a snapshot is looked for")
    add.set_defaults(run=text)

    add = commands.add_parser("sources", help="look after a registry of sources")
    whats = add.add_subparsers(title="what to do", required=True, metavar="WHAT")
    add = whats.add_parser("check", help="what is wrong with it, and what would be fetched; asks no network")
    add.add_argument(
        "registry", nargs="?", type=Path, metavar="REGISTRY", help="a .toml (default: the package's bureaus)"
    )
    add.set_defaults(run=sources_check)
    add = commands.add_parser("readings", help="look after what was read and is kept for later runs")
    whats = add.add_subparsers(title="what", required=True, metavar="WHAT")
    what = "remove what was read by other code, or is of no late collection, and merge small files"
    add = whats.add_parser("prune", help=what)
    add_home(add, "where it lies")
    add.set_defaults(run=readings_prune)
    return top


def add_home(command: argparse.ArgumentParser, what: str) -> None:
    """Let a command be told the data home."""
    command.add_argument(
        "--home", type=Path, metavar="DIR", help=f"{what} (default: $COUNTY_EDUCATION_HOME, else data/)"
    )


def add_store(command: argparse.ArgumentParser, what: str) -> None:
    """Let a command be told a store."""
    command.add_argument(
        "--store", metavar="S3://…", help=f"{what} (default: $COUNTY_EDUCATION_STORE, else none)"
    )


def add_corrections(command: argparse.ArgumentParser) -> None:
    """Let a command be told a file of corrections."""
    what = "what is put right (default: the package's)"
    command.add_argument("--corrections", type=Path, metavar="FILE", help=what)


def add_fetching(command: argparse.ArgumentParser) -> None:
    """Let a command be told how sites are asked."""
    who = "mailbox or page that the sites are told (default: $COUNTY_EDUCATION_CONTACT, else none)"
    command.add_argument("--contact", metavar="WHO", help=who)
    inner = "an inner network that may be asked, as 10.1.0.0/16 (default: $COUNTY_EDUCATION_ALLOW)"
    command.add_argument("--allow", action="append", metavar="NETWORK", help=inner)


def serve(arguments: argparse.Namespace) -> int:
    """Run the annual flow on a schedule, until told to stop."""
    from flows.serve_command import serve_sources

    return serve_sources(
        arguments.registries,
        home_of(arguments),
        arguments.at or arguments.every or Schedule(),
        arguments.port,
        arguments.corrections,
        store_of(arguments),
        Fetching(arguments.contact or fetch_contact(), tuple(arguments.allow or fetch_allowed())),
    )


def release(arguments: argparse.Namespace) -> int:
    """Run the annual flow, and print its summary."""
    from flows.release_command import Order, make_release

    fetching = Fetching(arguments.contact or fetch_contact(), tuple(arguments.allow or fetch_allowed()))
    order = Order(
        tuple(arguments.sources),
        home_of(arguments),
        arguments.version_month,
        arguments.corrections,
        store_of(arguments),
        fetching if arguments.fetch else None,
        accept=arguments.accept,
        runner=arguments.runner,
    )
    return make_release(order)


def extract(arguments: argparse.Namespace) -> int:
    """Read files, say of each that gave nothing why, and write the observations of the others."""
    from flows.extract_files import extract_files

    return 0 if extract_files(arguments.paths, arguments.output, print, complain) else 1


def text(arguments: argparse.Namespace) -> int:
    """Print the text of a page, or a slice of it, and nothing else."""
    from flows.extract_files import text_of
    from tasks.fetch.store import SnapshotStore, read_page

    page: Path = arguments.page
    if re.fullmatch("[0-9a-f]{64}", str(page)) and not page.exists():
        content = SnapshotStore.below(home_of(arguments)).get(str(page))
    else:
        content = read_page(page)
    whole = text_of(page, content)
    start = 0 if arguments.start is None else arguments.start
    end = len(whole) if arguments.end is None else arguments.end
    if not 0 <= start <= end <= len(whole):
        raise SourceError(
            page, f"characters {start} to {end}", f"a slice of its text, which has {len(whole)} characters"
        )
    print(whole[start:end], end="\n" if sys.stdout.isatty() else "")
    return 0


def readings_prune(arguments: argparse.Namespace) -> int:
    """Remove what was kept of reading and no run of late could use."""
    from flows.readings_command import prune_readings

    return prune_readings(home_of(arguments), print)


def sources_check(arguments: argparse.Namespace) -> int:
    """Print what is wrong with a registry, else what would be fetched."""
    from flows.sources_command import check_sources

    return check_sources(arguments.registry, print)


def explain(arguments: argparse.Namespace) -> int:
    """Print every statement behind a figure."""
    from indicators.gazetteer import load_gazetteer
    from outputs.release import explain as explanation

    folder = folder_of(arguments.release, home_of(arguments))
    try:
        said = explanation.explain(
            folder,
            arguments.region,
            arguments.indicator,
            arguments.year,
            load_gazetteer(),
            correction=arguments.correction,
            as_of=arguments.as_of,
        )
    except QuestionError as error:
        where = f"Looked in {folder}; name another release by --release, another data home by --home."
        remedy = f"{error.remedy} {where}".strip()
        raise QuestionError(error.place, error.found, error.expected, remedy) from error
    print(said, end="")
    return 0


def review(arguments: argparse.Namespace) -> int:
    """Print what a person should look at."""
    from flows.release_changes import say_if_withdrawn
    from outputs.release import review as reviewing

    folder = folder_of(arguments.release, home_of(arguments))
    say_if_withdrawn(folder)
    print(reviewing.review(folder, arguments.limit), end="")
    return 0


def diff(arguments: argparse.Namespace) -> int:
    """Print what changed from one release to another."""
    from flows.release_changes import TROUBLE, diff

    home = home_of(arguments)
    try:
        before, after = (folder_of(each, home) for each in (arguments.before, arguments.after))
    except CountyEducationError as error:
        complain(error)
        return TROUBLE
    return diff(before, after, None if arguments.all else arguments.limit, arguments.output)


def withdraw(arguments: argparse.Namespace) -> int:
    """Withdraw a release, and print where `latest` is now."""
    from flows.release_changes import withdraw

    return withdraw(home_of(arguments) / "releases", arguments.version, arguments.reason, store_of(arguments))


def verify(arguments: argparse.Namespace) -> int:
    """Print what is wrong with a release."""
    from outputs.release import verification
    from outputs.release.withdrawal import withdrawal_of

    if isinstance(arguments.release, Path):
        folder = folder_of(arguments.release, home_of(arguments))
        findings, withdrawal = verification.verify(folder), withdrawal_of(folder)
    else:
        from tempfile import TemporaryDirectory

        from outputs.store.addresses import parse_address
        from outputs.store.reading import verify_address

        address = parse_address(arguments.release)
        with TemporaryDirectory(prefix="county-education-") as workspace:
            findings, withdrawal = verify_address(open_objects(address), address, Path(workspace))
    if withdrawal is not None:
        print(withdrawal.text)
    for finding in findings:
        print(finding)
    print(counted(len(findings), "finding") if findings else "The release is as it was written.")
    return 1 if findings else 0


def folder_of(release: Path | str | None, home: Path) -> Path:
    """The folder of the release that was asked for: one here, or a copy of one that lies elsewhere."""
    from outputs.release.history import find_release

    if release is None or isinstance(release, Path):
        return find_release(release, home / "releases")
    from outputs.store.addresses import parse_address
    from outputs.store.reading import kept_copy

    address = parse_address(release)
    return kept_copy(open_objects(address), address, home / FETCHED)


def store_of(arguments: argparse.Namespace) -> str | None:
    """The store that was asked for, else that of the environment, if any."""
    return store_address() if arguments.store is None else arguments.store or None


def home_of(arguments: argparse.Namespace) -> Path:
    """The data home that was asked for, else that of the environment."""
    home: Path = arguments.home or data_home()
    return home.absolute()


if __name__ == "__main__":
    sys.exit(main())
