"""What a statement does to the day that running text goes on with; see ``standing_day``."""

from dataclasses import dataclass
from typing import Literal

Site = Literal["blood", "marrow", "either", "report"]
Kind = Literal["opens", "perhaps", "visit", "today", "same"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One statement's doing: ``iso`` is the day it opens, ``None`` where it cannot be known.

    ``kind`` is "opens" for the day of a sample, "perhaps" where it is not known whether the text goes on with it,
    "visit" for that of a visit, "today" where the text returns to the day of its report, "same" where it goes on with
    the sample told of before. ``closes``: the statement is of the values before it, too. Of the day that the title of
    a "report" prints only values of blood are.
    """

    kind: Kind
    start: int
    iso: str | None = None
    site: Site = "either"
    closes: bool = False
