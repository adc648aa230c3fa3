"""The genes that one report tested: lists of them, rows of gene and result, and what follows for each at its end.

A gene is negative only where the report says that it was tested. A test for one named change ("FLT3-ITD") speaks of
that change; it stands for the gene where every change that laboratories name of it was looked for.
"""

from dataclasses import dataclass, field

from extractors.asking import ask, reason
from extractors.hgvs import find_legacy
from extractors.molecular.asides import by_others
from extractors.molecular.leads import lead_says, opens_list
from extractors.molecular.said import Said, structural
from extractors.molecular.statuses import own_statuses, plainly_denied
from extractors.molecular.words import GeneHit, Words, changes_behind, find_genes, of_no_sequence
from extractors.patterns import pattern
from extractors.readings import carries
from extractors.wordings import Wordings
from schemas.facts import Doubt, GenePanel
from schemas.layout import Passage, Report
from schemas.provenance import Evidence

_WORDINGS = Wordings("genetics", "panel")

LONG_LIST = 8  # so many genes and hardly another word: a list without a title
LIST_LENGTH = 4  # that many genes and nothing said of any: a list
_READ_ENOUGH = 90.0  # of its bases read deeply enough, percent: a gene of a list with its coverage was tested
_FEW = 3
_SHOWN = 5  # genes that a question names
_NEARBY = 7  # lines, the one of the change among them, as the lines of a card
_ONLY_JOINS = _WORDINGS.pattern("only_joins")
_PART_OF_GENE = _WORDINGS.pattern("part_of_gene")
_COVERED = pattern(r"^[\s:=(\[]*(?P<value>\d{1,3}(?:[.,]\d{1,2})?)\s?%[\s)\].,;]*")


@dataclass(slots=True)
class Panel:
    """Genes that a report speaks of while it is read.

    ``partial`` holds genes of which named changes were looked for, with the way their list was opened; ``unsure`` holds
    genes beside a change that could not be read: no list makes these negative unless it says so itself.
    """

    tested: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)
    negative: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)
    partial: dict[str, dict[str, tuple[bool, tuple[Evidence, ...]]]] = field(default_factory=dict)
    excluded: set[str] = field(default_factory=set)
    found: set[str] = field(default_factory=set)
    searched: set[str] = field(default_factory=set)
    altered: set[str] = field(default_factory=set)
    blind: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)
    limit: float | None = None
    failed: bool = False
    unread: bool = False
    result_stated: bool = False
    nothing_found: bool = False
    """The report says of the whole test that it found no change."""
    list_open: str | None = None
    unclear: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)
    untold: bool = False
    """The title above says of the genes below it what is not understood."""
    nearby: list[set[str]] = field(default_factory=list)

    def note_unread(self, genes: set[str], change_unread: bool) -> None:
        """Keep ``genes`` of a line; those of it and of the lines above may have the change that was not read."""
        self.nearby = [*self.nearby[1 - _NEARBY :], genes]
        if change_unread:
            self.unsure.update(*self.nearby)


def opened_by(lower: str, words: Words) -> str | None:
    """What a title says of the genes listed below it: "not_tested", "negative", "tested", "unclear" or nothing."""
    said = lead_says(lower, words)
    return None if said == "found" else said


def blocks_of(lines: list[tuple[int, str]], words: Words) -> set[int]:
    """Which lines hold names of genes and nothing else, many genes in a run; ``lines`` are (section, text)."""
    found: set[int] = set()
    run: list[int] = []
    symbols: set[str] = set()
    for i, (section, text) in enumerate([*lines, (-1, "")]):
        genes = find_genes(text, words)
        only = bool(genes) and _ONLY_JOINS.fullmatch(_without(text, genes)) is not None
        if run and (not only or section != lines[run[-1]][0]):
            found |= set(run) if len(symbols) >= LONG_LIST else set()
            run, symbols = [], set()
        if only:
            run.append(i)
            symbols |= {g.symbol for g in genes}
    return found


def _without(text: str, genes: list[GeneHit]) -> str:
    for gene in reversed(genes):
        text = text[: gene.start] + text[gene.end :]
    return text


def is_list(passage: Passage, start: int, end: int, genes: list[GeneHit], words: Words, panel: Panel) -> bool:
    """Whether a sentence or row lists genes and says nothing of any one of them."""
    lower = passage.text[start:end].lower()
    distinct = len({g.symbol for g in genes})
    if not distinct or "p." in lower or "c." in lower or of_no_sequence(lower, words):
        return False
    if find_legacy(passage.text[start:end]):
        return False  # "IDH2 R140Q": a change, printed without its prefix
    if structural(lower, genes[0], words) or words.pending.search(lower[genes[-1].end :]):
        return False
    covered = _all_covered(lower, genes) if "%" in lower else False
    others = sum(1 for w in passage.words_in(start, end) if _says_more(w.text)) - distinct
    if _under_unknown(passage.text[start:end], genes, words, panel):
        return True
    if panel.list_open is not None and others <= 2 * distinct and ("%" not in lower or covered):
        if covered and panel.list_open == "tested":
            return distinct >= _FEW or _pure(lower, genes)
        return distinct >= 2 or covered or not (words.not_tested.search(lower) or words.negative.search(lower))
    bare = distinct >= LONG_LIST and 2 * others <= distinct and not words.not_a_result.search(lower)
    return bare or (distinct >= LIST_LENGTH and bool(words.tested_lists.search(lower)))


