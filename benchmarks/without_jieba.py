"""What jieba earns: the score of each set with its dictionary and parts of speech, and without.

    python -m benchmarks.without_jieba

Without it a sentence is cut into the words that the catalogue and the vocabulary declare, the longest
first; what stands between them is one word each, of which nothing is known.
"""

from __future__ import annotations

from benchmarks import labelled
from benchmarks.scoring import Score, score
from indicators.catalogue import load_catalogue
from indicators.vocabulary import load_vocabulary
from tasks.extract.lexicon import Lexicon
from tasks.reading import read_snapshot


def score_with(name: str, lexicon: Lexicon) -> Score:
    """The score of a set of documents, read with a lexicon."""
    return score(
        (list(read_snapshot(snapshot, lexicon).observations), labels)
        for snapshot, labels in labelled.documents(name)
        if not labelled.wants_more(snapshot)
    )


def main() -> None:
    """Print both scores of each set."""
    plain = Lexicon(load_catalogue(), load_vocabulary(), dictionary=False)
    print(f"{'':<16}{'':<16}{'found P':>8}{'R':>7}   {'right F1':>8}   {'invented':>8}")
    for name in filter(labelled.at_hand, labelled.SETS):
        for how, scored in (("with jieba", labelled.score_of(name)), ("without", score_with(name, plain))):
            print(
                f"{name:<16}{how:<16}{scored.found_precision:>8.3f}{scored.found_recall:>7.3f}   "
                f"{scored.right_f1:>8.3f}   {scored.invented:>8}"
            )


if __name__ == "__main__":
    main()
