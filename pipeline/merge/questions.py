"""Doubts as questions a patient can answer: one for each doubtful thing, in plain words, what matters most first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from knowledge.review import load_review
from pipeline.describe import describe
from pipeline.plain import number
from schemas.facts import Doubt, LabResult
from schemas.profile import ReviewItem
from schemas.provenance import Box, Evidence

MOST_CHOICES, MOST_SIGNS = 3, 120
GAP = 60.0  # points between two values of one line
_TENS = (1e-3, 1e-2, 0.1, 1.0, 10.0, 100.0, 1000.0)


@dataclass(frozen=True, slots=True)
class Asked:
    """One doubt with its question; ``name`` is what it is about (an analyte, a list)."""

    about: str
    doubt: Doubt
    question: str
    name: str
    settled: bool
    evidence: tuple[Evidence, ...]


def asked_of(about: str, fact: Any, doubt: Doubt, evidence: tuple[Evidence, ...], *, settled: bool) -> Asked:
    """The question about one doubtful fact; ``settled`` says that a later or surer value stands beside it."""
    part = about.partition("[")[0]
    name = f"labs:{fact.analyte}" if isinstance(fact, LabResult) else part
    return Asked(about, doubt, question_of(fact, doubt), name, settled, evidence)


def question_of(fact: Any, doubt: Doubt) -> str:
    """The doubt in plain words; that of the extractor where it asks for something of its own."""
    words = load_review().questions
    said = describe(fact)
    if said is None or doubt.asks == "own" or not said[1]:
        return doubt.question
    name, value, _ = said
    if doubt.asks == "fact":
        return words.fact.format(fact=value if name in value else f"{name}, {value}")
    choices = doubt.candidates or (number(fact.value),)
    shown, unit = _as_printed(fact, choices) if isinstance(fact, LabResult) else (choices, "")
    return words.value.format(name=name, choices=words.between.join(shown) + unit)


def _as_printed(lab: LabResult, choices: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """The choices and the unit as the page has them, where that is the same number or ten times it."""
    printed, _, unit = lab.original.strip().partition(" ")
    try:
        ratio = float(printed.lstrip("<>=≤≥")) / lab.value
        values = [float(c) for c in choices]
    except (ValueError, ZeroDivisionError):
        ratio, values, unit = 1.0, [], ""
    tens = next((t for t in _TENS if abs(ratio / t - 1) < 0.005), None)
    if tens is None or not values or not unit:
        said = describe(lab.model_copy(update={"value": 0.0, "comparator": None}))
        return tuple(choices), said[1].removeprefix("0") if said else ""
    shown = tuple(dict.fromkeys(choices if tens == 1 else (f"{v * tens:.6g}" for v in values)))
    return shown, f"{'' if unit == '%' else ' '}{unit}"


def review_items(asked: Iterable[Asked]) -> list[ReviewItem]:
    """An item for each doubt; those of one line, and those that ask the same, share one question."""
    items = []
    for group in _groups(list(asked)):
        question = _placed(_joined(group), [e for a in group for e in a.evidence])
        for one in group:
            items.append(
                ReviewItem(
                    about=one.about,
                    also=tuple(dict.fromkeys(a.about for a in group if a.about != one.about)),
                    why=one.doubt.why,
                    question=question,
                    candidates=one.doubt.candidates,
                    weight=_weight(one),
                    evidence=one.evidence,
                )
            )
    return items


def _joined(group: Sequence[Asked]) -> str:
    """One text for doubts that are settled together; readings of one formula are one choice."""
    words = load_review().questions
    if all(a.name == "karyotypes" and a.doubt.candidates for a in group):
        choices = tuple(dict.fromkeys(c[:MOST_SIGNS] for a in group for c in a.doubt.candidates))[:MOST_CHOICES]
        sentence = words.formula if len(choices) == 1 else words.formulas
        return sentence.format(choices=words.between.join(choices))
    return words.together.join(dict.fromkeys(a.question for a in group))


def _groups(asked: list[Asked]) -> list[list[Asked]]:
    """Doubts that are settled together, in canonical order."""
    most = load_review().order.most_in_one
    groups: list[list[Asked]] = []
    for one in sorted(asked, key=lambda a: (a.name, a.about, a.question, a.doubt.model_dump_json())):
        home = next(
            (g for g in groups if any(_same(a, one) for a in g) and len({a.question for a in (*g, one)}) <= most), None
        )
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def _same(a: Asked, b: Asked) -> bool:
    """Whether two doubts are one for a reader: the same question, or values of one line."""
    if a.question == b.question:
        return a.about != b.about or a.evidence == b.evidence
    if not a.evidence or not b.evidence:
        return False
    one, other = a.evidence[0], b.evidence[0]
    same_page = (one.document, one.page) == (other.document, other.page)
    return same_page and (_one_line(one.bbox, other.bbox) or _overlap(one.bbox, other.bbox))


def _overlap(a: Box, b: Box) -> bool:
    """Whether most of the smaller box lies in the other."""
    across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (a, b))
    return across > 0 and down > 0 and across * down > 0.6 * smaller


def _one_line(a: Box, b: Box) -> bool:
    """Whether two boxes stand in one line of text, whichever way the page is turned."""
    lying = a[2] - a[0] >= a[3] - a[1]
    if lying != (b[2] - b[0] >= b[3] - b[1]):
        return False
    along, across = (0, 1) if lying else (1, 0)
    low, high = max(a[across], b[across]), min(a[across + 2], b[across + 2])
    thin = min(a[across + 2] - a[across], b[across + 2] - b[across])
    gap = max(a[along], b[along]) - min(a[along + 2], b[along + 2])
    return high - low > 0.6 * thin and gap < GAP


def _placed(question: str, evidence: Sequence[Evidence]) -> str:
    """The question with the page it stands on."""
    pages = list(dict.fromkeys((e.file, e.page) for e in evidence))
    if not pages:
        return question
    words = load_review().questions
    sentence = words.place if len(pages) == 1 else words.places
    return sentence.format(question=question, file=pages[0][0], page=pages[0][1], more=len(pages) - 1)


def _weight(asked: Asked) -> Literal["decides", "other"]:
    return "decides" if not asked.settled and asked.name in load_review().order.decides else "other"


def rank_of(item: ReviewItem, analyte: str | None) -> tuple[int, int]:
    """Where an item stands: what decides before what does not, and in the order of ``review.toml``."""
    order = load_review().order.decides
    part = item.about.partition("[")[0].partition(".")[0]
    name = f"labs:{analyte}" if analyte is not None else part
    return (0 if item.weight == "decides" else 1), order.index(name) if name in order else len(order)


def person_questions(items: Sequence[ReviewItem], one: str, many: str, files: Sequence[str]) -> list[ReviewItem]:
    """Questions about the persons of several documents as one; ``files`` name the documents in the items' order."""
    question = (one if len(items) == 1 else many).format(files=", ".join(files))
    abouts = [i.about for i in items]
    return [
        item.model_copy(
            update={"question": question, "also": tuple(a for a in abouts if a != item.about), "weight": "decides"}
        )
        for item in items
    ]


__all__ = ["Asked", "asked_of", "person_questions", "question_of", "rank_of", "review_items"]
