"""``python -m bench.plain_words``: how plain the words are, over all general answers and all invented people.

Flesch-Kincaid grade, the longest sentence, and technical terms that no glossary explains. A term is technical by the
knowledge's own vocabulary (genes, medicines, scores, chromosome findings), by its capitals, or by Greek and Latin parts
that everyday English does not have; the few of those that every patient knows stand in ``EVERYDAY``.
"""

import argparse
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from bench.safety import PACK, answer_names, tailored
from extractors.patterns import pattern
from knowledge.loader import load_vocabulary
from knowledge.tailoring import load_glossary
from pipeline.evaluate.examples import profile_from
from pipeline.tailor.linking import escape
from sample_records.people import load_people
from schemas.answer import TailoredAnswer

MOST_WORDS = 30
GRADE = 8.0
PARTS = (
    "blast", "cyte", "cytes", "cytic", "cytosis", "penia", "penias", "philia", "philic", "plasia", "plastic", "osis",
    "emia", "emic", "itis", "oma", "omas", "pathy", "pathic", "lysis", "globin", "poietin", "poiesis", "ferritin",
    "mab", "nib", "nibs", "cept", "stat", "citabine", "parin", "mycin", "cillin", "azole", "penem", "genic", "genetic",
    "genetics", "karyotype", "chelation", "allogeneic", "autologous", "hepatic", "renal", "cellularity", "sideroblasts",
    "aspirate", "fibrosis", "cirrhosis", "refractory", "metaphase", "metaphases", "assay", "gastrointestinal",
    "prognosis", "prognostic", "somatic", "germline", "monosomy", "trisomy", "hypocellular", "hypoplastic", "biopsy",
)  # fmt: skip
EVERYDAY = frozenset({
    # ordinary English that looks Greek or Latin
    "diagnosis", "diagnoses", "plastic", "hospital", "sis", "basis", "analysis", "crisis", "stat", "accept", "concept",
    "except", "intercept", "thermostat", "home", "coma", "diploma", "aroma", "genetic", "academic", "systemic",
    "epidemic", "sympathy", "empathy", "arthritis", "diabetes", "biopsy", "hospitals", "roma", "blasted", "blast",
    "radiation", "genetics", "radiotherapy", "chemotherapy",
    # capitals that a reader meets on every letter
    "US", "EU", "FDA", "DNA", "HIV", "OK", "MRI", "CT", "ID", "UK", "USA", "PDF", "AI", "I", "A", "COVID-19", "COVID",
    "SYSTEM", "NCCN",
    # names of trials, which always stand beside the word trial
    "VERONA", "TELESTO", "MEDALIST", "IMerge",
})  # fmt: skip
"""Words that count as technical by their form and are not; kept short, and looked at by hand."""


def told(answer: TailoredAnswer) -> Iterator[str]:
    """Every text of ours that a patient reads in one answer; what is dropped is not read."""
    yield from (s.text for s in (*answer.summary, *answer.statements) if s.change != "dropped")
    yield from (q.text for q in answer.questions)
    yield from (a.text for a in answer.alerts)
    yield from (t for a in answer.ask_next for t in (a.text, a.question))
    yield from (c.text for c in answer.would_change)


