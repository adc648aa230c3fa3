"""Dates and numbers in the words of every day."""

from extractors.patterns import pattern

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def plain_date(iso: str | None) -> str:
    """24 August 2026, August 2026, 2026, or nothing."""
    if not iso:
        return ""
    parts = iso.split("-")
    words = [str(int(parts[2]))] if len(parts) > 2 else []
    words += [MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
    return " ".join([*words, parts[0]])


def number(value: float) -> str:
    """At most two decimals, thousands parted."""
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_a_sentence(name: str) -> str:
    """A name as it stands inside a sentence: its first letter small, unless it is an abbreviation or a code."""
    first = name.split(" ", 1)[0]
    return name[:1].lower() + name[1:] if first[1:].islower() else name


_ISO = pattern(r"\b(\d{4}-\d{2}(?:-\d{2})?)\b")
_VAF = pattern(r"\bVAF (\d+(?:\.\d+)?) %")


def plain_value(told: str) -> str:
    """A value as the merge words it, in plain words: "VAF 31 % (2026-06-10)" is "share 31% (10 June 2026)"."""
    shared = _VAF.sub(lambda m: f"share {m[1]}%", told)
    return str(_ISO.sub(lambda m: plain_date(m[1]) if "01" <= m[1][5:7] <= "12" else m[1], shared))
