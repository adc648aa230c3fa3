"""What kind of report it is: by titles, section labels and words of the body."""

from functools import lru_cache
from typing import Any

from extractors.base import kept_for_last
from extractors.dates import find_dates
from extractors.patterns import pattern
from extractors.wordings import Wordings
from knowledge.context import load_context_words
from knowledge.loader import load_vocabulary
from pipeline.context.head import FURNITURE, head_fields, head_passages
from pipeline.context.kind_words import kind_by_words
from pipeline.context.letters import kind_of_letter, without_addressee
from schemas.document import Word
from schemas.layout import DocumentKind, Passage, Report, SectionLabel, Table

_WORDINGS = Wordings("context", "kinds")

_LIKELY, _CERTAIN = 0.5, 0.7  # probability of a kind by all words, to follow it, and to follow it against a title
_UNLEARNT = frozenset({"imaging", "flow", "pathology"})
_TITLE_LINES = 10
_TITLE_LENGTH, _SPREAD_TITLE = 90, 60
_TITLE, _HEADING, _SECTION, _WORD = 8.0, 3.0, 2.0, 0.5
_MOST_WORDS = 10
_LEAST_SCORE = 1.5
_FIRST_LINES = 4
_VERBS = frozenset(_WORDINGS.words("verbs"))
_HOUSES = _WORDINGS.words("houses")
_PAPERS = _WORDINGS.words("papers")
_MEETINGS = frozenset(_WORDINGS.words("meetings"))
_REFINES = 2.5
_STUDIES = 3
_PARTS: tuple[DocumentKind, ...] = ("marrow", "cytogenetics", "molecular", "flow")
_DISCIPLINES = frozenset({"lab", "pathology"})
_UNTOLD, _PLAIN = 1.0, 4.0
_TABLE, _LEAST_ROWS = 4.0, 4
_FIRST_TITLE_BONUS = 3.0
_SENDER = 1.0
_FORMULA, _MOST_FORMULAS = 1.5, 2
_GENES, _SOME_GENES, _MANY_GENES = 6.0, 8, 20
_SYMBOL = pattern(r"(?-i:\b[A-Z][A-Z0-9]{2,7}\b)")
_OPENING = _WORDINGS.pattern("opening")
_CHANGE = pattern(r"\b[pc]\.\(?[A-Z*]?[A-Za-z]{0,2}\d+")
_ISCN = pattern(r"\b4\d,\s?X[XY]?\b")
_COUNTED = _WORDINGS.pattern("counted")
_PERSON_OPENS = _WORDINGS.pattern("person_opens", ignore_case=False)
_TOLD, _LEAST_TOLD, _MOST_TOLD = 1.5, 3, 4
_VISITED, _NEAR = 1.0, 8  # characters between a key and its day
_WRITER = ("I ", "We ", "My ", "You ")
_CLINICAL = frozenset({
    SectionLabel.PLAN, SectionLabel.TREATMENT, SectionLabel.MEDICATIONS, SectionLabel.INTERVAL, SectionLabel.EXAM,
    SectionLabel.ASSESSMENT,
})  # fmt: skip
_NOT_BODY = frozenset({SectionLabel.METHODS, SectionLabel.COPIED, SectionLabel.TRIAL, SectionLabel.INDICATION})


@lru_cache(maxsize=1)
def _phrases() -> tuple[Any, dict[str, list[tuple[DocumentKind, bool]]]]:
    known: dict[str, list[tuple[DocumentKind, bool]]] = {}
    for entry in load_context_words().kinds:
        for is_title, phrases in ((True, entry.titles), (False, entry.words)):
            for phrase in phrases:
                known.setdefault(phrase, []).append((entry.kind, is_title))
    return pattern(rf"\b(?:{alternation(tuple(known))})"), known


@lru_cache(maxsize=64)
def alternation(phrases: tuple[str, ...]) -> str:
    """The phrases as one alternative of RE2, longest first."""
    ordered = sorted(set(phrases), key=lambda p: (-len(p), p))
    return "|".join("".join(c if c.isalnum() or c == " " else f"\\{c}" for c in p) for p in ordered)


