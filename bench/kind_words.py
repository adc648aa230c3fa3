"""Learns which words tell kinds of reports, from made documents; says how well kinds of unseen authors are told.

Each author's documents are told by a model that was learnt from all other authors' (leave one set out). With
``--write`` the model of all sets goes to ``knowledge/common/kind_words.csv``; names of invented people are left out,
and words that fewer than three authors use.
"""

import argparse
import csv
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.reads import read_case
from bench.workshop.make import OPEN, make_case
from bench.workshop.people import FIRST, LAST
from knowledge.kind_words import BIAS, FILE
from knowledge.loader import load_vocabulary
from pipeline.context.kind_words import features
from pipeline.context.kinds import title_lines
from pipeline.layout import lay_out

KINDS = ("lab", "marrow", "cytogenetics", "molecular", "note")
SEED = 515
FEWEST_SETS, FEWEST = 3, 8
DECAY, STEPS, RATE, MOMENTUM = 1e-4, 300, 5.0, 0.9
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """One document: whose it is, the kinds it may be called, and its features."""

    author: str
    kinds: tuple[str, ...]
    features: frozenset[str]


def samples(sets: Sequence[str], cases: int) -> list[Sample]:
    """The first report of each document of so many cases of each set."""
    vocabulary = load_vocabulary()
    found = []
    for name in sets:
        for number in range(cases):
            with tempfile.TemporaryDirectory() as folder:
                case = make_case(SEED, number, "digital", Path(folder), (), (name,))
                gold = {d["file"]: d for d in json.loads((case / "gold.json").read_text("utf-8"))["documents"]}
                for document in read_case(sorted(case.glob("*.pdf")), None):
                    reports = lay_out(document, vocabulary).reports
                    kinds = tuple(gold[document.file]["any_kind"])
                    if reports and kinds[0] in KINDS:
                        found.append(Sample(name, kinds, features(reports[0], title_lines(reports[0]))))
    return found


def _people() -> frozenset[str]:
    names = " ".join([*LAST, *(n for those in FIRST.values() for n in those)]).lower()
    return frozenset("".join(c if c.isalpha() else " " for c in names).split())


def words_of(held: Sequence[Sample]) -> list[str]:
    """The features worth a weight: of several authors, and no name of a person."""
    count = Counter(f for s in held for f in s.features)
    authors: dict[str, set[str]] = defaultdict(set)
    for sample in held:
        for f in sample.features:
            authors[f].add(sample.author)
    people = _people()
    kept = (f for f, n in count.items() if n >= FEWEST and len(authors[f]) >= FEWEST_SETS)
    return sorted(f for f in kept if f.partition(":")[2] not in people)


def matrix_of(held: Sequence[Sample], words: Sequence[str]) -> Matrix:
    """One row a document; each word it holds counts alike, and all rows are equally long."""
    place = {w: k for k, w in enumerate(words)}
    out = np.zeros((len(held), len(words)))
    for n, sample in enumerate(held):
        known = [place[f] for f in sample.features if f in place]
        out[n, known] = 1 / max(len(known), 1) ** 0.5
    return out


def learnt(rows: Matrix, kinds: npt.NDArray[np.int64]) -> tuple[Matrix, Matrix]:
    """Weights and biases of multinomial logistic regression, by gradient descent with momentum."""
    weights, bias = np.zeros((rows.shape[1], len(KINDS))), np.zeros(len(KINDS))
    speed, speed_bias = np.zeros_like(weights), np.zeros_like(bias)
    wanted = np.eye(len(KINDS))[kinds]
    for _ in range(STEPS):
        gap = chances(rows, weights, bias) - wanted
        speed = MOMENTUM * speed - RATE * (rows.T @ gap / len(rows) + DECAY * weights)
        speed_bias = MOMENTUM * speed_bias - RATE * gap.mean(axis=0)
        weights, bias = weights + speed, bias + speed_bias
    return np.round(weights, 2), np.round(bias, 2)


def chances(rows: Matrix, weights: Matrix, bias: Matrix) -> Matrix:
    """The probability of each kind."""
    scores = rows @ weights + bias
    parts = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(parts / parts.sum(axis=1, keepdims=True))


def _kinds(held: Sequence[Sample]) -> npt.NDArray[np.int64]:
    return np.array([KINDS.index(s.kinds[0]) for s in held])


def left_out(held: Sequence[Sample]) -> list[tuple[Sample, str, float]]:
    """Each document with the kind, and its probability, by a model of the other authors' documents."""
    out = []
    for author in dict.fromkeys(s.author for s in held):
        others = [s for s in held if s.author != author]
        own = [s for s in held if s.author == author]
        words = words_of(others)
        told = chances(matrix_of(own, words), *learnt(matrix_of(others, words), _kinds(others)))
        out += [(s, KINDS[int(p.argmax())], float(p.max())) for s, p in zip(own, told, strict=True)]
    return out


def write(held: Sequence[Sample]) -> int:
    """Learn from all documents and write the file; how many words it holds."""
    words = words_of(held)
    weights, bias = learnt(matrix_of(held, words), _kinds(held))
    with FILE.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["word", *KINDS])
        out.writerow([BIAS, *(f"{b:g}" for b in bias)])
        out.writerows([w, *(f"{v:g}" for v in row)] for w, row in zip(words, weights, strict=True) if row.any())
    return len(words)


def main() -> None:
    """Print how many kinds of each author are told wrongly by what the others' documents teach; write on demand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=8, help="cases of each set")
    parser.add_argument("--sets", default=",".join(OPEN))
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    held = samples(args.sets.split(","), args.cases)
    told = left_out(held)
    for author in dict.fromkeys(s.author for s in held):
        own = [(kind in s.kinds, sure) for s, kind, sure in told if s.author == author]
        wrong = [sure for right, sure in own if not right]
        print(f"{author:<14} {len(own):>4} documents, {len(wrong)} wrong {[round(v, 2) for v in wrong] or ''}")
    print(f"{len(told)} documents, {sum(kind not in s.kinds for s, kind, _ in told)} wrong")
    if args.write:
        print(f"{write(held)} words written to {FILE}")


if __name__ == "__main__":
    main()
