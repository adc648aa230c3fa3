"""Dates, numbers and lists in plain words."""

from pipeline import plain


def plain_date(iso: str | None) -> str:
    """24 August 2026, August 2026 or 2026."""
    if iso is None:
        return "date not given"
    month = iso[5:7]
    return iso if month and not 1 <= int(month) <= len(plain.MONTHS) else plain.plain_date(iso)


def in_brackets(iso: str | None) -> str:
    """The date behind a word, where there is one."""
    return f" ({plain_date(iso)})" if iso else ""


def plain_number(value: float) -> str:
    """At most two decimals, thousands parted, a true minus sign."""
    text = f"{abs(value):,.2f}".rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 else text


def in_lines(things: list[str], most: int, words: int = 18) -> list[list[str]]:
    """Things a few to a sentence: at most so many, and as many words as it can hold and still be short."""
    lines: list[list[str]] = []
    for thing in things:
        if lines and len(lines[-1]) < most and len(" ".join((*lines[-1], thing)).split()) <= words:
            lines[-1].append(thing)
        else:
            lines.append([thing])
    return lines


def join(parts: list[str], last: str = "and") -> str:
    """A, B and C."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def capitals(words: list[str]) -> list[str]:
    """Capitals where a filled slot opens a sentence. Names that begin with a small letter by rule are no openers."""
    text = ""
    for word in words:
        opens = not text.strip() or text.rstrip().endswith((".", "?", "!"))
        text += word[:1].upper() + word[1:] if opens else word
    return [text]
