"""Eight invented patients, from files to facts: all that is printed, nothing else, and every quote on its page."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from PIL import Image, ImageSequence

from sample_records.gold import Difference, compare
from schemas.profile import Profile
from schemas.provenance import Box, Evidence
from tests.acceptance.sample import PEOPLE, Samples, on, one, read

SLACK = 1.5
DIGITAL = [on(name) for name in PEOPLE]
COMMITTED = [on(name, ocr=True) for name in PEOPLE]


def evidence_of(profile: Profile) -> Iterator[Evidence]:
    """Every piece of evidence in a profile."""
    for name in ("diagnoses", "labs", "karyotypes", "variants", "gene_panels", "biomarkers", "stages", "treatments",
                 "not_given", "comorbidities", "findings", "review", "conflicts"):  # fmt: skip
        for item in getattr(profile, name):
            yield from item.evidence
    yield from profile.patient.evidence
    yield from profile.transfusions.evidence
    if profile.performance is not None:
        yield from profile.performance.evidence


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


@lru_cache(maxsize=64)
def page_chars(path: Path) -> tuple[tuple[float, float, tuple[tuple[str, float, float], ...]], ...]:
    """Width, height and characters (text, x, y of the middle) of every page."""
    with pdfplumber.open(path) as pdf:
        return tuple(
            (
                float(p.width),
                float(p.height),
                tuple((c["text"], (c["x0"] + c["x1"]) / 2, (c["top"] + c["bottom"]) / 2) for c in p.chars),
            )
            for p in pdf.pages
        )


def inside(box: Box, width: float, height: float) -> bool:
    x0, top, x1, bottom = box
    return -SLACK <= x0 < x1 <= width + SLACK and -SLACK <= top < bottom <= height + SLACK


def unfounded(path: Path, evidence: Evidence) -> str | None:
    """Why the quote of a digital page does not stand in its box."""
    width, height, chars = page_chars(path)[evidence.page - 1]
    if not inside(evidence.bbox, width, height):
        return "box is not on the page"
    x0, top, x1, bottom = evidence.bbox
    text = squeezed("".join(
        c for c, x, y in chars if x0 - SLACK <= x <= x1 + SLACK and top - SLACK <= y <= bottom + SLACK
    ))  # fmt: skip
    lost = [w for w in evidence.quote.split() if squeezed(w) not in text]
    return f"not in its box: {lost}" if lost else None


@pytest.mark.parametrize("name", DIGITAL)
def test_every_fact_and_no_other(samples: Samples, name: str) -> None:
    """Everything the records assert is found, nothing else is asserted, and no field says something else."""
    sample = samples.digital(name)
    report = compare(sample.profile.model_dump(mode="json"), sample.gold)
    assert report.clean, report.render()
    assert report.found == report.total


@pytest.mark.parametrize("name", DIGITAL)
def test_sound_records_leave_nothing_to_settle(samples: Samples, name: str) -> None:
    """The digital records are clear and agree with each other: nothing is asked, nothing is called a conflict."""
    profile = samples.digital(name).profile
    assert [(r.about, r.why) for r in profile.review] == []
    assert [(c.about, c.values) for c in profile.conflicts] == []


@pytest.mark.parametrize("name", DIGITAL)
def test_every_quote_stands_in_its_box(samples: Samples, name: str) -> None:
    sample = samples.digital(name)
    wrong, seen = [], 0
    for evidence in evidence_of(sample.profile):
        path = sample.folder / evidence.file
        seen += 1
        if path.suffix == ".txt":
            lost = squeezed(evidence.quote) not in squeezed(path.read_text("utf-8"))
            why = "not in the file" if lost else None
        else:
            why = unfounded(path, evidence)
        if why:
            wrong.append((evidence.file, evidence.page, evidence.quote, why))
    assert not wrong, wrong
    assert seen > len(sample.gold["labs"])


@pytest.mark.parametrize("name", DIGITAL)
def test_every_fact_has_evidence_of_its_own_documents(samples: Samples, name: str) -> None:
    profile = samples.digital(name).profile
    known = {d.id: d for d in profile.documents}
    for evidence in evidence_of(profile):
        document = known[evidence.document]
        assert document.file == evidence.file
        assert 1 <= evidence.page <= document.pages
        assert document.status == "read"
    for items in (profile.diagnoses, profile.labs, profile.karyotypes, profile.variants, profile.treatments):
        assert all(i.evidence for i in items)


@pytest.mark.parametrize("name", COMMITTED)
def test_scans_assert_nothing_false(samples: Samples, name: str) -> None:
    """The first duty on scans, photographs and faxes: no wrong value, no invented fact."""
    sample = samples.committed(name)
    report = compare(sample.profile.model_dump(mode="json"), sample.gold)
    assert not report.false and not report.wrong, report.render()


@pytest.mark.parametrize("name", COMMITTED)
def test_scans_yield_every_fact_or_ask(samples: Samples, name: str) -> None:
    """What a scan does not yield is asked about, so that a person can settle it; at most one fact in twelve."""
    sample = samples.committed(name)
    report = compare(sample.profile.model_dump(mode="json"), sample.gold)
    silent = [d for d in report.missing if not asked(sample.profile, d)]
    assert not silent, report.render()
    assert len(report.missing) * 12 <= report.total, report.render()


def asked(profile: Profile, difference: Difference) -> bool:
    """Whether the profile asks about a missing fact, in ``review``."""
    wanted = difference.gold
    if not isinstance(wanted, dict):
        return False
    for item in profile.review:
        name, bracket, rest = item.about.partition("[")
        if item.about == difference.list:
            return True
        if name != difference.list or not bracket:
            continue
        fact = getattr(profile, name)[int(rest.rstrip("]"))]
        if all(
            getattr(fact, key, None) == wanted.get(key) for key in ("analyte", "gene", "name", "agent", "collected")
        ):
            return True
    return False


@pytest.mark.parametrize("name", COMMITTED)
def test_quotes_of_scans_have_ink(samples: Samples, name: str) -> None:
    """The box lies on the page, there is ink in it, and the words are those of the page's digital twin."""
    sample, twins = samples.committed(name), samples.folder(name)
    wrong = []
    for evidence in evidence_of(sample.profile):
        path = sample.folder / evidence.file
        if evidence.method == "text":
            continue
        why = bare(path, evidence) or misread(twins / f"{path.stem}.pdf", evidence)
        if why:
            wrong.append((evidence.file, evidence.page, evidence.quote, why))
    assert not wrong, wrong


