"""One way to write what grammar alone makes of a reading: HGVS changes, bands, karyotypes, FISH formulas, units.

Only signs that cannot stand where they were read are written as the one sign that can: no formula holds a curly
bracket, and no coding change begins with a cent sign. Letters, figures and counts that could stand are left alone, so
two readings that become alike here had the same figures.
"""

from functools import lru_cache

from extractors.hgvs import AMINO_ACIDS
from extractors.lookalike import bare
from extractors.patterns import pattern

_FIGURES = str.maketrans("OoQlI|!iSs$§BZz", "000111115555822")
_ROUND = str.maketrans("li|!", "1111")
_DIGIT = r"[\dOoQlI|!iSs$§BZz]"
_AA3 = r"[A-Z1|!][A-Za-z1|!]{2,3}?"
_THIN = pattern(r"1+")
_SHAPES = {_THIN.sub("1", v.lower().translate(_ROUND)): v for v in AMINO_ACIDS.values()}
"""Amino acids by their three letters, l, I and 1 being one sign: "Gln" is read as "GIn" and "GiIn"."""
_STOP = r"\*|[°”\"'’]|Ter|X"
_OFFSET = rf"{_DIGIT}+(?:[+-]{_DIGIT}+)?"
_EDIT = r"[ACGT]>[ACGT]|(?:de[lI1|]|dup|[iIl1|]ns|de[lI1|][iIl1|]ns|[iIl1|]nv)[ACGT]*"
_CODING = rf"((?:N[MC]_\d+(?:\.\d+)?:)?)\(?[cC¢€eoG(£][.,]?([-*]?{_OFFSET}(?:[_.]{_OFFSET})?)({_EDIT})(\)?)"
_BAND_ = rf"[pqg]({_DIGIT}{{1,2}})((?:\.{_DIGIT}{{1,2}})?)"
_BAND = rf"\(?([\dlIO]{{1,2}}|[XY]){_BAND_}(?:-{_BAND_})?\)?"
_STOPS = frozenset(("*", "°", "”", '"', "'", "’", "Ter", "X"))
_PROTEIN3 = rf"\(?p\.\(?({_AA3})({_DIGIT}+)({_AA3}|{_STOP}|=)(fs(?:(?:\*|°|Ter){_DIGIT}{{1,3}})?)?\)?"
_SHIFTED = rf"\(?p\.\(?({_AA3})({_DIGIT}+)(fs(?:(?:\*|°|Ter){_DIGIT}{{1,3}})?)\)?"
_PROTEIN1 = rf"\(?p\.\(?([A-Z£€§])({_DIGIT}{{1,4}})([A-Z£€§]|{_STOP}|=)(\)?)"
_SLIPS = {"£": "E", "€": "E", "§": "S"}
_DAY = r"(\d{1,2})[-·.+~](Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:[-·.+~](\d{4}|\d\d))?"
_POWER = r"([x×X*·]?)[1lI][0Oo](?:[^\w\s]{2}|\S?)(12|3|6|9)/?([A-Za-zµ]{1,3}\S?)"
_FORMULA = (
    r"(?:nuc ?)?ish\(|^(?:\d\d|4S|4G)[~\-\d]{0,3}[,.]\s?\??[XxYy]"
    r"|\((?:\d{1,2}|[XY])(?:;\d{1,2})*\)[(\[{]|\[(?:cp)?\d{1,3}[\])}]"
)
_OPERATORS = (
    (r"de[1I|!i]|deL", "del"), (r"[l1I|]nv", "inv"), (r"[l1I|]ns", "ins"), (r"d[1l|]c", "dic"),
    (r"[1lI|]d[i1l|]c|id[1l|]c", "idic"), (r"[1lI|]der", "ider"), (r"clup|dvp", "dup"),
)  # fmt: skip
"""How the operators of a karyotype are read; each reading is no operator itself."""


def _amino(text: str) -> str | None:
    return text if text == "=" else "Ter" if text in _STOPS else _SHAPES.get(_shape(text))


def _shape(text: str) -> str:
    return _THIN.sub("1", text.lower().translate(_ROUND))


def _shift(text: str) -> str:
    """What follows a frame shift: ``fs*12``, ``fsTer12``."""
    return "" if not text else "fs" + ("*" if len(text) > 2 else "") + text[2:].lstrip("*°Ter").translate(_FIGURES)


@lru_cache(maxsize=8192)
def written(text: str) -> str | None:
    """``text`` as its grammar writes it, or None where it is of no grammar known here."""
    return _coding(text) or _protein(text) or _power(text) or _day(text) or _band(text) or _cytogenetic(text)


_SPELLED = str.maketrans("", "", "()")


def as_printed(text: str, formal: str | None) -> str | None:
    """``text`` itself where the grammar would change its brackets and the sign for a stop only: it is to be quoted."""
    if formal is None:
        return None
    alike = text.translate(_SPELLED).replace("Ter", "*") == formal.translate(_SPELLED).replace("Ter", "*")
    return text if alike else formal


def _coding(text: str) -> str | None:
    m = pattern(_CODING, ignore_case=False).fullmatch(text)
    return None if m is None else f"{m[1]}c.{m[2].translate(_FIGURES).replace('.', '_')}{_edit(m[3])}"


def _edit(text: str) -> str:
    """The words of an edit in their own letters: "deITG" is "delTG"."""
    return text if ">" in text else pattern(r"[Il1|]ns").sub("ins", pattern(r"de[lI1|]").sub("del", text))


