"""What a formula must satisfy to be right: chromosome numbers that add up, bands that exist.

A mismatch on a page read by OCR is nearly always a misread; on a typed page it is the laboratory's own slip.
"""

from functools import lru_cache

from extractors.iscn.model import Abnormality, Clone
from knowledge.loader import read_toml

_FUSED = frozenset({"dic", "der", "tas", "trc", "rob", "idic"})


@lru_cache(maxsize=1)
def known_bands() -> dict[str, frozenset[str]]:
    """Main bands of each arm (``"5q"`` to ``{"11", "12", …}``), from ``knowledge/common/chromosome_bands.toml``.

    Raises:
        KnowledgePackError: the file is missing or is not TOML.
    """
    bands = read_toml("common/chromosome_bands.toml")["bands"]
    return {arm: frozenset(str(n) for n in numbers) for arm, numbers in bands.items()}


def band_exists(chromosome: str, band: str) -> bool:
    """Whether ``band`` (``q13.3``, or less precise ``q1``, ``q``) is on ``chromosome``."""
    main = band[1:].split(".")[0]
    numbers = known_bands().get(f"{chromosome}{band[0]}")
    if numbers is None or main in ("", "10", "ter"):
        return chromosome == "?" or numbers is not None
    return main in numbers or (len(main) == 1 and any(n.startswith(main) for n in numbers))


def expected_number(clone: Clone) -> tuple[int, int] | None:
    """The chromosome numbers that follow from what is listed; ``None`` where that cannot be said.

    Not said for composite and incomplete clones, for other than near-diploid ones and where ``?`` or ``or`` leaves
    it open.
    """
    sex = (clone.sex or "").removesuffix("c")
    unsure = clone.composite or clone.incomplete or clone.modal is None or bool(sex.strip("XY")) or not sex
    if unsure or (clone.refers and "x" in clone.refers) or not 35 <= clone.modal[0] <= 57:  # type: ignore[index]
        return None
    low = high = 44 + len(sex)
    for abnormality in clone.all_abnormalities:
        if abnormality.kind == "unknown" or "or" in abnormality.text.replace("der", ""):
            return None
        change = _change(abnormality, sex)
        low += change
        high += change + (0 if abnormality.exact_copies else 20)
    if len(sex) == 1 and any(_replaces_sex(a) for a in clone.all_abnormalities):
        low, high = low + 1, high + 1
    # "47,XXY,+X", "46,XX,+X" of a man: the letters hold the gained one already.
    held = sum(a.copies for a in clone.all_abnormalities if _sex_gained(a))
    return low - min(held, max(len(sex) - 1, 0)), high


def _change(abnormality: Abnormality, sex: str) -> int:
    if abnormality.kind == "chromosome":
        if abnormality.sign == "-" and abnormality.chromosomes[0] in "XY":
            return 0 if len(sex) < 2 else -1  # 45,X,-Y: the letters already leave it out
        return abnormality.copies if abnormality.sign == "+" else -abnormality.copies
    if abnormality.kind in ("dmin", "inc"):
        return 0
    if abnormality.sign == "+":
        return abnormality.copies
    if abnormality.sign == "-":
        return -abnormality.copies
    if abnormality.kind in ("mar", "r") and not abnormality.parts:
        return abnormality.copies
    return 1 - len(abnormality.chromosomes) if abnormality.kind in _FUSED else 0


def _sex_gained(abnormality: Abnormality) -> bool:
    return abnormality.kind == "chromosome" and abnormality.sign == "+" and abnormality.chromosomes[0] in "XY"


def _replaces_sex(abnormality: Abnormality) -> bool:
    """Whether a rearranged X or Y stands for a sex chromosome left out of the letters (``46,Y,add(X)(q26)``)."""
    return bool(abnormality.parts) and not abnormality.sign and bool({"X", "Y"} & set(abnormality.chromosomes))


def _uneven(bands: tuple[tuple[str, str], ...]) -> bool:
    """Whether a band of one figure stands beside one of two (``p1q11``): a figure was lost."""
    lengths = {len(b[1:].split(".")[0]) for _, b in bands if b[1:2].isdigit()}
    return lengths == {1, 2}


def sex_contradicts(clones: tuple[Clone, ...]) -> bool:
    """Whether clones of one person show chromosomes that cannot go together: ``45,X,-X/46,XY``, ``46,YY``, ``45,Y``."""
    letters = [(c.sex or "").removesuffix("c") for c in clones]
    bare = [s for c, s in zip(clones, letters, strict=True) if not c.all_abnormalities]
    lost = {a.chromosomes[0] for c in clones for a in c.all_abnormalities if a.kind == "chromosome" and a.sign == "-"}
    if any(s and set(s) == {"Y"} for s in bare) or ("XX" in bare and "XY" in bare):
        return True
    return ("XX" in bare and "Y" in lost) or ("XY" in letters and "X" in letters and "X" in lost and "Y" not in lost)


def remarks_on(clones: tuple[Clone, ...], donor: tuple[Clone, ...] = ()) -> list[str]:
    """What cannot be right.

    ``count``, ``band``, ``sex``, ``cells`` (no cell of any clone, and no donor), or ``number`` (no abnormality listed,
    yet a chromosome number that cannot be).
    """
    found: list[str] = ["sex"] if sex_contradicts(clones) else []
    if clones and not donor and any(c.cells == 0 for c in clones):
        found.append("cells")
    for clone in (*clones, *donor):
        number = expected_number(clone) if clone.kind == "clone" else None
        if number is not None and clone.modal is not None:
            apart = max(number[0] - clone.modal[1], clone.modal[0] - number[1])
            if apart > 0:
                found.append("count")
        bare = clone.kind == "clone" and not clone.all_abnormalities and clone.modal is not None
        if bare and clone.modal[0] == clone.modal[1] and clone.sex in ("XX", "XY"):  # type: ignore[index]
            found += ["number"] if clone.modal[0] % 46 and abs(clone.modal[0] - 46) > 1 else []  # type: ignore[index]
        for abnormality in clone.own:
            for part in abnormality.parts:
                found += ["band"] * (_uneven(part.bands) or any(not band_exists(c, b) for c, b in part.bands))
    return list(dict.fromkeys(found))
