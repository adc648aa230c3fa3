"""Whether the counts of a table are of blood or of a marrow, by the cells that it lists."""

from extractors.labs.cells import strip_of
from extractors.labs.labels import label_of
from extractors.labs.places import Place, Site, site_in
from extractors.labs.resolve import Setting
from extractors.labs.words import lab_words
from extractors.wordings import Wordings
from schemas.layout import Row, SectionLabel

_WORDINGS = Wordings("labs", "table_site")

_COUNTED = 3  # kinds of cells
_COUNTS = frozenset(("hemoglobin", "leukocytes", "platelets", "hematocrit", "erythrocytes", "mcv"))
_IN_BLOOD_TOO = frozenset(_WORDINGS.words("in_blood_too"))
_BESIDE_HUNDRED = _WORDINGS.pattern("beside_hundred")
_FROM_MARROW = frozenset(("marrow", "pathology"))


def site_of_table(place: Place, header: tuple[Row, ...], rows: tuple[Row, ...], setting: Setting) -> Site:
    """The site of a table's counts that its section alone does not tell."""
    text = "\n".join(r.text for r in (*header, *rows)).lower()
    named = set(lab_words().marrow_rows.findall(text))
    of_blood = _is_blood_count(rows, setting)
    may_be_blood = place.site != "marrow" and not lab_words().marrow.search(text)
    of_smear = named and place.site == "blood" and _is_smear_of_blood(named, text, setting)
    if named and may_be_blood and (of_blood or of_smear):
        return "blood"  # a count of blood with its differential
    # A table of so many kinds of marrow cell is a count under the microscope, whatever section it slipped into.
    if named and (place.site != "elsewhere" or (len(named) >= _COUNTED and not site_in(text))):
        return "marrow"
    if place.site == "marrow" and place.label is not SectionLabel.MARROW and of_blood:
        return "blood"
    return place.site


def _is_smear_of_blood(named: set[str], text: str, setting: Setting) -> bool:
    """Whether a differential that lists no cell of marrow alone is of blood: a count of blood stands in its report.

    So it is where nucleated red cells are counted beside the hundred cells.
    """
    if not named <= _IN_BLOOD_TOO or setting.report.kind in _FROM_MARROW:
        return False
    if _BESIDE_HUNDRED.search(text) is not None:
        return True
    return any(_is_blood_count(t.rows, setting) for s in setting.report.sections for t in s.tables)


def _is_blood_count(rows: tuple[Row, ...], setting: Setting) -> bool:
    """Three or more of the counts that only blood has: the table is of blood, whatever the report is."""
    labels = [label_of(strip_of(c.words, r.page), setting.lexicon) for r in rows for c in r.cells[:1]]
    return len({a.name for label in labels if label is not None for a in label.analytes} & _COUNTS) >= _COUNTED