def _says_more(word: str) -> bool:
    """Whether a word of a list is more than a transcript or a part of the gene before it ("(NM_004364.4) exon 1")."""
    return any(c.isalpha() for c in word) and _PART_OF_GENE.fullmatch(word) is None


def _under_unknown(text: str, genes: list[GeneHit], words: Words, panel: Panel) -> bool:
    """Whether a line is genes alone below a title, or behind a key, whose words are not understood."""
    lead, rest = text[: genes[0].start].lower(), text[genes[0].start :]
    moved = [GeneHit(g.symbol, g.start - genes[0].start, g.end - genes[0].start) for g in genes]
    if _ONLY_JOINS.fullmatch(_without(rest, moved).rstrip(".")) is None:
        return False
    if not any(c.isalpha() for c in lead):
        return panel.untold
    return opens_list(lead) and lead_says(lead, words) == "unclear"


def _pure(lower: str, genes: list[GeneHit]) -> bool:
    return not any(c.isalpha() for c in lower[: genes[0].start])


def _behind(lower: str, genes: list[GeneHit], i: int) -> str:
    return lower[genes[i].end : genes[i + 1].start if i + 1 < len(genes) else len(lower)]


def _all_covered(lower: str, genes: list[GeneHit]) -> bool:
    """Whether each gene of a row has how much of it was read behind it ("ABL1 100 %"), nearly all of most of them."""
    found = [_COVERED.match(_behind(lower, genes, i)) for i in range(len(genes))]
    shares = [float(m["value"].replace(",", ".")) for m in found if m is not None]
    return len(shares) == len(genes) == lower.count("%") and 2 * sum(s >= _READ_ENOUGH for s in shares) > len(shares)


def take_list(passage: Passage, start: int, end: int, genes: list[GeneHit], words: Words, panel: Panel) -> None:
    """Note the genes of a list, as tested, as without a change, or as left out, by its own words or its title's."""
    lower = passage.text[start:end].lower()
    if statuses := own_statuses(lower, genes, words):
        _take_pairs(passage, start, genes, statuses, panel)
        return
    mode = _mode(lower, genes, words, panel)
    if mode != "unclear" or "\t" not in lower[: genes[0].start]:
        panel.list_open = mode  # else a row of one group of genes: it says nothing of the rows below
    for i, gene in enumerate(genes):
        if contested(passage, start + gene.start, start + gene.end):
            continue
        behind = _behind(lower, genes, i)
        m = _COVERED.match(behind)
        if m is not None and float(m["value"].replace(",", ".")) < _READ_ENOUGH:
            panel.excluded.add(gene.symbol)
            continue
        evidence = passage.cite(start + gene.start, start + gene.end)
        changes, whole = changes_behind(behind, gene.symbol, words)
        if mode == "unclear":
            panel.unclear.setdefault(gene.symbol, evidence)
        elif mode == "not_tested":
            panel.excluded |= {gene.symbol} if not changes else set()
            panel.blind |= {f"{gene.symbol}-{c}" for c in changes} if not by_others(behind, words) else set()
        elif changes:
            _take_changes(panel, gene.symbol, changes, mode == "negative", evidence)
            if whole:
                (panel.negative if mode == "negative" else panel.tested).setdefault(gene.symbol, evidence)
        else:
            (panel.negative if mode == "negative" else panel.tested).setdefault(gene.symbol, evidence)


def _mode(lower: str, genes: list[GeneHit], words: Words, panel: Panel) -> str:
    if plainly_denied(lower, genes):
        return "negative"
    lead, tail = lower[: genes[0].start], lower[genes[-1].end :]
    if words.not_tested.search(lead) or words.not_tested.search(tail):
        return "not_tested"
    if words.negative.search(lead) or words.negative.search(tail):
        return "negative"
    beside = next((c for c in reversed(lead.split("\t")) if c.strip()), "")  # of a row, the cell before its genes
    said = lead_says(beside, words) if any(c.isalpha() for c in beside) else None
    if said == "unclear" and panel.list_open == "not_tested":
        return "not_tested"  # the title of a part of it: "Myeloid Low: CEBPA, …" below "Low coverage regions:"
    if said in ("tested", "unclear"):
        return said
    return panel.list_open or ("unclear" if panel.untold else "tested")


def _take_changes(
    panel: Panel, gene: str, changes: tuple[str, ...], negative: bool, evidence: tuple[Evidence, ...]
) -> None:
    known = panel.partial.setdefault(gene, {})
    for change in changes:
        was, cited = known.get(change, (False, evidence))
        known[change] = (was or negative, cited)