@lru_cache(maxsize=512)  # the lines of a report are asked for several times in a row
def _found(text: str) -> tuple[str, ...]:
    matcher, _ = _phrases()
    return tuple(m.group().casefold() for m in matcher.finditer(text) if not text[m.end() : m.end() + 1].isalnum())


def kind_of(report: Report) -> DocumentKind:
    """The kind that all words of the report speak for, else that of its titles; "other" when nothing tells.

    Kinds that the learnt words do not know (imaging, flow, pathology) are those of titles, unless the words are sure.
    """
    kind, titled = _kind_by_titles(report)
    told, sure = kind_by_words(report, title_lines(report))
    return told if sure >= (_CERTAIN if titled or kind in _UNLEARNT else _LIKELY) else kind


def _kind_by_titles(report: Report) -> tuple[DocumentKind, bool]:
    """The kind whose titles and phrases the report holds most of, and whether a title says it; "other" for none."""
    order = [entry.kind for entry in load_context_words().kinds]
    scores = dict.fromkeys(order, 0.0)
    _score_body(report, scores)
    body = dict(scores)
    _score_titles(report, scores)
    best = max(order, key=lambda k: (scores[k], -order.index(k)))
    if best == "flow" and body["lab"] > body["flow"] and body["lab"] >= _TABLE:
        best = "lab"  # "Flow cytometry" under a count says how it was made
    if best == "flow" and not _titles(report, "flow") and (body["marrow"] > body["flow"] or _before_flow(report, body)):
        best = "marrow"  # a section on it among others
    if (
        best == "note"
        and body["note"] < _UNTOLD <= body["lab"] - _PLAIN
        and all(phrase.endswith(_HOUSES) for phrase in _titles(report, "note"))
    ):
        best = "lab"  # "Cedar Bend Oncology Clinic" over a table of counts: who counted
    if best == "note" and (reported := kind_of_letter(report, body, _titles(report, "note"))) is not None:
        return reported, False
    told = max(order, key=lambda k: (body[k], -order.index(k)))
    if best in _DISCIPLINES and body[best] < _UNTOLD <= body[told] - _PLAIN:
        best = told  # "Laboratory Medicine", "Molecular Pathology" over a body of quite another kind: who writes
    if best in _PARTS and best != "marrow" and _integrates(report, body, best):
        best = "marrow"
    parts = [k for k in _PARTS if scores[k] - body[k] >= _TITLE]
    if best in parts and len(parts) > 1 and _titles(report, "note"):
        best = "note"  # a proforma with a heading for each study
    best = "note" if _is_of_a_meeting(report) else _told_by_its_parts(report, body, best)
    for entry in load_context_words().kinds:
        if entry.refines == best and body[entry.kind] >= _REFINES and _at_top(report, entry.refines_by):
            return entry.kind, True
    return (best, scores[best] - body[best] >= _TITLE) if scores[best] >= _LEAST_SCORE else ("other", False)


def _before_flow(report: Report, body: dict[DocumentKind, float]) -> bool:
    """Whether a report concludes and describes a marrow under headings that stand before that of its flow cytometry."""
    labels = [s.label for s in report.sections]
    ahead = set(labels[: labels.index(SectionLabel.FLOW)]) if SectionLabel.FLOW in labels else set()
    return {SectionLabel.DIAGNOSIS, SectionLabel.MARROW} <= ahead and body["marrow"] >= _REFINES


def _is_of_a_meeting(report: Report) -> bool:
    """Whether the first lines title a meeting and no study: its record repeats the results of them all."""
    met = any(not _MEETINGS.isdisjoint(phrase.split()) for phrase in _titles(report, "note"))
    return met and not any(_titles(report, kind) for kind in _PARTS)


def _told_by_its_parts(report: Report, body: dict[DocumentKind, float], best: DocumentKind) -> DocumentKind:
    """What a paper with counts is that prints a visit and what is planned, or the parts of a marrow examination."""
    if best != "lab":
        return best
    labels = [s.label for s in report.sections]
    if not _CLINICAL.isdisjoint(labels):
        slots = {f.slot for f in head_fields(report)}
        if "visit" in slots and "collected" not in slots:
            return "note"
    return "marrow" if labels.count(SectionLabel.MARROW) > 1 and body["lab"] < _TABLE else best


