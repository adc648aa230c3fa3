"""What becomes of facts when words are not known: ``python -m bench.ablation``.

A new template uses words that the vocabulary lacks. That can be measured without a new author: the words of
``knowledge/common`` that stand in the workshop's documents are dealt by a seed into as many hands as there are rounds;
each round forgets one hand and understands the same documents again. What a word's absence may do is to leave facts out
or ask about them. What it must not do is to make a wrong fact: those errors are counted, and traced to the one word
whose absence alone makes them (two words together are named as "several").
"""

import argparse
import json
import random
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import knowledge.loader as loader
from bench.extraction import add_options
from bench.reads import read_case
from bench.scoring import Scores
from bench.workshop import people
from bench.workshop.make import TODAY, make_case
from extractors.date_order import date_words
from pipeline.run import conclude, understand
from sample_records.gold import load
from schemas.document import ReadDocument

STRUCTURE = (
    "sections.sections", "context.keys", "context.kinds", "context.copied", "context.status", "layout.identity",
    "labs.roles", "labs.prior_note", "labs.title_dates", "labs.prose.not_result", "labs.prose.other_specimen",
    "labs.prose.family", "labs.rules", "labs.values", "dates.beside", "molecular.molecular.not_tested",
    "molecular.molecular.tested_lists", "molecular.molecular.general", "molecular.molecular.teaching",
    "molecular.molecular.controls", "molecular.molecular.pending", "molecular.molecular.not_vaf",
    "molecular.molecular.others", "molecular.molecular.detection_limit", "molecular.molecular.not_a_result",
    "transfusions", "cytogenetics.cues", "fish.words", "markers.markers.not_beside",
)  # fmt: skip
"""Titles, keys, heads of columns and words that set text aside: what another template words in its own way."""


@dataclass(frozen=True, order=True)
class Known:
    """A word of the vocabulary and where it lies: ``file.key.key``."""

    place: str
    text: str


@dataclass(frozen=True)
class Case:
    """A case's documents as read, what they print, and the letters of its text."""

    name: str
    documents: tuple[ReadDocument, ...]
    gold: dict[str, Any]
    pages: dict[str, str]

    @property
    def letters(self) -> str:
        """The letters of all its documents."""
        return "".join(self.pages.values())

    def suspects(self, error: "Error") -> list[Known]:
        """The forgotten words that stand in the document of an error; in any of the case's where it has none."""
        stem = json.loads(error.said)["family"].replace(".", "_", 1)
        letters = self.pages.get(stem, self.letters)
        return [w for w in error.hand if _plain(w.text) in letters]


@dataclass(frozen=True)
class Outcome:
    """What was asserted of one case: errors by what they say, and how much was right and wanted."""

    silent: frozenset[str]
    right: int
    wanted: int


@dataclass(frozen=True)
class Error:
    """A silent error that came with a hand of forgotten words: the case's number and what it says."""

    case: int
    said: str
    hand: tuple[Known, ...]

    @property
    def cause(self) -> tuple[int, tuple[Known, ...], str, str]:
        """What errors of one cause share."""
        told = json.loads(self.said)
        return self.case, self.hand, told["family"], told["list"]


CASES: list[Case] = []
"""The cases of this run; the children of each round find them here."""