def _take_pairs(passage: Passage, start: int, genes: list[GeneHit], statuses: list[str | None], panel: Panel) -> None:
    """A row of genes, each with its own result; one found changed is told of elsewhere, and is not negative."""
    for gene, status in zip(genes, statuses, strict=True):
        evidence = passage.cite(start + gene.start, start + gene.end)
        if status == "not_tested":
            panel.excluded.add(gene.symbol)
        elif status == "found":
            panel.found.add(gene.symbol)
        elif status == "unclear":
            panel.unclear.setdefault(gene.symbol, evidence)
        elif not contested(passage, start + gene.start, start + gene.end):
            (panel.negative if status == "negative" else panel.tested).setdefault(gene.symbol, evidence)


def take_said(passage: Passage, said: Said, start: int, end: int, words: Words, panel: Panel) -> None:
    """Note what a sentence says of a gene in which it reports no change."""
    span = (start + said.gene_span[0], start + said.gene_span[1])
    if said.what == "not_tested":
        if not said.changes:
            panel.excluded.add(said.gene)
        elif not by_others(passage.text[span[1] : end].lower(), words):
            panel.blind |= {f"{said.gene}-{c}" for c in said.changes}
        return
    if contested(passage, *span):
        return
    evidence = passage.cite(start + said.start, start + said.end)
    # A translocation looked for and not found says nothing of the gene's sequence.
    _take_changes(panel, said.gene, tuple(c for c in said.changes if c != "rearrangement"), True, evidence)
    if said.whole:
        panel.negative.setdefault(said.gene, evidence)


def contested(passage: Passage, start: int, end: int) -> bool:
    """Whether the engines read the gene's name differently (DDX41 and DDX4): which one was tested is not sure."""
    return any(
        carries(w) and len({r.text.strip(".,;:()") for r in w.readings if r.text}) > 1
        for w in passage.words_in(start, end)
    )


def panel_fact(report: Report, panel: Panel, words: Words) -> GenePanel | None:
    """The panel that the whole report tells; ``None`` where it names no gene tested."""
    concluded = bool(panel.found or panel.result_stated or panel.negative) and not panel.failed
    changes = _changes_absent(panel, concluded)
    _complete(panel, changes, words)
    open_ = panel.excluded | set(panel.unclear)
    negative = set(panel.negative) - panel.found - open_
    if concluded:
        negative |= set(panel.tested) - open_ - panel.found - panel.unsure
    if panel.unread:
        negative, changes = set(), {}
    absent = {f"{g}-{c}" for g, named in changes.items() for c in named}
    absent |= panel.searched if negative else set()
    absent -= panel.altered
    if not negative and not panel.tested and not absent:
        return None
    named = set(panel.tested) | negative | (panel.found if panel.tested or panel.negative else set())
    return GenePanel(
        tested=tuple(g for g in sorted(named) if g not in open_),
        negative=tuple(sorted(negative)),
        alterations_negative=tuple(sorted(absent)),
        alterations_not_tested=tuple(sorted(panel.blind - {"KMT2A-rearrangement"})),
        limit_of_detection=panel.limit,
        collected=report.sampled,
        evidence=_evidence(panel, negative, changes),
    )


def unclear_fact(report: Report, panel: Panel) -> tuple[GenePanel, Doubt] | None:
    """The genes that stand in a list of which it is not clear what it says, and the question about them."""
    genes = tuple(sorted(set(panel.unclear) - panel.found - panel.excluded))
    if not genes:
        return None
    evidence = tuple({e.model_dump_json(): e for g in genes for e in panel.unclear[g]}.values())
    fact = GenePanel(tested=genes, collected=report.sampled, evidence=evidence)
    few = ", ".join(genes[:_SHOWN]) + (f" and {len(genes) - _SHOWN} more" if len(genes) > _SHOWN else "")
    return fact, Doubt(
        why=reason("genes_listed"),
        question=ask("genes_tested", genes=few),
        asks="fact",
    )


def _changes_absent(panel: Panel, concluded: bool) -> dict[str, dict[str, tuple[Evidence, ...]]]:
    """Named changes that were looked for and not found, with the words that say so."""
    absent: dict[str, dict[str, tuple[Evidence, ...]]] = {}
    for gene, named in panel.partial.items():
        for change, (negative, evidence) in named.items():
            if (negative or concluded) and f"{gene}-{change}" not in panel.altered:
                absent.setdefault(gene, {})[change] = evidence
    return absent


def _complete(panel: Panel, absent: dict[str, dict[str, tuple[Evidence, ...]]], words: Words) -> None:
    """A gene of which every change with a name was looked for and not found is without one."""
    for gene, named in absent.items():
        if {n for n, of, _ in words.alterations if of == gene and n != "rearrangement"} <= set(named):
            panel.negative.setdefault(gene, next(iter(named.values())))


def _evidence(
    panel: Panel, negative: set[str], absent: dict[str, dict[str, tuple[Evidence, ...]]]
) -> tuple[Evidence, ...]:
    cited = [
        e for g in sorted(negative | set(panel.tested)) for e in (panel.negative.get(g) or panel.tested.get(g) or ())
    ]
    cited += [e for g in sorted(absent) for named in sorted(absent[g]) for e in absent[g][named]]
    return tuple({e.model_dump_json(): e for e in cited}.values())
