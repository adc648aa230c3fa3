"""A real browser, and what tests of pages do with it: pictures, axe-core, dragging, the keyboard alone."""

import base64
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no page was tried")
SHOTS = os.environ.get("ONCOTAILOR_SHOTS")
WAIT = 240_000
WATCH = """
new MutationObserver((all) => all.forEach((m) => {
  const row = m.target.parentElement?.closest("[data-file]") || m.target.closest?.("[data-file]");
  if (row) window.heard(row.innerText);
})).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
"""


@contextmanager
def browser(width: int, height: int, *, scripts: bool = True) -> Iterator[Any]:
    with playwright.sync_playwright() as p:
        chromium = p.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        phone = width < 600
        context = chromium.new_context(
            viewport={"width": width, "height": height}, is_mobile=phone, has_touch=phone, java_script_enabled=scripts
        )
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.said, page.progress = [], []
        page.on("console", lambda m: page.said.append(m.text))
        page.on("pageerror", lambda e: page.said.append(str(e)))
        if scripts:
            page.expose_function("heard", lambda words: page.progress.append(words))
            page.add_init_script(WATCH)
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

    found = Axe().run(page, options={"resultTypes": ["violations"]})["violations"]
    grave = [
        (v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found if v["impact"] in ("serious", "critical")
    ]
    assert grave == [], name


def drag(page: Any, *files: Path) -> None:
    """Let files fall on the page."""
    held = [[f.name, base64.b64encode(f.read_bytes()).decode()] for f in files]
    moved = page.evaluate_handle(
        """(files) => {
          const moved = new DataTransfer();
          for (const [name, data] of files)
            moved.items.add(new File([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], name));
          return moved;
        }""",
        held,
    )
    for event in ("dragenter", "dragover", "drop"):
        page.dispatch_event("#drop", event, {"dataTransfer": moved})


def ready(page: Any) -> None:
    """Wait on the overview until nothing is worked on any more."""
    page.wait_for_selector("[data-live][data-working='']", timeout=WAIT)
    page.wait_for_selector("a.button:has-text('Read')", timeout=WAIT)


def told_in_words(page: Any, badges: str) -> None:
    """What a colour tells, words tell as well: badges of different colours never have the same words."""
    found = page.evaluate(
        "s => [...document.querySelectorAll(s)].map((b) => [b.className, b.innerText.trim()])", badges
    )
    assert found and all(words for _, words in found)
    kinds: dict[str, set[str]] = {}
    for kind, words in found:
        kinds.setdefault(words, set()).add(kind)
    assert all(len(k) == 1 for k in kinds.values()), kinds


class Keys:
    """Only the keyboard."""

    def __init__(self, page: Any) -> None:
        self._page = page

    def to(self, selector: str) -> None:
        """Tab until it has the focus, which can be seen."""
        page = self._page
        page.wait_for_selector(selector, state="attached", timeout=WAIT)
        for _ in range(200):
            page.keyboard.press("Tab")
            if page.evaluate("s => document.activeElement?.matches(s)", selector):
                shown = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                inside = page.evaluate("!!document.activeElement.closest('.button')")
                assert shown != "none" or inside, f"the focus cannot be seen: {selector}"
                return
        raise AssertionError(f"not reached by Tab: {selector}")

    def on(self, selector: str, key: str = "Enter") -> None:
        self.to(selector)
        self._page.keyboard.press(key)

    def write(self, selector: str, text: str) -> None:
        self.to(selector)
        self._page.keyboard.press("Control+A")
        self._page.keyboard.type(text)
