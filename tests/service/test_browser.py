"""The whole patient path in a real browser, on invented records: phone and desktop, by mouse and by keyboard alone."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.service.live import SAMPLES, Live, live_service

CHROMIUM = Path("/usr/bin/chromium")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no page was tried")
pytestmark = [
    pytest.mark.browser, pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium is installed: no page was tried in a browser"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]  # fmt: skip
SHOTS = os.environ.get("ONCOTAILOR_SHOTS")
RECORDS = SAMPLES / "p2_lower_risk_del5q"
FILES = ("ngs_2026-06-17.pdf", "karyotype_2026-06-12.pdf", "cbc_2026-11-05.jpg")  # digital, scanned, photographed
WAIT = 240_000


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A service with a worker of its own."""
    with live_service(tmp_path_factory.mktemp("browser")) as service:
        stop = threading.Event()
        thread = threading.Thread(target=service.worker.work, args=(stop,), daemon=True)
        thread.start()
        yield service
        stop.set()
        thread.join(60)


@contextmanager
def browser(width: int, height: int, *, scripts: bool = True) -> Iterator[Any]:
    with playwright.sync_playwright() as p:
        chromium = p.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        phone = width < 600
        context = chromium.new_context(
            viewport={"width": width, "height": height}, is_mobile=phone, has_touch=phone, java_script_enabled=scripts
        )
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.said = []
        page.on("console", lambda m: page.said.append(m.text))
        page.on("pageerror", lambda e: page.said.append(str(e)))
        try:
            yield page
        finally:
            chromium.close()


def look(page: Any, name: str) -> None:
    """A picture for who wants to see it; and nothing is wider than the screen."""
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{page.viewport_size['width']}-{name}.png"), full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{name}: wider than the screen by {wide}"


def accessible(page: Any, name: str) -> None:
    from axe_core_python.sync_playwright import Axe

    found = Axe().run(page)["violations"]
    grave = [
        (v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found if v["impact"] in ("serious", "critical")
    ]
    assert grave == [], name


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 900)])
def test_the_whole_path(working: Live, width: int, height: int) -> None:
    with browser(width, height) as page:

        def see(name: str) -> None:
            look(page, name)
            accessible(page, name)

        page.goto(working.base)
        see("start")
        page.click("text=Start")
        key = page.inner_text("#the-key")
        see("key")
        page.click("text=I have kept it")
        page.fill("#q", "liver")
        see("ask")
        page.click("button.choice:visible")
        page.set_input_files("#files", [str(RECORDS / f) for f in FILES])
        page.wait_for_selector("#done:visible")
        see("sent")
        page.click("#done a")
        see("working")
        page.wait_for_selector("a.button:has-text('Read')", timeout=WAIT)
        see("ready")
        page.goto(f"{working.base}/case/profile")
        see("profile")
        page.click("a.see >> nth=2")
        page.wait_for_selector("svg.sheet .mark")
        see("fact")
        page.goto(f"{working.base}/case/review")
        see("review")
        page.goto(f"{working.base}/case")
        page.click("a.button:has-text('Read')")
        see("answer")
        page.click("text=Side by side")
        see("beside")
        for place in ("mine", "trail", "changes", "corrections", "upload", "erase"):
            page.goto(f"{working.base}/case/{place}")
            see(place)
        page.click("text=Close my case")
        page.fill("#key", key)
        page.click("text=Open my case")
        page.wait_for_selector("h1:has-text('Your case')")
        assert page.said == []


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
        page.fill("#f-value", "9.4")
        page.click("button:has-text('Keep this')")
        page.wait_for_selector("text=9.4 g/dL", timeout=WAIT)
        assert page.said == []


def test_the_keyboard_alone_suffices(working: Live) -> None:
    with browser(1280, 900) as page:

        def press_on(selector: str, key: str = "Enter") -> None:
            for _ in range(80):
                page.keyboard.press("Tab")
                if page.evaluate("s => document.activeElement?.matches(s)", selector):
                    shown = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                    inside = page.evaluate("!!document.activeElement.closest('.button')")
                    assert shown != "none" or inside
                    page.keyboard.press(key)
                    return
            raise AssertionError(f"not reached by Tab: {selector}")

        page.goto(working.base)
        press_on("form[action='/begin'] button")
        page.wait_for_selector("#the-key")
        press_on("a[href='/case/ask']")
        page.wait_for_selector("#cards")
        press_on("button.choice")
        page.wait_for_selector("#drop")
        with page.expect_file_chooser() as chosen:
            press_on("#files", "Space")
        chosen.value.set_files(
            [{"name": "note.txt", "mimeType": "text/plain", "buffer": b"Note. Diagnosis: MDS. Hemoglobin 8.4 g/dL."}]
        )
        page.wait_for_selector("#done:visible")
        press_on("#done a")
        page.wait_for_selector("a:has-text('All facts')", timeout=WAIT)
        press_on("a[href='/case/profile']")
        page.wait_for_selector("h1:has-text('What your records say')")
        press_on("a.see")
        page.wait_for_selector("summary")


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