def _integrates(report: Report, body: dict[DocumentKind, float], best: DocumentKind) -> bool:
    """Whether a report tells of three and more studies of one marrow, and its first line names none of them."""
    _, known = _phrases()
    told = [k for k in _PARTS if body[k] >= _REFINES]
    first = title_lines(report)[:1]
    return (
        "marrow" in told
        and len(told) >= _STUDIES
        and not any((best, True) in known[p] for t in first for p in _found(t))
    )


def _titles(report: Report, kind: DocumentKind) -> list[str]:
    """The phrases of the first lines that title ``kind``."""
    _, known = _phrases()
    return [p for text in title_lines(report)[:_FIRST_LINES] for p in _found(text) if (kind, True) in known[p]]


def _at_top(report: Report, words: tuple[str, ...]) -> bool:
    top = " ".join([s.heading for s in report.sections[:4]] + [p.text for p in head_passages(report)[:_TITLE_LINES]])
    return pattern(rf"\b(?:{alternation(words)})\b").search(top) is not None


def _score_titles(report: Report, scores: dict[DocumentKind, float]) -> None:
    _, known = _phrases()
    seen: set[tuple[DocumentKind, str]] = set()
    first = True
    lines = title_lines(report)
    if not any(is_title for text in lines for phrase in _found(text) for _, is_title in known[phrase]):
        lines = [p.text for s in report.sections if s.heading == FURNITURE for p in s.passages]
    for text in (line for line in lines if not (_only_a_discipline(line) or _tells(line))):
        if not first and _is_key(text):
            continue
        kinds = _kinds_in_title(text)
        sender = names_institution(text) or (first and _ends_in_discipline(text))
        sender = sender and not _ends_in_title(text)
        for kind in kinds:
            weight = _SENDER if sender else _TITLE * _share(text, kind)
            if first and not sender:
                weight += _FIRST_TITLE_BONUS
            scores[kind] += weight if (kind, "t") not in seen else min(weight, 1.0)
            if not sender:
                seen.add((kind, "t"))
        first = first and (sender or not kinds)
    _score_headings(report, scores)


def _tells(text: str) -> bool:
    """Whether a short line is a sentence, or holds a karyotype: "I have booked a bone marrow examination."."""
    return (text.rstrip().endswith(".") and not _VERBS.isdisjoint(text.casefold().split())) or bool(_ISCN.search(text))


def _kinds_in_title(text: str) -> set[DocumentKind]:
    """The kinds a title names; "Hematology" alone says less than "follow up visit" beside it."""
    _, known = _phrases()
    named = [(kind, phrase) for phrase in _found(text) for kind, is_title in known[phrase] if is_title]
    kinds = {kind for kind, _ in named}
    told = any(kind == "note" and " " in phrase for kind, phrase in named)
    bare = all(" " not in phrase for kind, phrase in named if kind == "lab")
    return kinds - {"lab"} if told and bare else kinds


def _score_headings(report: Report, scores: dict[DocumentKind, float]) -> None:
    """Each kind once that the heading of a section names."""
    _, known = _phrases()
    found = (phrase for section in report.sections for phrase in _found(section.heading))
    for kind in dict.fromkeys(kind for phrase in found for kind, is_title in known[phrase] if is_title):
        scores[kind] += _HEADING


def _is_key(text: str) -> bool:
    """Whether a line tells a result behind a key ("Cytogenetics: 46,XX[20]"); below a title it is none itself."""
    key, colon, value = text.partition(":")
    return bool(colon) and any(map(str.isdigit, value)) and key.strip().casefold() in _phrases()[1]


def _only_a_discipline(text: str) -> bool:
    """One word of a longer line ("Tauranga Bay Haematology") names who writes, not what."""
    _, known = _phrases()
    titles = [p for p in _found(text) if any(is_title for _, is_title in known[p])]
    if any(is_title and kind != "lab" for p in titles for kind, is_title in known[p]):
        return False
    plain = text.strip().casefold()
    limit = 0.67 if any(plain.endswith(f" {p}") for p in titles) else 0.5
    return bool(titles) and all(" " not in p and "/" not in p and len(p) <= limit * len(plain) for p in titles)


