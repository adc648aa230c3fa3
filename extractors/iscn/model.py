"""What an ISCN formula says: clones, abnormalities and their break points (ISCN 2020)."""

from dataclasses import dataclass, replace
from typing import Literal

Sign = Literal["", "+", "-"]


@dataclass(frozen=True, slots=True)
class Part:
    """One rearrangement inside an abnormality: ``t(5;17)(q11;p11)`` of ``der(5)t(5;17)(q11;p11)``.

    ``breaks[i]`` are the bands on ``chromosomes[i]``, e.g. ``("q13", "q33")``; empty where none is printed.
    """

    kind: str
    chromosomes: tuple[str, ...]
    breaks: tuple[tuple[str, ...], ...]

    def arms(self, chromosome: str) -> frozenset[str]:
        """The arms of ``chromosome`` that have a break."""
        return frozenset(
            band[0]
            for c, bands in zip(self.chromosomes, self.breaks, strict=False)
            if c == chromosome
            for band in bands
        )

    @property
    def bands(self) -> tuple[tuple[str, str], ...]:
        """All ``(chromosome, band)`` of the part, in the order printed."""
        return tuple(
            (c, b) for c, bands in zip(self.chromosomes, self.breaks, strict=False) for b in bands
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Abnormality:
    """One comma-separated abnormality.

    ``kind`` is ``chromosome`` for a whole gained or lost chromosome (see ``sign``), else the ISCN symbol of its first
    rearrangement (``del``, ``t``, ``der``, ``mar``, ``dmin``, ``inc``, …) or ``unknown``. ``copies`` are the lowest
    number printed (``+1~3mar`` is 1); ``exact_copies`` is false where a range is printed.
    """

    text: str
    kind: str
    sign: Sign = ""
    chromosomes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    copies: int = 1
    exact_copies: bool = True
    constitutional: bool = False
    uncertain: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two printed abnormalities the same one, however their break points are punctuated."""
        if self.kind in ("mar", "r", "unknown") and not self.parts:
            return (self.kind, self.sign, self.text.split("x")[0].lstrip("+"))
        return (self.kind, self.sign, tuple((p.kind, p.chromosomes, p.bands) for p in self.parts) or self.chromosomes)

    @property
    def gained(self) -> "Abnormality":
        """The same abnormality without its sign, to compare ``-add(15)(p11)`` with ``add(15)(p11)``."""
        return replace(self, sign="")


@dataclass(frozen=True, slots=True)
class Clone:
    """One clone as printed, and its abnormalities with those of the clone it refers to (``all_abnormalities``)."""

    text: str
    modal: tuple[int, int] | None
    sex: str | None
    own: tuple[Abnormality, ...]
    all_abnormalities: tuple[Abnormality, ...] = ()
    cells: int | None = None
    composite: bool = False
    refers: str | None = None
    kind: Literal["clone", "nonclonal", "other"] = "clone"

    @property
    def acquired(self) -> tuple[Abnormality, ...]:
        """Abnormalities that are not constitutional, with those of the clone it refers to."""
        return tuple(a for a in self.all_abnormalities if not a.constitutional and a.kind != "inc")

    @property
    def incomplete(self) -> bool:
        """Whether the clone says that it was not fully described (``inc``)."""
        return any(a.kind == "inc" for a in self.all_abnormalities)


@dataclass(frozen=True, slots=True)
class ParsedKaryotype:
    """A formula as understood.

    ``problems`` break the grammar (the formula is then not ``valid``); ``remarks`` are things that fit the grammar and
    cannot be right (``count``: the chromosome number does not follow from what is listed; ``band``: no such band;
    ``sex``: sex chromosomes that do not go together; ``cells``: a clone without a cell).
    ``clones`` are the patient's; ``donor`` those behind ``//`` (or of a formula that starts with it).
    """

    printed: str
    iscn: str
    clones: tuple[Clone, ...]
    donor: tuple[Clone, ...] = ()
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether the whole formula was understood and has a chromosome number and sex chromosomes."""
        return bool(self.clones or self.donor) and not self.problems

    @property
    def metaphases(self) -> int | None:
        """Cells of all clones of the patient, ``None`` unless every clone prints its number."""
        counts = [c.cells for c in self.clones]
        return sum(n for n in counts if n is not None) if counts and None not in counts else None

    @property
    def abnormalities(self) -> tuple[Abnormality, ...]:
        """Distinct acquired abnormalities over the patient's clones, in the order first printed."""
        seen: dict[tuple[object, ...], Abnormality] = {}
        for clone in self.clones:
            for abnormality in clone.acquired if clone.kind == "clone" else ():
                seen.setdefault(abnormality.key, abnormality)
        return tuple(seen.values())

    @property
    def fits(self) -> bool:
        """Whether nothing in the formula contradicts itself."""
        return not self.remarks