def sentences(text: str) -> list[str]:
    """A text in sentences."""
    return [s for s in pattern(r"[.!?]\s").split(text) if s.strip()]


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e."""
    letters = "".join(c for c in word.lower() if c.isalpha())
    count = len(list(pattern(r"[aeiouy]+").finditer(letters)))
    silent = letters.endswith("e") and not letters.endswith("le") and count > 1
    return max(1, count - silent)


def grade(text: str) -> float:
    """Flesch-Kincaid grade."""
    words = [w for s in sentences(text) for w in s.split()]
    return 0.39 * len(words) / len(sentences(text)) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def long_sentences(text: str) -> list[str]:
    """Sentences of more than ``MOST_WORDS`` words."""
    return [s for s in sentences(text) if len(s.split()) > MOST_WORDS]


# --- technical terms --------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    """Single words of the vocabulary that are names of genes, medicines and scores, in lower case."""
    vocabulary = load_vocabulary()
    names: set[str] = {g.symbol for g in vocabulary.genes}
    for agent in vocabulary.agents:
        names |= {agent.name}
    names |= {s.system for s in PACK.stage_systems}
    return frozenset(n.lower() for n in names if " " not in n and len(n) > 2)


@lru_cache(maxsize=1)
def _explained() -> tuple[Any, frozenset[str]]:
    """A scan of everything the glossary explains (longer words first), and its words in lower case."""
    words = sorted((w for t in load_glossary("mds").terms for w in t.words), key=lambda w: -len(w))
    return pattern("(" + "|".join(escape(w) for w in words) + ")"), frozenset(w.lower() for w in words)


def technical(word: str) -> bool:
    """Whether a word is one that a patient may not know."""
    plain = word.strip(".,;:!?()[]“”\"'’").removesuffix("’s").removesuffix("'s")
    bare = plain.lower()
    if not bare or plain in EVERYDAY or bare in EVERYDAY or not any(c.isalpha() for c in bare):
        return False
    letters = [c for c in plain if c.isalpha()]
    capitals = len(letters) > 1 and all(c.isupper() for c in letters)
    return capitals or bare in _names() or bare.endswith(PARTS) or bare.startswith(("del(", "inv("))


def unexplained(text: str, quoted: Iterable[str] = ()) -> list[str]:
    """Technical words that stand in no term of the glossary.

    ``quoted``: words of the record itself (the name of a change, a karyotype), which are shown and not ours.
    """
    scan, _ = _explained()
    left = text
    for words in quoted:
        left = pattern(rf"(^|\W){escape(words)}(\W|$)").sub(" ", left)
    left = pattern(r"\bp\.\S+|\bc\.\S+|\b\d{2},?X[XY]\S*|https?://\S+").sub(" ", left)
    left = scan.sub(lambda m: " " if _alone(left, m.start(), m.end()) else m[0], left)
    return [w for w in left.replace("/", " ").replace("—", " ").split() if technical(w)]


def _alone(text: str, start: int, end: int) -> bool:
    """Whether what was found is a whole word or its plural."""
    before, after = text[:start][-1:], text[end:].removeprefix("s")[:1]
    return not before.isalnum() and not after.isalnum()


def words_of_records(answer: TailoredAnswer) -> list[str]:
    """Words that stand in an answer because a record says them."""
    profile = answer.profile
    said = (
        [k.iscn for k in profile.karyotypes]
        + [d.label for d in profile.diagnoses]
        + [f.label for f in profile.findings]
    )
    said += [w for v in profile.variants for w in (v.hgvs_p, v.hgvs_c, v.gene) if w]
    said += [str(x) for c in profile.conflicts for x in c.values]
    forms = (w for s in said for w in (s, s.lower(), f"{s[:1].lower()}{s[1:]}"))
    return sorted({w for w in forms if len(w) > 3}, key=len, reverse=True)


# --- the run ----------------------------------------------------------------------------------------------------------


def main() -> None:
    """Print the figures; exit 1 where a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="only every n-th pair of answer and person")
    args = parser.parse_args()
    people = load_people("mds")
    grades: list[float] = []
    long: set[str] = set()
    missing: Counter[str] = Counter()
    pairs = [(name, person) for name in answer_names() for person in people][:: args.every]
    for name, person in pairs:
        _, answer = tailored(profile_from(person.profile, "mds"), name, person.country)
        texts = [t for t in told(answer) if t]
        grades.append(grade(" ".join(t if t[-1] in ".?!" else f"{t}." for t in texts)))
        long.update(s for t in texts for s in long_sentences(t))
        quoted = words_of_records(answer)
        missing.update(w.strip(".,;:?()") for t in texts for w in unexplained(t, quoted))
    print(f"{len(pairs)} answers: median grade {statistics.median(grades):.1f}, highest {max(grades):.1f}")
    print(f"sentences over {MOST_WORDS} words: {len(long)}")
    for sentence in sorted(long)[:10]:
        print("  ", sentence)
    print(f"technical terms that no glossary explains: {len(missing)}")
    for word, number in missing.most_common(60):
        print(f"  {number:6} {word}")
    raise SystemExit(1 if long or missing or statistics.median(grades) > GRADE else 0)


if __name__ == "__main__":
    main()
