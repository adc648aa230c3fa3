"""The page in a real browser: nothing is refused, nothing is fetched, all pictures show, a phone need not scroll."""

import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.render import render_answer, render_profile
from pipeline.render.views import VIEWS, View
from tests.render.test_profile_page import book_of, doubted, hostile
from tests.render.test_views import book_of as answer_book
from tests.render.test_views import made as answered

BROWSER = next((b for n in ("chromium", "chromium-browser", "google-chrome") if (b := shutil.which(n))), None)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None, reason="no chromium is installed: the page was not tried in a browser"),
]
SECONDS = 60.0


class Browser:
    """A headless chromium, spoken to over a pair of pipes."""

    def __init__(self, folder: Path) -> None:
        assert BROWSER is not None
        from_us, self.out = os.pipe()
        self.into, to_us = os.pipe()
        flags = ("--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run",
                 "--disable-background-networking", "--disable-component-update", "--disable-sync",
                 f"--user-data-dir={folder}")  # fmt: skip
        # The browser reads commands from descriptor 3 and answers on 4.
        script = f'exec "$@" 3<&{from_us} 4>&{to_us}'
        self.process = subprocess.Popen(
            ["bash", "-c", script, "bash", BROWSER, *flags, "about:blank"],
            pass_fds=(from_us, to_us),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(from_us)
        os.close(to_us)
        self.rest, self.number, self.events = b"", 0, []  # type: bytes, int, list[dict[str, Any]]

    def say(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        """One command and its answer; events that come between are kept."""
        self.number += 1
        message: dict[str, Any] = {"id": self.number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            heard = self.hear()
            if heard.get("id") == self.number:
                assert "error" not in heard, heard
                return heard["result"]
            self.events.append(heard)

    def wait_for(self, method: str) -> None:
        while not any(e.get("method") == method for e in self.events):
            self.events.append(self.hear())

    def hear(self) -> dict[str, Any]:
        end = time.monotonic() + SECONDS
        while b"\0" not in self.rest:
            ready, _, _ = select.select([self.into], [], [], max(0.0, end - time.monotonic()))
            assert ready, "the browser does not answer"
            part = os.read(self.into, 1 << 20)
            assert part, "the browser is gone"
            self.rest += part
        first, _, self.rest = self.rest.partition(b"\0")
        return json.loads(first)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.out)
        os.close(self.into)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    made = Browser(tmp_path_factory.mktemp("browser"))
    try:
        yield made
    finally:
        made.close()


def visit(browser: Browser, file: Path, width: int) -> tuple[str, list[dict[str, Any]]]:
    target = browser.say("Target.createTarget", url="about:blank")["targetId"]
    session = browser.say("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    browser.say(
        "Emulation.setDeviceMetricsOverride", session, width=width, height=800, deviceScaleFactor=1, mobile=True
    )
    for domain in ("Page", "Network", "Log", "Runtime"):
        browser.say(f"{domain}.enable", session)
    browser.events.clear()
    browser.say("Page.navigate", session, url=file.as_uri())
    browser.wait_for("Page.loadEventFired")
    return session, browser.events


def value(browser: Browser, session: str, expression: str) -> Any:
    return browser.say("Runtime.evaluate", session, expression=expression, returnByValue=True)["result"].get("value")


NOISE = ("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Page.javascriptDialogOpening")


def noise(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [e for e in events if e.get("method") in NOISE]


def wanted(events: list[dict[str, Any]]) -> list[str]:
    return [e["params"]["request"]["url"] for e in events if e.get("method") == "Network.requestWillBeSent"]


def test_a_page_that_wants_more_would_be_noticed(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "bad.html"
    text = render_profile(doubted(), "html")
    file.write_text(text.replace("</main>", "<img src='https://a.invalid/x.png'><script>alert(1)</script></main>"))
    _, events = visit(browser, file, 800)
    refused = [e["params"]["entry"]["text"] for e in noise(events) if e["method"] == "Log.entryAdded"]
    assert len(refused) == 2 and all("Content Security Policy" in t for t in refused)
    assert "https://a.invalid/x.png" in wanted(events)


@pytest.mark.parametrize("width", [360, 1100])
def test_the_page_loads_in_peace(browser: Browser, tmp_path: Path, width: int) -> None:
    profile = doubted()
    bad = hostile()
    mixed = profile.model_copy(update={"diagnoses": bad.diagnoses, "labs": (*profile.labs, *bad.labs)})
    file = tmp_path / "profile.html"
    file.write_text(render_profile(mixed, "html", book_of(mixed)), "utf-8")
    session, events = visit(browser, file, width)
    loaded = value(browser, session, "[...document.images].filter(i => i.checkVisibility())"
                   ".map(i => i.complete && i.naturalWidth > 0)")  # fmt: skip
    assert len(loaded) > 5 and all(loaded)
    assert wanted(events) and all(u == file.as_uri() or u.startswith("data:image/") for u in wanted(events))
    assert noise(events) == []
    assert value(browser, session, "document.documentElement.scrollWidth") <= width
    shown = value(browser, session, "[...document.querySelectorAll('svg')].map(s => s.checkVisibility())")
    assert shown == [width > 640, width <= 640]


@pytest.mark.parametrize("width", [360, 1100])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_an_answer_loads_in_peace(browser: Browser, tmp_path: Path, view: View, width: int) -> None:
    answer = answered("p1")
    file = tmp_path / f"{view}.html"
    file.write_text(str(render_answer(answer, "html", view=view, book=answer_book(answer, view))), "utf-8")
    session, events = visit(browser, file, width)
    loaded = value(browser, session, "[...document.images].filter(i => i.checkVisibility())"
                   ".map(i => i.complete && i.naturalWidth > 0)")  # fmt: skip
    assert all(loaded) and bool(loaded) == (view != "sheet")
    assert all(u == file.as_uri() or u.startswith("data:image/") for u in wanted(events))
    assert noise(events) == []
    assert value(browser, session, "document.documentElement.scrollWidth") <= width
