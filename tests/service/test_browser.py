"""The whole patient path in a real browser, on invented records: phone and desktop, by mouse and by keyboard alone."""

import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.service.browsing import CHROMIUM, WAIT, Keys, accessible, browser, drag, look, ready, told_in_words
from tests.service.conftest import count_sheet, live_on
from tests.service.live import SAMPLES, Live

pytestmark = [
    pytest.mark.browser, pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium is installed: no page was tried in a browser"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]  # fmt: skip
RECORDS = SAMPLES / "p2_lower_risk_del5q"
DIGITAL, SCANNED, PHOTO = "ngs_2026-06-17.pdf", "marrow.pdf", "cbc_2026-11-05.jpg"
PARTS = ("karyotype_2026-06-12.pdf", "marrow_2026-06-03.pdf")
"""Pages of ``SCANNED``: one digital, one a scan, so that its reading can be watched."""
See = Callable[[str], None]


@pytest.fixture(scope="module")
def working(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A service with a worker of its own; on files, if no test says otherwise."""
    with live_on(getattr(request, "param", "files"), request, tmp_path_factory.mktemp("browser")) as service:
        service.client("profile.read", "answer.read", name="Hope Registry")
        stop = threading.Event()
        thread = threading.Thread(target=service.worker.work, args=(stop,), daemon=True)
        thread.start()
        yield service
        stop.set()
        thread.join(60)


@pytest.mark.parametrize(
    ("working", "width", "height"), [("files", 390, 844), ("servers", 1280, 900)], indirect=["working"]
)
def test_the_whole_path(working: Live, width: int, height: int, tmp_path: Path) -> None:
    with browser(width, height) as page:

        def see(name: str) -> None:
            look(page, name)
            accessible(page, name)

        key = begin(page, see, working.base)
        add_records(page, see, tmp_path)
        facts(page, see, working.base, width)
        own_words(page, see, working.base)
        answers(page, see, working.base, tmp_path)
        add_later(page, see, working.base)
        questions(page, see, working.base)
        documents(page, see, working.base)
        for place in ("mine", "trail", "corrections", "ask"):
            page.goto(f"{working.base}/case/{place}")
            see(place)
        page.goto(f"{working.base}/records")
        see("records")
        assert page.said == []
        assert page.goto(f"{working.base}/case/documents/{'0' * 32}").status == 404
        see("nothing-here")
        page.said.clear()  # the browser notes the 404
        leave_and_come_back(page, see, key)
        take_along_and_erase(page, see, working.base, tmp_path, key)


def begin(page: Any, see: See, base: str) -> str:
    """The question first: the start, the key, choosing a question by a word."""
    page.goto(base)
    see("start")
    page.click("text=Start")
    key: str = page.inner_text("#the-key")
    see("key")
    page.click("text=I have kept it")
    see("ask-all")
    page.fill("#q", "liver")
    see("ask-liver")
    page.click("button.choice:visible")
    page.wait_for_selector("#drop")
    return key


def in_one(folder: Path) -> Path:
    """``PARTS`` as one PDF."""
    with pypdfium2.PdfDocument.new() as made:
        for part in PARTS:
            with pypdfium2.PdfDocument(RECORDS / part) as pages:
                made.import_pages(pages)
        made.save(folder / SCANNED)
    return folder / SCANNED


def add_records(page: Any, see: See, folder: Path) -> None:
    """Several at once, by dragging, from the camera; then live progress for each file and page."""
    see("upload")
    page.set_input_files("#files", [str(in_one(folder))])
    drag(page, RECORDS / DIGITAL)
    page.set_input_files("#camera", str(RECORDS / PHOTO))
    page.wait_for_selector("#taken li.good >> nth=2")
    page.wait_for_selector("#done:visible")
    see("sent")
    page.progress.clear()
    page.click("#done a")
    page.wait_for_selector("[data-file] >> nth=2")
    see("working")
    ready(page)
    see("ready")
    heard = " ".join(page.progress)
    assert "Reading page 2 of 2" in heard, heard[:300]
    assert page.locator("[data-file][data-state=done]").count() == 3


def facts(page: Any, see: See, base: str, width: int) -> None:
    """Facts of the digital, the scanned and the photographed record, each marked on its page."""
    page.goto(f"{base}/case/profile")
    see("profile")
    for file, number in ((DIGITAL, 1), (SCANNED, 2), (PHOTO, 1)):
        page.goto(f"{base}/case/profile")
        stands = f".where:text-matches('^{file}, page {number}')"
        page.locator(f".facts-list > li:has({stands}) a.see").first.click()
        page.wait_for_selector("svg.sheet .mark")
        drawn = page.evaluate(
            """async () => {
              const picture = new Image();
              picture.src = document.querySelector("svg.sheet image").getAttribute("href");
              await picture.decode();
              const sheet = document.querySelector("svg.sheet").getBoundingClientRect();
              const mark = document.querySelector("svg.sheet .mark").getBoundingClientRect();
              return [picture.naturalWidth, mark.width, mark.left >= sheet.left - 3 && mark.right <= sheet.right + 3
                && mark.top >= sheet.top - 3 && mark.bottom <= sheet.bottom + 3];
            }"""
        )
        assert drawn[0] > 500 and drawn[1] > 4 and drawn[2], (file, drawn)
        assert page.is_visible("text=(read from a picture)") == (file != DIGITAL)
        see(f"fact-{file.partition('_')[0]}")


def own_words(page: Any, see: See, base: str) -> None:
    """Her own fields are corrected as any fact is, and one of them is struck."""
    page.goto(f"{base}/case/profile")
    page.click(".facts-list > li:has(.name:text-is('You')) a.see")
    see("about-me")
    page.click("summary:has-text('Correct it')")
    page.fill("#f-birth_date", "1951-02-03")
    page.fill("#f-country", "gb")
    page.fill("#f-name", "")
    see("about-me-form")
    page.click("button:has-text('Keep this')")
    page.wait_for_selector("text=born 3 February 1951", timeout=WAIT)
    page.goto(f"{base}/case/corrections")
    said = page.inner_text("main")
    assert "Birth date: 3 February 1951" in said and "Name: not said" in said and "Country: GB" in said


def answers(page: Any, see: See, base: str, folder: Path) -> None:
    """The answer in its three views, printed, and as PDF."""
    page.goto(f"{base}/case")
    ready(page)
    page.click("a.button:has-text('Read')")
    see("answer")
    with page.expect_download() as got:
        page.click("text=Save as PDF")
    got.value.save_as(folder / "answer.pdf")
    assert (folder / "answer.pdf").read_bytes().startswith(b"%PDF")
    page.emulate_media(media="print")
    look(page, "answer-printed")
    assert not page.is_visible("header.top") and not page.is_visible("text=Save as PDF")
    assert page.is_visible("main h1")
    page.emulate_media(media="screen")
    page.click("text=Side by side")
    see("beside")
    told_in_words(page, ".fate")
    page.click("text=For the doctor")
    page.wait_for_selector("nav.views a[aria-current]:has-text('For the doctor')")
    see("clinician")
    told_in_words(page, ".verdict")


def add_later(page: Any, see: See, base: str) -> None:
    """A later blood count, and somebody else's by mistake: what changed is shown."""
    page.goto(f"{base}/case/upload")
    later = b"""Clinic note
Patient: Rosalind Okafor-Lindgren  DOB: 12/02/1951
Date of visit: 11/18/2026
Hemoglobin 7.1 g/dL."""
    page.set_input_files(
        "#files",
        [
            {"name": "later.txt", "mimeType": "text/plain", "buffer": later},
            {"name": "strange.pdf", "mimeType": "application/pdf", "buffer": count_sheet("SOMEBODY, Else")},
        ],
    )
    page.wait_for_selector("#done:visible")
    page.click("#done a")
    ready(page)
    page.click("text=What changed last")
    page.wait_for_selector("h1:has-text('What changed')")
    see("changes")
    assert "strange.pdf" in page.inner_text("main")


def questions(page: Any, see: See, base: str) -> None:
    """Every question that a click can settle is settled by one, and not asked again."""
    page.goto(f"{base}/case/review")
    see("review")
    asked = page.locator("ol.cards > li").count()
    assert asked and page.is_visible("ol.cards >> text=strange.pdf")
    page.locator("ol.cards > li:has-text('strange.pdf') button:has-text('No')").click()
    page.wait_for_load_state()
    assert page.locator("ol.cards > li:has-text('strange.pdf')").count() == 0
    for _ in range(asked):
        button = page.locator("ol.cards > li .acts button").first
        if not button.count():
            break
        button.click()
        page.wait_for_load_state()
    see("review-after")
    page.goto(f"{base}/case")
    ready(page)


def documents(page: Any, see: See, base: str) -> None:
    """A file's own page, with pictures of its pages."""
    page.goto(f"{base}/case")
    page.click(f"a:has-text('{PHOTO}')")
    page.wait_for_selector("figure.page img")
    see("document")
    page.goto(f"{base}/case")
    page.click("a:has-text('later.txt')")
    see("document-text")


def leave_and_come_back(page: Any, see: See, key: str) -> None:
    page.click("text=Close my case")
    see("left")
    page.fill("#key", "AAAA-BBBB")
    page.click("text=Open my case")
    page.wait_for_selector("text=opens no case")
    see("wrong-key")
    page.said.clear()  # the browser notes the 403
    page.fill("#key", key)
    page.click("text=Open my case")
    page.wait_for_selector("h1:has-text('Your case')")


def take_along_and_erase(page: Any, see: See, base: str, folder: Path, key: str) -> None:
    page.goto(f"{base}/case/mine")
    with page.expect_download() as got:
        page.click("text=Download everything")
    got.value.save_as(folder / "all.zip")
    with zipfile.ZipFile(folder / "all.zip") as packed:
        names = packed.namelist()
        assert json.loads(packed.read("profile.json"))["patient"]["birth_date"] == "1951-02-03"
    assert sum(n.startswith("originals/") for n in names) == 5
    page.click("text=Make a new key")
    page.wait_for_selector("#the-key")
    see("new-key")
    page.goto(f"{base}/case/erase")
    see("erase")
    page.check("[name=sure]")
    page.click("button:has-text('Erase now')")
    page.wait_for_selector("h1:has-text('Everything is erased')")
    see("erased")
    page.goto(f"{base}/case")
    assert page.url.endswith("ended=1")


def test_a_fact_is_corrected_with_a_click_and_the_page_follows(working: Live) -> None:
    with browser(390, 844) as page:
        page.goto(working.base)
        page.click("text=Start")
        page.click("text=I have kept it")
        page.click("button.choice >> nth=0")
        note = b"Clinic note\nPatient: Ada Example  DOB: 05/14/1950\nDiagnosis: MDS.\nHemoglobin 8.4 g/dL"
        page.set_input_files("#files", [{"name": "note.txt", "mimeType": "text/plain", "buffer": note}])
        page.click("#done a")
        page.wait_for_selector("a:has-text('All facts')", timeout=WAIT)
        page.goto(f"{working.base}/case/profile")
        page.click("li:has(.name:text-is('Hemoglobin')) a.see")
        page.click("summary:has-text('Correct it')")
        page.fill("#f-value", "9,4")
        page.click("button:has-text('Keep this')")
        page.wait_for_selector("text=9.4 g/dL", timeout=WAIT)
        assert page.said == []


def test_the_keyboard_alone_suffices(working: Live) -> None:
    """From the first page to the last: question, records, a correction, a question of ours, the answer, erasing."""
    with browser(1280, 900) as page:
        keys = Keys(page)
        page.goto(working.base)
        keys.on("form[action='/begin'] button")
        page.wait_for_selector("#the-key")
        keys.on("a[href='/case/ask']")
        keys.on("button.choice")
        page.wait_for_selector("#drop")
        with page.expect_file_chooser() as chosen:
            keys.on("#files", "Space")
        note = b"Note. Patient: Ada Example  DOB: 05/14/1950\nDiagnosis: MDS. Hemoglobin 8.4 g/dL."
        chosen.value.set_files([
            {"name": "note.txt", "mimeType": "text/plain", "buffer": note},
            {"name": "more.txt", "mimeType": "text/plain", "buffer": note.replace(b"8.4", b"8.6")},
            {"name": "strange.pdf", "mimeType": "application/pdf", "buffer": count_sheet("SOMEBODY, Else")},
        ])  # fmt: skip
        page.wait_for_selector("#done:visible")
        keys.on("#done a")
        ready(page)
        keys.on("a[href='/case/profile']")
        page.wait_for_selector("h1:has-text('What your records say')")
        keys.on("li:has(.name:text-is('Hemoglobin')) a.see".replace(":text-is('Hemoglobin')", ""))
        page.wait_for_selector("svg.sheet, .place, main h1")
        keys.on("details.card > summary")
        keys.write("#f-note", "as I remember it")
        keys.write("input[id^='f-']:not(#f-note)", "2025-01-02" if page.query_selector("#f-birth_date") else "1")
        with page.expect_navigation():
            keys.on("button[value='change']")
        page.goto(f"{working.base}/case")
        ready(page)
        keys.on("a[href='/case/review']")
        page.wait_for_selector("ol.cards button")
        with page.expect_navigation():
            keys.on("ol.cards button[value='strike']")
        page.goto(f"{working.base}/case")
        ready(page)
        keys.on("a.button[href^='/case/answers/']")
        page.wait_for_selector("nav.views")
        with page.expect_download():
            keys.on("a[href$='answer.pdf']")
        keys.on("nav.views a[href$='/clinician']")
        page.wait_for_selector("nav.views a[aria-current]:has-text('For the doctor')")
        keys.on("a[href='/case/mine']")
        with page.expect_download():
            keys.on("a[href='/case/export']")
        keys.on("a[href='/case/erase']")
        page.wait_for_selector("[name=sure]")
        keys.on("[name=sure]", "Space")
        keys.on("button.danger")
        page.wait_for_selector("h1:has-text('Everything is erased')")


LONGER = """() => {
  document.documentElement.lang = "de";
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode())
    if (!node.parentElement.closest("script, style"))
      node.data = node.data.replace(/[A-Za-z]{5,}/g, (w) => w + "behandlungsverordnung".slice(0, w.length));
}"""


def test_pages_hold_long_words_and_large_letters(working: Live) -> None:
    """Translated by the browser into a language of long words, or with letters twice as large, nothing runs off."""
    with browser(390, 844) as page:
        page.goto(working.base)
        page.click("text=Start")
        page.click("text=I have kept it")
        page.click("button.choice >> nth=0")
        note = b"Clinic note\nPatient: Ada Example  DOB: 05/14/1950\nDiagnosis: MDS.\nHemoglobin 8.4 g/dL"
        strange = count_sheet("SOMEBODY, Else")
        page.set_input_files(
            "#files",
            [
                {"name": "note.txt", "mimeType": "text/plain", "buffer": note},
                {"name": "more.txt", "mimeType": "text/plain", "buffer": note.replace(b"8.4", b"8.6")},
                {"name": "strange.pdf", "mimeType": "application/pdf", "buffer": strange},
            ],
        )
        page.wait_for_selector("#done:visible")
        page.click("#done a")
        ready(page)
        answer = page.get_attribute("a.button[href^='/case/answers/']", "href")
        case = ("", "/ask", "/upload", "/profile", "/review", "/mine", "/trail", "/facts/1/patient/0", "/erase")
        for place in ("/", "/records", *(f"/case{c}" for c in case), answer, f"{answer}/beside", f"{answer}/clinician"):
            page.goto(working.base + place)
            page.evaluate(LONGER)
            look(page, f"long-words{place.replace('/', '-')}")
            page.goto(working.base + place)
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            look(page, f"large{place.replace('/', '-')}")


def test_it_works_without_scripts(working: Live, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Clinic note. Diagnosis: MDS. Hemoglobin 8.4 g/dL.", "utf-8")
    with browser(390, 844, scripts=False) as page:
        page.goto(working.base)
        page.click("text=Start")
        page.click("text=I have kept it")
        page.click("button.choice >> nth=0")
        page.set_input_files("#files", str(tmp_path / "note.txt"))
        look(page, "without-scripts")
        page.click("#send")
        page.wait_for_selector("h1:has-text('Your case')")
        for _ in range(60):
            page.wait_for_timeout(1000)
            page.reload()
            if page.query_selector("a.button:has-text('Read')"):
                break
        assert page.query_selector("a.button:has-text('Read')")
