"""What reading costs, beside jieba on the same text, what memory it holds, and Prefect's share of a run.

    python -m benchmarks.reading

Reading is everything behind parsing: standardize and extract. The text is the sample's pages again and
again, each time with other figures, so that no result of a page can serve for another.
"""

from __future__ import annotations

import logging
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jieba

from benchmarks.parsing import resident
from benchmarks.without_prefect import SAMPLE
from indicators.vocabulary import load_vocabulary
from tasks.extract.lexicon import load_lexicon
from tasks.extract.observe import observations_of
from tasks.fetch.registry import read_sources
from tasks.parse.document import parse
from tasks.records import Document, Snapshot
from tasks.standardize.reports import standardize

CHARACTERS = 200_000
ROUNDS = 5
REPORTS = 10_000
STATIONS = (1_000, 2_500, 5_000, REPORTS)
# Figures of one or more digits that are no years: those stay, so that pages keep their dates.
FIGURE = re.compile(r"(?<![\d.])(?!(?:19|20)\d\d(?!\d))[1-9]\d*(?![\d.]*月|[\d.]*日)")
ROOT = Path(__file__).parents[1]


def sample_documents() -> list[Document]:
    """The pages of the sample that give facts; what is refused is left early and would flatter the rate."""
    documents = []
    for each in read_sources([SAMPLE]):
        document = parse(Snapshot(each.source, "0" * 64, each.path.read_bytes()))
        if isinstance(document, Document) and standardize(document, load_vocabulary()).reports:
            documents.append(document)
    return documents


def varied(documents: list[Document], characters: int) -> list[Document]:
    """The documents over and over, with other figures each time, until there are so many characters."""
    chance = random.Random(2026)
    found: list[Document] = []
    while sum(len(document.text) for document in found) < characters:
        for document in documents:
            text = FIGURE.sub(
                lambda match: str(chance.randrange(10 ** (len(match[0]) - 1), 10 ** len(match[0]))),
                document.text,
            )
            found.append(replace(document, text=text))
    return found


def read(documents: list[Document]) -> int:
    """Standardize and extract; how many facts there were."""
    lexicon, vocabulary = load_lexicon(), load_vocabulary()
    return sum(
        len(observations_of(report, lexicon))
        for document in documents
        for report in standardize(document, vocabulary).reports
    )


def cut(documents: list[Document]) -> int:
    """The same texts cut by jieba; how many words there were."""
    return sum(len(jieba.lcut(document.text)) for document in documents)


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def seconds_of(arguments: list[str], prefect_home: Path) -> float:
    """How long a command takes in a process of its own, quiet and with its Prefect home set."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    environment["PREFECT_HOME"] = str(prefect_home)
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], check=False, cwd=ROOT, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} failed, so its time says nothing:\n{done.stderr}")
    return time.perf_counter() - start


def reading_rates() -> None:
    """Measure reading and jieba on the same text, and print their rates."""
    jieba.setLogLevel(logging.WARNING)
    documents = varied(sample_documents(), CHARACTERS)
    characters = sum(len(document.text) for document in documents)
    facts, words = read(documents), cut(documents)  # warms both up: dictionaries, patterns, converters
    # Turn by turn, so that whatever else the machine does falls on both.
    rounds = [(seconds(lambda: read(documents)), seconds(lambda: cut(documents))) for _ in range(ROUNDS)]
    reading = characters / statistics.median(ours for ours, _ in rounds)
    cutting = characters / statistics.median(theirs for _, theirs in rounds)
    ratio = statistics.median(theirs / ours for ours, theirs in rounds)
    print(f"{len(documents)} pages, {characters:,} characters, one process, median of {ROUNDS} rounds")
    print(f"  standardize + extract  {reading:>10,.0f} characters a second   {facts:,} facts")
    print(f"  jieba.lcut             {cutting:>10,.0f} characters a second   {words:,} words")
    print(f"  reading / jieba.lcut   {ratio:>10.2f}")


def memory_of_a_worker() -> None:
    """Read many reports in one process, and print how much memory it holds on the way."""
    documents = varied(sample_documents(), CHARACTERS)
    held: dict[int, float] = {}
    for number in range(1, REPORTS + 1):
        read([documents[number % len(documents)]])
        if number in STATIONS:
            held[number] = resident("VmRSS") / 1e6
    first = held[STATIONS[0]]
    print(f"one process reads {REPORTS:,} reports, resident memory on the way")
    for number, megabytes in held.items():
        grown = megabytes / first
        print(f"  after {number:>6,}   {megabytes:>6.1f} MB   {grown:.3f} of that after {STATIONS[0]:,}")


def share_of_prefect() -> None:
    """Measure a whole run with and without Prefect, and print its share."""
    with tempfile.TemporaryDirectory(prefix="county-education-") as folder:
        base, prefect_home = Path(folder), Path(folder) / "prefect"
        release = ["-m", "flows.command_line", "release", "--home"]
        first = seconds_of([*release, str(base / "first")], prefect_home)
        later = seconds_of([*release, str(base / "later")], prefect_home)
        plain = statistics.median(
            seconds_of(["-m", "benchmarks.without_prefect", str(base / f"plain{n}")], prefect_home)
            for n in range(3)
        )
    print("county-education release on the sample, each in a new process and a new data home")
    print(f"  without Prefect        {plain:>10.1f} s")
    for name, taken in (("first run", first), ("later runs", later)):
        print(f"  {name:<22} {taken:>10.1f} s   Prefect's share {(taken - plain) / taken:.0%}")
    print("  Prefect's: the time above the same steps called as plain functions, that is its import, its")
    print("  database (made in the first run), its server's start and end, and its record of flows and tasks")


if __name__ == "__main__":
    reading_rates()
    print()
    memory_of_a_worker()
    print()
    share_of_prefect()