def main() -> None:
    """Forget every word once, and print what errors that makes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser)
    parser.add_argument("--rounds", type=int, default=10, help="hands that the words are dealt into")
    parser.add_argument("--words", default=",".join(STRUCTURE), help="places of words, comma-separated: file.key…")
    parser.add_argument("--families", default="", help="only these: kind or kind.name, comma-separated")
    parser.add_argument("--trace", action="store_true", help="find the word that each error takes (many runs more)")
    parser.add_argument("--errors", type=Path, help="JSON file for every error with the word that it takes")
    given = parser.parse_args()
    if not people.available():
        print("skipped: the shared folder with the published patients is not beside this repository")
        return
    with tempfile.TemporaryDirectory() as scratch:
        only = frozenset(filter(None, given.families.split(",")))
        CASES[:] = [_case(given, only, Path(scratch), n) for n in range(given.cases)]
    words = standing(words_of(given.words.split(",")), CASES)
    hands = dealt(words, given.rounds, given.seed)
    with get_context("fork").Pool(given.workers, maxtasksperchild=1) as pool:
        known, *forgot = pool.map(outcomes, [(h, tuple(range(len(CASES)))) for h in ((), *hands)], chunksize=1)
        errors = [e for hand, outcome in zip(hands, forgot, strict=True) for e in _new(known, outcome, hand)]
        words_ = trace(pool, errors) if given.trace else ["not traced"] * len(errors)
    found = [
        {
            "case": CASES[e.case].name,
            "word": w,
            **json.loads(e.said),
            "hand": [k.text for k in CASES[e.case].suspects(e)],
        }
        for e, w in zip(errors, words_, strict=True)
    ]
    if given.errors:
        given.errors.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(report(words, known, forgot, found))


def _case(given: argparse.Namespace, only: frozenset[str], out: Path, number: int) -> Case:
    folder = make_case(given.seed, number, "digital", out, only, given.sets)
    documents = tuple(read_case(sorted(folder.glob("*.pdf")), given.reads))
    pages = {Path(d.file).stem: _plain(" ".join(w.text for p in d.pages for w in p.words)) for d in documents}
    return Case(folder.name, documents, load(folder), pages)


def _plain(text: str) -> str:
    return f" {' '.join(''.join(c if c.isalnum() else ' ' for c in text.lower()).split())} "


def words_of(places: Iterable[str]) -> list[Known]:
    """Every word at these places of ``knowledge/common``."""
    wanted = tuple(places)
    found = []
    for file in sorted((loader.ROOT / "common").glob("*.toml")):
        for known in _walk(tomllib.loads(file.read_text("utf-8")), file.stem):
            if any(known.place == p or known.place.startswith(p + ".") for p in wanted):
                found.append(known)
    return found


def _walk(data: Any, place: str) -> Iterator[Known]:
    """The texts of lists: a text that stands alone is a name, not a word."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _walk(value, f"{place}.{key}")
    elif isinstance(data, list):
        for value in data:
            yield from (Known(place, value),) if isinstance(value, str) else _walk(value, place)


def standing(words: Iterable[Known], cases: Iterable[Case]) -> list[Known]:
    """Those that stand in a document: forgetting others does nothing."""
    letters = [c.letters for c in cases]
    return sorted({w for w in words if any(_plain(w.text) in text for text in letters)})


def dealt(words: Sequence[Known], hands: int, seed: int) -> list[tuple[Known, ...]]:
    """The words dealt by the seed."""
    shuffled = random.Random(f"ablation/{seed}").sample(list(words), len(words))
    return [tuple(sorted(shuffled[n::hands])) for n in range(min(hands, len(shuffled)))]


def outcomes(job: tuple[Sequence[Known], Sequence[int]]) -> dict[int, Outcome]:
    """These cases understood without these words. It runs in a child of its own: what was loaded stays loaded."""
    words, numbers = job
    forget(words)
    return {n: _outcome(CASES[n]) for n in numbers}


def forget(words: Iterable[Known]) -> None:
    """From now on the vocabulary lacks these words."""
    gone: dict[str, set[str]] = defaultdict(set)
    for word in words:
        gone[word.place].add(word.text)
    names = {f.read_text("utf-8"): f.stem for f in (loader.ROOT / "common").glob("*.toml")}

    def lacking(text: str) -> dict[str, Any]:
        data: dict[str, Any] = _without(tomllib.loads(text), names.get(text, ""), gone)
        return data

    date_words.cache_clear()  # the only words that are loaded with their module
    vars(loader)["tomllib"] = SimpleNamespace(loads=lacking, TOMLDecodeError=tomllib.TOMLDecodeError)


