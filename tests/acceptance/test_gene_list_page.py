"""A gene is negative only if a report says that it was tested: without the page that lists the genes it is unknown."""

from pathlib import Path

import pypdfium2

from schemas.facts import Stage
from schemas.profile import Profile
from tests.acceptance.sample import Samples, one, read, records_of

REPORT, PAGE = "ngs_2026-01-26.pdf", 1  # the list of genes covered stands on the second page


def molecular(profile: Profile) -> Stage:
    (stage,) = [s for s in profile.stages if s.system == "IPSS-M" and s.origin == "computed"]
    return stage


def without_page(file: Path, page: int, target: Path) -> Path:
    """The same PDF with one page taken out."""
    pdf = pypdfium2.PdfDocument(file)
    pdf.del_page(page)
    pdf.save(target)
    pdf.close()
    return target


@one("p1")
def test_without_the_page_that_lists_the_genes_the_molecular_score_is_open(samples: Samples, tmp_path: Path) -> None:
    whole = samples.digital("p1").profile
    files = records_of(samples.folder("p1"))
    cut = [without_page(f, PAGE, tmp_path / f.name) if f.name == REPORT else f for f in files]
    assert cut != files
    left = read(cut)
    assert {"ASXL1", "RUNX1", "SRSF2"} <= set(whole.genes_tested_negative)
    assert not {"ASXL1", "RUNX1", "SRSF2"} & set(left.genes_tested_negative)
    # What the first page says in words still counts.
    assert {"IDH1", "IDH2", "FLT3", "NPM1"} <= set(left.genes_tested_negative)
    one_score, open_ = molecular(whole), molecular(left)
    assert one_score.range is None and one_score.score is not None
    assert open_.score is None and open_.range is not None
    assert open_.range[0] < one_score.score < open_.range[1]
    assert {"ASXL1", "RUNX1", "SRSF2"} <= set(open_.missing)