def _ends_in_discipline(text: str) -> bool:
    """Whether a genetic discipline closes a line of other words ("Kestrel Bay Genomics"): a name of a house."""
    _, known = _phrases()
    titles = [p for p in _found(text) if any(is_title for _, is_title in known[p])]
    words = text.strip().casefold().split()
    if len(titles) != 1 or len(words) < 2 or words[-1] != titles[0] or " of " in text.casefold():
        return False
    return all(kind in ("molecular", "cytogenetics") for kind, is_title in known[titles[0]] if is_title)


def _ends_in_title(text: str) -> bool:
    """Whether what a house prints closes the line of its name: "Evergreen Oncology Transfusion support summary"."""
    _, known = _phrases()
    plain = text.strip().casefold()
    titles = [p for p in _found(text) if any(is_title for _, is_title in known[p])]
    return any(" " in p and plain.endswith(p) and p.endswith(_PAPERS) for p in titles)


def names_kind(text: str) -> bool:
    """Whether a text holds words that title a kind of report."""
    return _is_title(text)


def names_institution(text: str) -> bool:
    """Whether a text holds a word of names of hospitals and laboratories."""
    return _institutions().search(text) is not None


@lru_cache(maxsize=1)
def _institutions() -> Any:
    return pattern(rf"\b(?:{alternation(load_context_words().institution)})\b")


def _share(text: str, kind: DocumentKind) -> float:
    """A title that fills its line says more than a phrase in a long one."""
    _, known = _phrases()
    length = max((len(p) for p in _found(text) if (kind, True) in known[p]), default=0)
    return 0.4 + 0.6 * min(1.0, length / max(len(text.strip()), 1))


def _score_body(report: Report, scores: dict[DocumentKind, float]) -> None:
    _, known = _phrases()
    entries = {entry.kind: entry for entry in load_context_words().kinds}
    common = load_context_words().any_report
    labels = {s.label for s in report.sections if s.passages and s.heading.strip(" :.").casefold() not in common}
    for kind, entry in entries.items():
        scores[kind] += _SECTION * len(labels & set(entry.sections))
    held: dict[DocumentKind, set[str]] = {kind: set() for kind in scores}
    for section in report.sections:
        if section.label in _NOT_BODY:
            continue
        for passage in section.passages:
            for phrase in _found(passage.text):
                for kind, _ in known[phrase]:
                    held[kind].add(phrase)
    _score_formulas(report, scores)
    scores["note"] += _TOLD * min(_sentences_of_people(report), _MOST_TOLD)
    scores["note"] += _VISITED if _tells_visit(report) else 0.0
    scores["lab"] += _TABLE * _table_share(report) * min(1.0, len(held["lab"]) / 6)
    for kind, phrases in held.items():
        scores[kind] += _WORD * min(len(phrases), _MOST_WORDS)


def _tells_visit(report: Report) -> bool:
    """Whether the head prints the day on which somebody was seen ("Seen 10 Jul 2026")."""
    fields = (f for f in head_fields(report) if f.slot == "visit" and f.opens)
    return any(d.start <= _NEAR for f in fields for d in find_dates(f.value))


def _sentences_of_people(report: Report) -> int:
    """How many sentences open with a person: somebody tells of a patient, no laboratory reports.

    Few are counted only where all of them tell of the patient; a laboratory, too, writes "I counted 500 cells".
    """
    texts = [p.text for s in report.sections if s.label not in _NOT_BODY for p in s.passages if "\t" not in p.text]
    told = [m.group().lstrip(".!?:; ") for t in texts for m in _PERSON_OPENS.finditer(t)]
    few = len(told) < _LEAST_TOLD
    return 0 if few and (len(told) < _LEAST_TOLD - 1 or any(t.startswith(_WRITER) for t in told)) else len(told)