def _without(data: Any, place: str, gone: dict[str, set[str]]) -> Any:
    if isinstance(data, dict):
        return {k: _without(v, f"{place}.{k}", gone) for k, v in data.items()}
    if isinstance(data, list):
        lost = gone.get(place, set())
        return [_without(v, place, gone) for v in data if not (isinstance(v, str) and v in lost)]
    return data


def _outcome(case: Case) -> Outcome:
    scores = Scores()
    profile = conclude(understand(case.documents), today=TODAY)
    scores.add(json.loads(profile.model_dump_json()), case.gold)
    whole = scores.total()
    return Outcome(frozenset(json.dumps(_said(e), sort_keys=True) for e in scores.silent), whole.right, whole.wanted)


def _said(error: dict[str, Any]) -> dict[str, Any]:
    """An error without what changes from run to run."""
    found = error["found"]
    quote = ""
    if isinstance(found, dict):
        quote = next((e["quote"] for e in found.get("evidence") or ()), "")
        found = {k: v for k, v in found.items() if k not in ("evidence", "id", "labels", "sources") and v is not None}
    return {"family": error["family"], "list": error["list"], "why": error["why"], "found": found, "quote": quote}


def _new(known: dict[int, Outcome], forgot: dict[int, Outcome], hand: tuple[Known, ...]) -> Iterator[Error]:
    for n, outcome in forgot.items():
        yield from (Error(n, said, hand) for said in sorted(outcome.silent - known[n].silent))


def trace(pool: Any, errors: Sequence[Error]) -> list[str]:
    """For each error the word whose absence alone makes it; errors of one list and hand of a case have one cause."""
    first = {e.cause: e for e in reversed(errors)}
    suspects = {c: CASES[e.case].suspects(e) for c, e in first.items()}
    while open_ := [c for c, words in suspects.items() if len(words) > 1]:
        halves = [(c, half) for c in open_ for half in _halves(suspects[c])]
        runs = sorted({(tuple(half), (first[c].case,)) for c, half in halves})
        made = dict(zip(runs, pool.map(outcomes, runs, chunksize=1), strict=True))
        for c in open_:
            case, said = first[c].case, first[c].said
            makes = (h for d, h in halves if d == c and said in made[tuple(h), (case,)][case].silent)
            suspects[c] = next(makes, [])
    named = {c: f"{words[0].place}: {words[0].text}" if words else "several" for c, words in suspects.items()}
    return [named[e.cause] for e in errors]


def _halves(words: list[Known]) -> tuple[list[Known], list[Known]]:
    middle = len(words) // 2
    return words[:middle], words[middle:]


def report(
    words: Sequence[Known],
    known: dict[int, Outcome],
    forgot: Sequence[dict[int, Outcome]],
    found: Sequence[dict[str, Any]],
) -> str:
    """The figures for people: errors per 1,000 asserted facts and recall, with all words and without."""
    right = sum(o.right for o in known.values())
    wanted = max(sum(o.wanted for o in known.values()), 1)
    lost = [sum(o.right for o in f.values()) for f in forgot]
    asserted = max(sum(lost) + len(found), 1)
    by_word = Counter(f["word"] for f in found)
    per_place = Counter(w.place for w in words)
    blamed = Counter(w.partition(": ")[0] for w in by_word)
    lines = [
        f"{len(known)} cases; {len(words)} words of theirs forgotten in {len(forgot)} rounds",
        f"with all words: {sum(len(o.silent) for o in known.values())} silent errors, recall {right / wanted:.3f}",
        f"without: {1000 * len(found) / asserted:.1f} more silent errors per 1,000 asserted facts, "
        f"recall {sum(lost) / max(len(lost), 1) / wanted:.3f}; {len(by_word)} words do harm",
        *(f"{n:6} {word}" for word, n in by_word.most_common()),
        "",
        *(f"{blamed[p]:6} of {n:5} words do harm: {p}" for p, n in per_place.most_common()),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
