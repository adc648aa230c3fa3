"""Which chromosome arms an abnormality takes away: deletions, monosomies and unbalanced rearrangements."""

from extractors.iscn import Abnormality, Part

_DISTAL = frozenset({"add", "dic", "idic"})


def loses_arm(abnormality: Abnormality, chromosome: str, arm: str) -> bool:
    """Whether ``abnormality`` means loss of (part of) ``arm`` (``p`` or ``q``) of ``chromosome``."""
    if abnormality.sign == "+" or abnormality.constitutional:
        return False
    if abnormality.kind == "chromosome":
        return abnormality.sign == "-" and abnormality.chromosomes == (chromosome,)
    if abnormality.sign == "-":
        return False
    if abnormality.kind == "der":
        return _derivative_loses(abnormality, chromosome, arm)
    return any(_part_loses(p, chromosome, arm) for p in abnormality.parts)


def _part_loses(part: Part, chromosome: str, arm: str) -> bool:
    if chromosome not in part.chromosomes:
        return False
    if part.kind == "del" or part.kind in _DISTAL:
        return arm in part.arms(chromosome)
    if part.kind == "i":
        arms = part.arms(chromosome)
        return bool(arms) and arm not in arms
    return False


def _derivative_loses(abnormality: Abnormality, chromosome: str, arm: str) -> bool:
    """``der(5)t(5;17)(q11;p11)`` loses 5q; ``der(1;7)(q10;p10)`` loses 1p and 7q; a ``der(17)`` of it nothing of 5."""
    first, *inner = abnormality.parts
    for part in (p for p in abnormality.parts if p.kind == "der" and len(p.chromosomes) > 1):
        arms = part.arms(chromosome)
        if arms and (arm not in arms if _whole_arms(part) else arm in arms):
            return True
    if chromosome not in first.chromosomes or len(first.chromosomes) > 1:
        return False
    return any(
        arm in p.arms(chromosome) if p.kind == "t" else _part_loses(p, chromosome, arm) for p in inner
    )  # fmt: skip


def _whole_arms(part: Part) -> bool:
    """Whether whole arms are joined at the centromere (bands ``p10``, ``q10``)."""
    return all(band[1:] in ("10", "11", "11.1", "11.2") for _, band in part.bands)
