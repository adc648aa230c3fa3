"""Variants, panels and what the two together say of each gene."""

from collections.abc import Sequence

from extractors.asking import reason
from knowledge.merging import load_merge_knowledge
from pipeline.merge.dated import merge_dated
from pipeline.merge.items import Clash, Item, Part, canonical, days_between, join_evidence
from pipeline.merge.shapes import show_variant
from schemas.facts import GIVEN, Finding, GenePanel, Karyotype, Treatment, Variant
from schemas.profile import Patient


def merge_variants(findings: Sequence[Finding]) -> Part:
    """Variants by gene and change; "SF3B1 mutated" without a change joins the one change known of that gene."""
    named: list[Finding] = []
    bare: list[Finding] = []
    for finding in _one_name(sorted(findings, key=canonical)):
        fact = finding.fact
        assert isinstance(fact, Variant)
        (named if fact.hgvs_c or fact.hgvs_p else bare).append(finding)
    part = merge_dated("variants", named)
    left: list[Finding] = []
    for finding in bare:
        home = _home(finding, part)
        if home == "several":
            continue
        if isinstance(home, Item):
            joined = home.fact.model_copy(update={"evidence": join_evidence([home.fact, finding.fact])})
            part.swap(home, Item(joined, home.doubt, home.source))
        else:
            left.append(finding)
    rest = merge_dated("variants", left)
    part.items += rest.items
    part.clashes += rest.clashes
    part.loose += rest.loose
    return part


def _one_name(findings: Sequence[Finding]) -> list[Finding]:
    """A change printed as c. in one place and as c. and p. in another is one change: give all of them both names."""
    names: dict[tuple[str, str], set[str]] = {}
    for finding in findings:
        fact = finding.fact
        if isinstance(fact, Variant) and fact.hgvs_c and fact.hgvs_p:
            names.setdefault((fact.gene, fact.hgvs_c), set()).add(fact.hgvs_p)
    named = []
    for finding in findings:
        fact = finding.fact
        if isinstance(fact, Variant) and fact.hgvs_c and not fact.hgvs_p:
            proteins = names.get((fact.gene, fact.hgvs_c), set())
            if len(proteins) == 1:
                finding = finding.model_copy(
                    update={"fact": fact.model_copy(update={"hgvs_p": next(iter(proteins))})}
                )  # fmt: skip
        named.append(finding)
    return named


def _home(finding: Finding, part: Part) -> Item | str | None:
    """The item a change-less mention speaks of: same gene and date, or any date where it is undated or retold."""
    fact = finding.fact
    assert isinstance(fact, Variant)
    of_gene = [i for i in part.items if i.fact.gene == fact.gene and i.doubt is None]
    same_day = [i for i in of_gene if fact.collected is not None and i.fact.collected == fact.collected]
    retold = fact.collected is None or finding.source.kind == "note"
    homes = same_day or (of_gene if retold else [])
    if fact.vaf is not None:
        homes = [
            i
            for i in homes
            if i.fact.vaf is None or abs(i.fact.vaf - fact.vaf) <= load_merge_knowledge().genes.vaf_slack
        ]
    if not homes:
        return None
    return homes[0] if len(homes) == 1 else "several"


def negative_genes(panels: Part, variants: Part) -> tuple[str, ...]:
    """Genes that some report says were tested without a reportable change and no report found changed."""
    negative = {g for i in panels.items if i.doubt is None for g in i.fact.negative}
    return tuple(sorted(negative - {i.fact.gene for i in variants.items}))


def gene_clashes(variants: Part, panels: Part, treatments: Part) -> list[Clash]:
    """A gene found mutated in one report and not in another of about the same time."""
    clashes = []
    for item in variants.items:
        if item.doubt is not None or item.fact.significance == "benign":
            continue
        against = [
            p for p in panels.items
            if p.doubt is None and item.fact.gene in p.fact.negative and _one_time(item, p, treatments)
        ]  # fmt: skip
        if against:
            dates = sorted({p.fact.collected or "no date" for p in against})
            clashes.append(
                Clash(
                    items=(item,),
                    why=reason("change_and_none", gene=item.fact.gene),
                    values=(show_variant(item.fact), *(f"{item.fact.gene} not detected ({d})" for d in dates)),
                    evidence=join_evidence([p.fact for p in against]),
                )
            )
    return clashes


def _one_time(variant: Item, panel: Item, treatments: Part) -> bool:
    """Whether both speak of one state: near in time, no donor's cells between; an unknown date speaks of any time."""
    one, two = variant.fact.collected, panel.fact.collected
    if one is None or two is None:
        return True
    if _donor_between(min(one, two), max(one, two), treatments):
        return False
    return days_between(one, two) <= load_merge_knowledge().genes.apart_days


def _donor_between(early: str, late: str, treatments: Part) -> bool:
    return any(
        early <= (t.fact.started or t.fact.ended or "") <= late for t in treatments.items if brings_donor_cells(t.fact)
    )


def brings_donor_cells(fact: Treatment) -> bool:
    """Whether blood and marrow after this treatment may be a donor's."""
    given = fact.status in GIVEN
    return given and (fact.kind == "transplant" or fact.agent in load_merge_knowledge().trust.donor_cells)


def sex_of_karyotype(karyotype: Karyotype) -> str | None:
    """The sex that a formula's sex chromosomes show; ``None`` where they do not tell (X alone, a donor's clone)."""
    if "//" in karyotype.iscn:
        return None
    seen = set()
    for clone in karyotype.iscn.replace(" ", "").split("/"):
        parts = clone.upper().split("[")[0].split(",")
        chromosomes = parts[1] if len(parts) > 1 else ""
        if not chromosomes or set(chromosomes) - set("XY"):
            continue
        if "Y" in chromosomes or "-Y" in parts:
            seen.add("male")
        elif chromosomes.count("X") >= 2 or "-X" in parts:
            seen.add("female")
    return seen.pop() if len(seen) == 1 else None


def sex_clashes(karyotypes: Part, patient: Patient, treatments: Part) -> list[Clash]:
    """A karyotype of the other sex with no donor's cells to explain it: another person's report, or a wrong sex."""
    if patient.sex not in ("female", "male"):
        return []
    clashes = []
    for item in karyotypes.items:
        sex = sex_of_karyotype(item.fact)
        grafts = [t.fact for t in treatments.items if brings_donor_cells(t.fact)]
        collected = item.fact.collected
        explained = any(collected is None or (g.started or g.ended or "") <= collected for g in grafts)
        if sex is not None and sex != patient.sex and not explained:
            clashes.append(
                Clash(
                    items=(item,),
                    why=reason("other_sex"),
                    values=(item.fact.iscn, f"sex: {patient.sex}"),
                    evidence=patient.evidence,
                )
            )
    return clashes


__all__ = ["GenePanel", "gene_clashes", "merge_variants", "negative_genes", "sex_clashes", "sex_of_karyotype"]
