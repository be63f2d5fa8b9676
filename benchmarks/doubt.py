"""How far the doubt of a fact can be believed, and the weighing of its signs anew.

    python -m benchmarks.doubt [--write]

Facts are read from the building half, the further documents and the sample, whole and with a part of the
vocabulary forgotten, as it is where a new page has words that nobody has declared: the rules fit these
documents so well otherwise that there would be next to nothing wrong to learn from. Each fact has its signs,
and is right or wrong by the labels; the weights of the signs are those that make the labels likeliest
(logistic regression, drawn towards nought so that a rare sign weighs little). The base is then lifted, so
far as it takes, until of the facts with a doubt below 0.1 98% are right: rather too much doubt than too
little. What is printed for the unseen half is a score only.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from benchmarks import labelled
from benchmarks.scoring import Labels, Row, disputed, same
from indicators.catalogue import load_catalogue
from indicators.doubts import DOUBTS, Doubts, load_doubts
from indicators.vocabulary import Vocabulary, load_vocabulary
from tasks.extract.lexicon import Lexicon, load_lexicon
from tasks.extract.observe import with_signs
from tasks.parse.document import parse
from tasks.records import Refusal
from tasks.standardize.reports import standardize

FORGOTTEN = ((0.0, 1), (0.15, 3), (0.35, 3))
"""The shares of the vocabulary that are forgotten, and how many times each."""
SURE = 0.1
BELIEVED = 0.98
DRAWN = 4.0
"""How strongly weights are drawn towards nought: as if so many facts had spoken against each sign."""
STEPS, STEP = 600, 0.5
LIFT, LIFTS = 0.05, 80

Seen = tuple[frozenset[str], bool]
"""The signs of a fact, and whether it is right."""


def with_some_forgotten(vocabulary: Vocabulary, share: float, seed: int) -> Vocabulary:
    """The vocabulary less a share of its words, of every class, event and group alike."""
    chance = random.Random(seed)

    def kept(words: frozenset[str]) -> frozenset[str]:
        return frozenset(word for word in sorted(words) if chance.random() >= share)

    return replace(
        vocabulary,
        classes={name: kept(words) for name, words in vocabulary.classes.items()},
        events={name: kept(words) for name, words in vocabulary.events.items()},
        groups={name: kept(words) for name, words in vocabulary.groups.items()},
    )


def judged(found: Sequence[tuple[Row, frozenset[str]]], labels: Labels) -> Iterator[Seen]:
    """Whether each fact is one of the labels, value and status alike; disputed ones are left out."""
    free = list(labels["labels"])
    for row, signs in found:
        if disputed(row, labels):
            continue
        label = next(
            (
                each
                for each in free
                if each["indicator"] == row["indicator"]
                and same(row["value"], each["value"])
                and each["status"] == row["status"]
            ),
            None,
        )
        if label is not None:
            free.remove(label)
        yield signs, label is not None


def seen_in(name: str, lexicon: Lexicon) -> Iterator[Seen]:
    """The signs of every fact of a set of documents, and whether it is right."""
    for snapshot, labels in labelled.documents(name):
        if labelled.wants_more(snapshot):
            continue
        document = parse(snapshot)
        if isinstance(document, Refusal):
            continue
        for report in standardize(document, load_vocabulary()).reports:
            yield from judged(with_signs(report, lexicon), labels)


def weighed(seen: Sequence[Seen], doubts: Doubts) -> Doubts:
    """The doubts with base and weights that make what was seen likeliest."""
    counted = Counter(seen)
    facts = [(sorted(signs), right, times) for (signs, right), times in counted.items()]
    weights = dict.fromkeys(doubts.signs, 0.0)
    total, wrong = len(seen), sum(not right for _, right in seen)
    base = math.log((wrong + 1) / (total - wrong + 1))
    often = Counter(sign for signs, _ in seen for sign in signs)
    for _ in range(STEPS):
        slope, slopes = 0.0, dict.fromkeys(weights, 0.0)
        for signs, right, times in facts:
            odds = base + sum(weights[sign] for sign in signs)
            off = times * ((not right) - 1 / (1 + math.exp(-odds)))
            slope += off
            for sign in signs:
                slopes[sign] += off
        base += STEP * slope / (0.05 * total)
        for sign, each in slopes.items():
            spread = 0.05 * often[sign] + DRAWN
            weights[sign] += STEP * (each - weights[sign] * DRAWN * 0.25) / spread
    counts = Counter(sign for signs, right in seen for sign in signs if not right)
    return Doubts(
        round(base, 2),
        {
            name: replace(sign, weight=round(weights[name], 2), seen=often[name], wrong=counts[name])
            for name, sign in doubts.signs.items()
        },
    )


def lifted(seen: Sequence[Seen], doubts: Doubts) -> Doubts:
    """The doubts with the lowest base from which on those below SURE are right as often as BELIEVED says."""
    for step in range(LIFTS):
        raised = replace(doubts, base=round(doubts.base + step * LIFT, 2))
        sure = [right for signs, right in seen if raised.of(signs) < SURE]
        if not sure or sum(sure) >= BELIEVED * len(sure):
            return raised
    return doubts


def toml_of(doubts: Doubts) -> str:
    """The file of signs, as it is read."""
    lines = [
        "# What each sign beside a fact adds to the log odds of its being wrong; base: a fact without any.",
        "# Weighed by `python -m benchmarks.doubt --write` on labelled documents; seen, wrong: counts there.",
        f"base = {doubts.base}",
    ]
    for name, sign in doubts.signs.items():
        lines += ["", f'[sign."{name}"]', f'about = "{sign.about}"', f'example = "{sign.example}"']
        lines += [f'counter = "{sign.counter}"', f"weight = {sign.weight}", f"seen = {sign.seen}"]
        lines += [f"wrong = {sign.wrong}"]
    return "\n".join(lines) + "\n"


def told(name: str, seen: Sequence[Seen], doubts: Doubts) -> str:
    """A line: how many facts are sure, how many of those are right, and how many of the others."""
    sure = [right for signs, right in seen if doubts.of(signs) < SURE]
    others = [right for signs, right in seen if doubts.of(signs) >= SURE]
    parts = [f"{name:<16}{len(seen):>6} facts"]
    for words, rights in ((f"doubt below {SURE}", sure), ("others", others)):
        share = f"{sum(rights) / len(rights):.3f}" if rights else "  -  "
        parts.append(f"{words}: {len(rights):>5}, right {share}")
    return "   ".join(parts)


def main(arguments: list[str] | None = None) -> int:
    """Weigh the signs, print how far the doubt holds, and keep the weights where that is asked for."""
    parser = argparse.ArgumentParser(prog="benchmarks.doubt", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help=f"keep the weights in {DOUBTS}")
    asked = parser.parse_args(arguments)
    vocabulary, catalogue = load_vocabulary(), load_catalogue()
    learnt: list[Seen] = []
    for share, times in FORGOTTEN:
        for seed in range(times):
            lexicon = Lexicon(catalogue, with_some_forgotten(vocabulary, share, seed))
            for name in (labelled.BUILDING, labelled.INVENTED, labelled.SAMPLE):
                learnt += seen_in(name, lexicon)
    doubts = lifted(learnt, weighed(learnt, load_doubts()))
    if asked.write:
        Path(str(files("indicators") / "words" / DOUBTS)).write_text(toml_of(doubts), "utf-8", newline="\n")
    for name, sign in sorted(doubts.signs.items(), key=lambda each: -each[1].weight):
        print(f"{sign.weight:>7.2f}  {name:<40}{sign.seen:>6} seen{sign.wrong:>5} wrong")
    print(f"{doubts.base:>7.2f}  base\n")
    print(told("with forgetting", learnt, doubts))
    for name in filter(labelled.at_hand, labelled.SETS):
        print(told(name, list(seen_in(name, load_lexicon())), doubts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