def _score_formulas(report: Report, scores: dict[DocumentKind, float]) -> None:
    """Changes of genes and karyotypes: what they are written in speaks for a report on them, if little else does."""
    texts = [p.text for s in report.sections if s.label not in _NOT_BODY for p in s.passages]
    changes = {m.group() for t in texts for m in _CHANGE.finditer(t)}
    scores["molecular"] += min(len(changes), _MOST_FORMULAS)
    known = _gene_symbols()
    listed = {m.group() for s in report.sections for p in s.passages for m in _SYMBOL.finditer(p.text)} & known
    if len(listed) >= _SOME_GENES:  # few but a panel's report list so many
        scores["molecular"] += _GENES * min(1.0, len(listed) / _MANY_GENES)
    scores["cytogenetics"] += _FORMULA if any(_ISCN.search(t) for t in texts) else 0.0
    scores["cytogenetics"] += _FORMULA if any(_COUNTED.search(t) for t in texts) else 0.0  # cells were counted here


@lru_cache(maxsize=1)
def _gene_symbols() -> frozenset[str]:
    return frozenset(g.symbol for g in load_vocabulary().genes)


def _table_share(report: Report) -> float:
    """How much of the report is rows of tables: a laboratory report is little else."""
    rows = sum(len(t.rows) for s in report.sections for t in s.tables if _has_figures(t))
    passages = sum(len(s.passages) for s in report.sections if s.label != SectionLabel.HEADER)
    return min(1.0, rows / passages) if rows >= _LEAST_ROWS and passages else 0.0


def _has_figures(table: Table) -> bool:
    """Whether a cell of a table begins with a figure that is no date: "From", "To", "Sent" head a message."""
    cells = [c.text for r in table.rows for c in r.cells]
    return any(t[:1].isdigit() and not find_dates(t) for t in cells) or not any(t[:1].isdigit() for t in cells)


@kept_for_last
def title_lines(report: Report) -> list[str]:
    """Short lines at the top that may be the report's title; lines that name a specimen or a person are none."""
    lines: list[str] = []
    for number, section in enumerate(report.sections):
        if number and report.sections[number - 1].label == SectionLabel.INDICATION:
            break  # what was asked has been told: headings from here on are the body's
        if section.heading and section.heading != FURNITURE:
            lines.append(section.heading)
        for passage in section.passages:
            lines += [passage.text] if lines else _printed_lines(passage)
        if len(lines) > _TITLE_LINES:
            break
    lines = [ln for n, ln in enumerate(lines) if not n or not _SPECIMEN_KEY.search(lines[n - 1])]
    cells = [_opening(cell) for line in lines[:_TITLE_LINES] for cell in _cells(line)]
    return without_addressee([t for t in cells if len(t) <= _TITLE_LENGTH and not _names_specimen(t)])


def _printed_lines(passage: Passage) -> list[str]:
    """The lines of the passage at the very top, where it is too long for one title: house, department and title."""
    if len(passage.text) <= _TITLE_LENGTH or "\t" in passage.text:
        return [passage.text]
    lines: list[list[Word]] = []
    for word in passage.words:
        before = lines[-1][-1].place if lines else None
        if before is not None and word.place[1] < (before[1] + before[3]) / 2 and word.place[0] > before[0]:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [" ".join(w.text for w in line) for line in lines]


@lru_cache(maxsize=256)
def _names_specimen(text: str) -> bool:
    return _SPECIMEN.search(text) is not None or _SPECIMEN_INSIDE.search(text) is not None


def _cells(line: str) -> list[str]:
    """The cells of a line; large type sets words of one title so far apart that they come as cells."""
    cells = line.split("\t")
    joined = " ".join(cells)
    if len(cells) == 1 or len(joined) > _SPREAD_TITLE or any(_is_title(c) for c in cells) or not _is_title(joined):
        return [c for n, c in enumerate(cells) if not n or not _SPECIMEN_KEY.search(cells[n - 1])]
    return cells if ":" in joined else [joined]  # "Genomic Laboratory", far from it "Report date: 3 May 2025"


def _opening(line: str) -> str:
    """What a line too long for a title opens with, up to its first key: "BONE MARROW REPORT No. 12 Date of …"."""
    match = _OPENING.search(line) if len(line) > _TITLE_LENGTH else None
    return match.group() if match else line


def _is_title(text: str) -> bool:
    _, known = _phrases()
    return any(is_title for phrase in _found(text) for _, is_title in known[phrase])


_SPECIMEN_KEY = _WORDINGS.pattern("specimen_key")
_SPECIMEN_INSIDE = _WORDINGS.pattern("specimen_inside")
_SPECIMEN = _WORDINGS.pattern("specimen")