def _band(text: str) -> str | None:
    """Bands of a chromosome: "8pll.1-qll.1" can only be 8p11.1-q11.1."""
    m = pattern(_BAND, ignore_case=False).fullmatch(text)
    if m is None or not any(c.isdigit() for c in text):
        return None
    return text.translate(_FIGURES).replace("g", "q")


def _protein(text: str) -> str | None:
    m = pattern(_PROTEIN3).fullmatch(text)
    first, last = (_amino(m[1]), _amino(m[3])) if m is not None else (None, None)
    if m is not None and first is not None and last is not None:
        return f"p.{first}{m[2].translate(_FIGURES)}{last}{_shift(m[4] or '')}"
    m = pattern(_SHIFTED).fullmatch(text)
    if m is not None and (first := _amino(m[1])) is not None:
        return f"p.{first}{m[2].translate(_FIGURES)}{_shift(m[3])}"
    m = pattern(_PROTEIN1, ignore_case=False).fullmatch(text)
    if m is None:
        return None
    first, last = _SLIPS.get(m[1], m[1]), _SLIPS.get(m[3], m[3])
    last = last if (last.isalpha() and len(last) == 1) or last == "=" else "*"
    return f"p.{first}{m[2].translate(_FIGURES)}{last}" if first in AMINO_ACIDS else None


def _day(text: str) -> str | None:
    """``6·Dec`` and ``6-Dec-24``: the signs between the parts of a day carry nothing."""
    m = pattern(_DAY).fullmatch(text)
    return None if m is None else "-".join(p for p in m.groups() if p)


def _power(text: str) -> str | None:
    """Counts per volume: ``10°9/L``, ``1049/L`` and ``10A9/L`` can only be ten to the ninth per litre."""
    m = pattern(_POWER, ignore_case=False).fullmatch(text.strip("()"))
    if m is None:
        return None
    volume = {"l": "L", "L": "L", "ul": "uL", "µl": "µL", "mm3": "mm3"}.get(
        m[3].rstrip(".,_").lower().replace("t", "l")
    )
    return None if volume is None else f"{'x' if m[1] else ''}10^{m[2]}/{volume}"


def operators_written(text: str) -> str:
    """``text`` with the operators of a karyotype in their own letters: no formula holds "de1(20)" or "lnv(3)"."""
    for misread, name in _OPERATORS:
        found = pattern(rf"(^|[,;/+?(\s])(?:{misread})(\([1-9XYxyIloO?;])", ignore_case=False)
        text = found.sub(rf"\1{name}\2", text)
    return text


def _cytogenetic(text: str) -> str | None:
    text = operators_written(text)
    if len(text) < 6 or not pattern(_FORMULA, ignore_case=False).search(text):
        return None
    text = pattern(r",([xX])¥").sub(r",\1Y", bare(text))
    text = text.replace("{", "[").replace("}", "]").replace("¥", "]/").replace("|/", "]/")
    # "46.XX": nothing but a comma follows the number of chromosomes.
    text = pattern(r"(^|[/\]])(\d\d)[.,]\s?([XxYy?])").sub(r"\1\2,\3", text)
    text = pattern(r"(,)([xy]{1,2})([,\[./]|$)", ignore_case=False).sub(lambda m: m[1] + m[2].upper() + m[3], text)
    text = pattern(r"(,)(Xx|xX|Xy|xY)([,\[./]|$)", ignore_case=False).sub(lambda m: m[1] + m[2].upper() + m[3], text)
    # "[17//46", "[3)/46" and "[3)46": the bracket that opened a count was closed before the next clone.
    text = pattern(r"\[((?:cp)?\d{1,3})(?:[)\]]/{1,2}|//|[)\]])(\d\d[,.])").sub(r"[\1]/\2", text)
    # "[17/46": the bracket is lost; but "[31/46" may be [3] with its bracket read as a 1.
    text = pattern(r"\[((?:cp)?\d{0,2}[02-9])/(\d\d[,.])").sub(r"[\1]/\2", text)
    text = pattern(r"\[((?:cp)?\d{1,3})[)|](/|$|[.,;]$)").sub(r"[\1]\2", text)
    text = pattern(r"\[((?:cp)?\d{1,3})//$").sub(r"[\1]/", text)
    # FISH: "ish({D5S630", "D7S486}x1", "[141./200]", "x2[200])"; "D721": S or Z stands behind a probe's chromosome.
    text = pattern(r"ish\([(\[]").sub("ish(", text)
    text = pattern(r"(\w)\]x(\d)").sub(r"\1)x\2", text)
    text = pattern(r"\[(\d{1,3})[.,]?/[.,]?(\d{1,3})[\])]").sub(r"[\1/\2]", text)
    text = pattern(r"(ish\([^()]*\)x\d\[[\d/]{1,7}\])[)\]]$").sub(r"\1", text)
    text = pattern(r"\bD(\d|1\d|2[0-2]|X|Y)2([1-9])\b", ignore_case=False).sub(r"D\1Z\2", text)
    # Inside the bracket of a band: "(qi2q14)".
    text = pattern(r"\(([pq][0-9ilI|pq.;]*)\)", ignore_case=False).sub(lambda m: f"({m[1].translate(_FIGURES)})", text)
    # A band begins with its arm: "del(5)(931)".
    return pattern(r"\)\(9([1-4])").sub(r")(q\1", text)
