"""``idem``, ``sl`` and ``sdl``: what a clone inherits from an earlier one (ISCN 2020, clonal evolution)."""

from dataclasses import replace

from extractors.iscn.model import Abnormality, Clone


def resolve(clone: Clone, earlier: list[Clone], problems: list[str]) -> Clone:
    """``clone`` with ``all_abnormalities`` (and sex) filled in; a dangling reference is a problem."""
    if clone.refers is None:
        return replace(clone, all_abnormalities=clone.own)
    target = _target(clone.refers, [c for c in earlier if c.kind == "clone"])
    if target is None:
        problems.append("reference")
        return replace(clone, all_abnormalities=clone.own)
    return replace(clone, sex=target.sex, all_abnormalities=_evolved(target.all_abnormalities, clone.own))


def _target(refers: str, earlier: list[Clone]) -> Clone | None:
    """``idem`` and ``sl`` mean the stemline, the first abnormal clone; ``sdl2`` the second one derived from it."""
    abnormal = [c for c in earlier if c.all_abnormalities]
    if not abnormal:
        return None
    word = refers.split("x")[0]
    if word.startswith("sdl"):
        index = int(word[3:] or 0) if word[3:].isdigit() else 0
        if index >= len(abnormal):
            return None
        return abnormal[index] if index else abnormal[-1]
    return abnormal[0]


def _evolved(stem: tuple[Abnormality, ...], own: tuple[Abnormality, ...]) -> tuple[Abnormality, ...]:
    """The stem's abnormalities with what the clone gained, without what it lost again (``idem,-8`` after ``+8``)."""
    result = list(stem)
    for abnormality in own:
        lost = _undone(abnormality, result) if abnormality.sign == "-" else None
        if lost is None:
            result.append(abnormality)
        else:
            result.remove(lost)
    return tuple(result)


def _undone(loss: Abnormality, present: list[Abnormality]) -> Abnormality | None:
    for other in present:
        if loss.kind == "chromosome":
            if other.kind == "chromosome" and other.sign == "+" and other.chromosomes == loss.chromosomes:
                return other
        elif other.kind == loss.kind and other.chromosomes == loss.chromosomes and other.sign != "-":
            return other
    return None