@lru_cache(maxsize=32)
def picture(path: Path, page: int) -> Image.Image:
    """The page as a grey picture."""
    if path.suffix == ".pdf":
        with pdfplumber.open(path) as pdf:
            return pdf.pages[page - 1].to_image(resolution=72).original.convert("L")
    with Image.open(path) as image:
        frame = [f.copy() for f in ImageSequence.Iterator(image)][page - 1]
    return frame.convert("L")


def bare(path: Path, evidence: Evidence) -> str | None:
    """Why nothing can stand in the box: off the page, or only paper."""
    image = picture(path, evidence.page)
    scale = 1.0 if path.suffix == ".pdf" else image.height / page_height(path, image)
    width, height = image.width / scale, image.height / scale
    if not inside(evidence.bbox, width + 1, height + 1):
        return f"box {evidence.bbox} is not on the page of {width:.0f} x {height:.0f}"
    x0, top, x1, bottom = (v * scale for v in evidence.bbox)
    shades: Any = image.crop((int(x0), int(top), int(x1) + 1, int(bottom) + 1)).getextrema()
    return None if shades[1] - shades[0] > 60 else "no ink in the box"


def page_height(path: Path, image: Image.Image) -> float:
    """Height in points of a picture that is a page."""
    with Image.open(path) as original:
        told: Any = original.info.get("dpi", (0, 0))
    dpi = float(told[0])
    return image.height * 72 / dpi if dpi > 72 else 792.0 * image.height / max(image.size)


def misread(twin: Path, evidence: Evidence) -> str | None:
    """Numbers that the page does not print; they decide. Units are read in several spellings and are left out."""
    text = squeezed("".join(c for c, _, _ in page_chars(twin)[evidence.page - 1][2]))
    figures = [w.strip(".,;:()*") for w in evidence.quote.split() if set(w) <= set("0123456789.,;:()<>%-/*")]
    lost = [w for w in figures if w not in text]
    return f"the page does not print {lost}" if lost else None


@one("p3")
def test_order_of_files_and_a_file_twice_change_nothing(samples: Samples, tmp_path: Path) -> None:
    sample = samples.digital("p3")
    assert read([*reversed(sample.files)]) == sample.profile
    twice = tmp_path / sample.files[0].name
    twice.write_bytes(sample.files[0].read_bytes())
    assert read([*sample.files, twice]) == sample.profile
