"""Chromosome findings and gene changes as three-valued answers. The findings themselves are data."""

from extractors.patterns import pattern
from pipeline.evaluate.facts import FactBase
from pipeline.evaluate.kleene import Gap, Interval, Tri, unique
from schemas.expressions import KaryotypeAtom, VariantAtom
from schemas.facts import Karyotype, Variant
from schemas.rules import KaryotypeFinding

NORMAL = ("46,XX", "46,XY")
"""A human karyotype without any abnormality; everything else names its abnormalities."""
NOT_COUNTED = ("uncertain", "benign")


def ascii_iscn(text: str) -> str:
    """One spelling for minus signs and no spaces."""
    return text.replace("−", "-").replace("–", "-").replace("‑", "-").replace(" ", "")


def abnormalities(karyotype: Karyotype) -> tuple[str, ...]:
    """Acquired abnormalities, each once; constitutional ones (suffix c) do not count."""
    spelled = (ascii_iscn(a) for a in karyotype.abnormalities)
    return unique(a for a in spelled if a and not a.endswith("c"))


def adequate(facts: FactBase, karyotype: Karyotype) -> bool:
    """Whether absence in it means something: enough cells counted, not a mixture with a donor, and understood."""
    enough = karyotype.metaphases is not None and karyotype.metaphases >= facts.pack.scope.minimum_metaphases
    understood = bool(karyotype.abnormalities) or ascii_iscn(karyotype.iscn).split("[")[0] in NORMAL
    return enough and understood and "//" not in karyotype.iscn


def _matches(patterns: tuple[str, ...], abnormality: str) -> bool:
    return any(pattern(p).fullmatch(abnormality) for p in patterns)


def _counted(finding: KaryotypeFinding, found: tuple[str, ...], complete: bool) -> bool | None:
    if len(found) >= (finding.at_least or 1):
        return True
    return False if complete else None


def _alone(finding: KaryotypeFinding, others: list[str]) -> bool | None:
    if any(_matches(finding.never_with, o) for o in others):
        return False
    if finding.others_at_most is None or len(others) <= finding.others_at_most:
        return True
    return None if len(others) <= (finding.others_unsure or 0) else False


def in_karyotype(facts: FactBase, finding: KaryotypeFinding, karyotype: Karyotype) -> bool | None:
    """Whether one karyotype shows the finding; unknown where it cannot rule it out."""
    found = abnormalities(karyotype)
    complete = adequate(facts, karyotype)
    if finding.at_least is not None:
        return _counted(finding, found, complete)
    hits = [a for a in found if _matches(finding.patterns, a)]
    if hits:
        others = [a for a in found if a not in hits]
        if finding.others_at_least is not None and len(others) < finding.others_at_least:
            return False if complete else None
        return _alone(finding, others)
    if any(_matches(finding.patterns, a.replace("?", "")) for a in found if "?" in a):
        return None
    return False if complete else None


def _fish(facts: FactBase, finding: KaryotypeFinding) -> list[Tri]:
    results = []
    for i, marker in enumerate(facts.profile.biomarkers):
        pointer = f"biomarkers[{i}]"
        if marker.name in finding.fish and marker.status in ("positive", "negative") and not facts.blocked(pointer):
            results.append(Tri(marker.status == "positive", (pointer,)))
    return results


def test_karyotype(facts: FactBase, atom: KaryotypeAtom) -> Tri:
    """Karyotypes and FISH together; genetic findings stay valid whatever their age."""
    finding = next(f for f in facts.pack.karyotype_findings if f.name == atom.karyotype)
    results, disputed, seen = _fish(facts, finding), [], []
    for i, karyotype in enumerate(facts.profile.karyotypes):
        pointer = f"karyotypes[{i}]"
        why = facts.blocked(pointer)
        if why is not None:
            disputed.append(Gap("karyotype", why, (pointer,)))
            continue
        seen.append(pointer)
        value = in_karyotype(facts, finding, karyotype)
        if value is not None:
            results.append(Tri(value, (pointer,)))
    if disputed:
        pointers = unique(p for g in disputed for p in g.pointers)
        return Tri(None, pointers, tuple(disputed))
    return _agree(facts, results, seen, "karyotype", atom.silent == "no")


def _agree(facts: FactBase, results: list[Tri], seen: list[str], name: str, silent_no: bool) -> Tri:
    values = {r.value for r in results}
    pointers = unique(p for r in results for p in r.because)
    if values == {True, False}:
        # An earlier finding stays true when a later test no longer shows it; a marker test that disagrees does not.
        kinds = {p.split("[")[0] for p in pointers}
        if len(kinds) > 1:
            return Tri(None, pointers, (Gap(name, "conflict", pointers),))
        return Tri(True, unique(p for r in results if r.value for p in r.because))
    if values:
        return Tri(values.pop(), pointers)
    if seen:
        return Tri(None, tuple(seen), (Gap(name, "unsure", tuple(seen)),))
    return Tri(False) if silent_no else Tri(None, gaps=(Gap(name, "absent"),))


def _counts(variant: Variant, atom: VariantAtom) -> bool | None:
    """Whether one variant is what the atom asks for."""
    if variant.significance in NOT_COUNTED:
        return None
    if atom.protein:
        if variant.hgvs_p is None:
            return None
        if not any(variant.hgvs_p.startswith(p) for p in atom.protein):
            return False
    if atom.vaf is None:
        return True
    if variant.vaf is None:
        return None
    share = Interval(variant.vaf, variant.vaf)
    return share.within(lt=atom.vaf.lt, le=atom.vaf.le, gt=atom.vaf.gt, ge=atom.vaf.ge)


def test_variant(facts: FactBase, atom: VariantAtom) -> Tri:
    """Found, tested and not found, or not assessed (unknown)."""
    gene = atom.variant
    found = [(f"variants[{i}]", v) for i, v in enumerate(facts.profile.variants) if v.gene == gene]
    negative = [f"genes_tested_negative[{i}]" for i, g in enumerate(facts.profile.genes_tested_negative) if g == gene]
    pointers = (*(p for p, _ in found), *negative)
    sure = [(p, v) for p, v in found if not facts.blocked(p)]
    if sure and not negative and not facts.disputed(gene):
        # A change that is sure is found, whatever another reading of the gene leaves open.
        counted = [p for p, v in sure if _counts(v, atom)]
        if len(counted) >= atom.count:
            return Tri(True, unique(counted))
    whys = [w for w in (*(facts.blocked(p) for p in pointers), facts.disputed(gene)) if w]
    if whys or (found and negative):
        return Tri(None, pointers, (Gap(gene, "review" if whys and set(whys) == {"review"} else "conflict", pointers),))
    if negative:
        return Tri(False, tuple(negative))
    if not found:
        return Tri(False) if atom.silent == "no" else Tri(None, gaps=(Gap(gene, "absent"),))
    results = [Tri(_counts(v, atom), (p,)) for p, v in found]
    true = [r for r in results if r.value]
    if len(true) >= atom.count:
        return Tri(True, unique(p for r in true for p in r.because))
    unsure = [r for r in results if r.value is None]
    if len(true) + len(unsure) >= atom.count:
        return Tri(None, pointers, (Gap(gene, "unsure", pointers),))
    return Tri(False, pointers)
