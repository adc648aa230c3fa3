"""A gene is negative only if a report says that it was tested: without the page of the list, IPSS-M is an interval."""

import io
from pathlib import Path

import pypdfium2
import pytest

from bench.workshop import people
from bench.workshop.make import TODAY, make_case
from pipeline.reading import ReadSettings, read_bytes
from pipeline.run import conclude, understand
from schemas.facts import Stage
from schemas.profile import Profile

needs_shared = pytest.mark.skipif(
    not people.available(), reason="the published patients are not beside this repository"
)
FAMILIES = ("counts.analyte_last", "marrow.synoptic", "cytogenetics", "genes.tiers")


def first_page(data: bytes) -> bytes:
    pdf, out = pypdfium2.PdfDocument(data), io.BytesIO()
    for n in reversed(range(1, len(pdf))):
        del pdf[n]
    pdf.save(out)
    return out.getvalue()


def profile(files: dict[str, bytes]) -> Profile:
    return conclude(understand([read_bytes(d, f, ReadSettings()) for f, d in files.items()]), today=TODAY)


def computed(whole: Profile) -> Stage:
    return next(s for s in whole.stages if s.system == "IPSS-M" and s.origin == "computed")


def width(stage: Stage) -> float:
    return 0.0 if stage.range is None else stage.range[1] - stage.range[0]


@needs_shared
def test_removing_the_page_with_the_gene_list_widens_the_interval(tmp_path: Path) -> None:
    folder = make_case(6203, 0, "digital", tmp_path, FAMILIES, ("first",))
    files = {f.name: f.read_bytes() for f in sorted(folder.glob("*.pdf"))}
    listed = profile(files)
    cut = profile({f: first_page(d) if f.startswith("genes") else d for f, d in files.items()})
    assert len(listed.genes_tested_negative) > 20
    assert set(cut.genes_tested_negative) <= {"FLT3", "KMT2A"}  # their tandem duplications stand on the first page
    assert width(computed(cut)) > width(computed(listed))
    assert set(computed(cut).missing) > set(computed(listed).missing)
