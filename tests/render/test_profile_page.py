"""The page that shows a profile: one file, every fact beside its place, nothing of a record is markup."""

import io
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from PIL import Image

from pipeline.pictures.book import Picture, PictureBook
from pipeline.pictures.places import spot_of
from pipeline.render import render_profile
from pipeline.render.profile_page import page_places, profile_page
from pipeline.render.timeline import timeline_of
from schemas.facts import LabResult, Treatment
from schemas.profile import Conflict, DocumentEntry, Profile, ReviewItem
from tests.render.test_render import HOSTILE, hostile
from tests.tailor.people import person, seen


def png() -> bytes:
    made = io.BytesIO()
    Image.new("L", (40, 12), 255).save(made, "PNG")
    return made.getvalue()


def book_of(profile: Profile) -> PictureBook:
    """A picture for every place that the page asks for."""
    spots = (spot_of(e) for e in page_places(profile))
    return PictureBook({s: Picture(png(), 300.0, 20.0) for s in spots if s is not None})


def lab(analyte: str, value: float, day: str | None, **more: object) -> LabResult:
    fields = {"unit": "g/dL", "original": f"{value} g/dL", "evidence": seen(f"{analyte} {value} {day}", "cbc.pdf")}
    return LabResult.model_validate({"analyte": analyte, "value": value, "collected": day, **fields, **more})


def doubted() -> Profile:
    """Two doubts of one line, one of another, a contradiction, and files of every fate."""
    labs = (
        lab("hemoglobin", 8.9, "2026-11-10"),
        lab("hemoglobin", 9.4, "2026-08-10"),
        lab("hemoglobin", 9.9, "2026-05-10"),
        lab("platelets", 34.0, "2026-11-10"),
        lab("platelets", 84.0, "2026-11-10"),
    )
    both = "Hemoglobin: is this 8.9 or 3.9? Platelets: 34 or 84? (cbc.pdf, page 1)"
    items = (
        ReviewItem(
            about="labs[0]",
            also=("labs[3]",),
            why="two readings",
            question=both,
            weight="decides",
            evidence=labs[0].evidence,
        ),
        ReviewItem(
            about="labs[3]",
            also=("labs[0]",),
            why="two readings",
            question=both,
            weight="decides",
            evidence=labs[3].evidence,
        ),
        ReviewItem(about="labs[2]", why="old", question="Is this 9.9?", evidence=labs[2].evidence),
    )
    clash = Conflict(
        about="labs[3]", also=("labs[4]",), why="same date: different values", values=("34", "84"),
        evidence=(*labs[3].evidence, *labs[4].evidence),
    )  # fmt: skip
    files = [
        ("cbc.pdf", "read", {"pages": 3, "ocr_pages": (2,), "unread_pages": (3,), "reason": "page 3 was not read: x"}),
        ("copy.pdf", "duplicate", {"pages": 3, "reason": "the same file as cbc.pdf"}),
        ("lost.pdf", "failed", {"reason": "the file is encrypted"}),
        ("other.pdf", "other_person", {"pages": 1, "reason": "about another person"}),
    ]
    documents = tuple(
        DocumentEntry.model_validate({"id": f"{i}" * 64, "file": f, "status": s, **more})
        for i, (f, s, more) in enumerate(files)
    )
    return person().model_copy(
        update={"labs": labs, "review": items, "conflicts": (clash,), "documents": documents, "gaps": ("ferritin",)}
    )


class Tags(HTMLParser):
    """What a browser would take for tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [a for t, a in self.found if t == tag]


@pytest.fixture(scope="module")
def page() -> str:
    profile = doubted()
    return render_profile(profile, "html", book_of(profile))


def test_every_question_stands_once_with_pictures_that_decode(page: str) -> None:
    assert page.count("Hemoglobin: is this 8.9 or 3.9? Platelets: 34 or 84?") == 1
    assert page.count("Is this 9.9?") == 1
    cards = page.split('<li class="card">')[1:]
    assert len(cards) == 2 and all("<img" in c.split("</li>")[0] for c in cards)


def test_what_does_not_decide_is_folded_below(page: str) -> None:
    first = page.index("Hemoglobin: is this 8.9")
    fold = page.index("One more, which matters less")
    assert first < fold < page.index("Is this 9.9?")


def test_at_most_seven_questions_are_asked_at_once() -> None:
    items = tuple(ReviewItem(about=f"labs[{i}]", why="w", question=f"Number {i}?", weight="decides") for i in range(12))
    made = profile_page(doubted().model_copy(update={"review": items}), PictureBook())
    assert ([q.text for q in made.first], len(made.rest)) == ([f"Number {i}?" for i in range(7)], 5)


def test_both_sides_of_a_contradiction_have_value_and_picture() -> None:
    profile = doubted()
    (dispute,) = profile_page(profile, book_of(profile)).disputes
    assert [s.value for s in dispute.sides] == ["Platelets: 34 g/dL", "Platelets: 84 g/dL"]
    assert all(len(s.inks) == 1 and s.inks[0].uri for s in dispute.sides)


def test_a_contradiction_of_no_listed_facts_shows_all_its_places() -> None:
    clash = Conflict(
        about="variants", values=("TP53 found", "TP53 not found"), evidence=(*seen("TP53"), *seen("TP53 neg"))
    )
    (dispute,) = profile_page(person().model_copy(update={"conflicts": (clash,)}), PictureBook()).disputes
    assert [i.quote for s in dispute.sides for i in s.inks] == ["TP53", "TP53 neg"]


def test_every_fact_stands_beside_its_picture_with_file_page_and_words(page: str) -> None:
    rows = [r for r in page.split("<tr")[1:] if 'scope="row" class="fact"' in r and "<figure" in r]
    assert len(rows) == 7  # five labs, the diagnosis, the treatment
    assert all(r.count("<img") == 1 and ", page " in r and "<q>" in r for r in rows)


def test_doubtful_and_disputed_facts_say_so_and_lead_to_the_question(page: str) -> None:
    assert page.count('href="#review">not sure, see question') == 3
    assert page.count('href="#conflicts">records disagree') == 2
    ids = {a["id"] for _, a in Tags(page).found if "id" in a}
    assert {"review", "conflicts"} <= ids


def test_documents_say_what_was_read_how_and_what_was_not(page: str) -> None:
    part = page.split('<h2 id="documents">')[1]
    for words in (
        "read by its text: page 1",
        "read from the picture: page 2",
        "not read: page 3",
        "page 3 was not read: x",
        "the same as another file",
        "the file is encrypted",
        "nothing of it was read",
        "set aside, because it seems to be about another person",
    ):
        assert words in part, words


def test_the_page_is_whole_in_itself_and_runs_nothing(page: str) -> None:
    tags = Tags(page)
    assert not {"script", "link", "iframe", "object", "embed", "form", "base"} & {t for t, _ in tags.found}
    sources = [v or "" for _, a in tags.found for k, v in a.items() if k in ("src", "srcset", "data", "xlink:href")]
    assert sources and all(s.startswith("data:image/png;base64,") for s in sources)
    assert all((a["href"] or "").startswith("#") for _, a in tags.found if "href" in a)
    assert not [k for _, a in tags.found for k in a if k.startswith("on")]
    (policy,) = [a["content"] or "" for a in tags.of("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src" not in policy
    assert "://" not in page and "@import" not in page and "url(" not in page


def test_pictures_and_places_can_be_told_without_seeing(page: str) -> None:
    tags = Tags(page)
    assert all(a.get("alt") for a in tags.of("img"))
    drawings = tags.of("svg")
    assert len(drawings) == 2 and all(a["role"] == "img" and a["aria-labelledby"] for a in drawings)
    ids = {a.get("id") for _, a in tags.found}
    assert all(set((a["aria-labelledby"] or "").split()) <= ids for a in drawings)
    assert "The same as a table" in page


@pytest.mark.parametrize("pictures", [True, False])
def test_text_of_records_is_never_markup(pictures: bool) -> None:
    base = hostile()
    bad = seen(HOSTILE, f"{HOSTILE}.pdf")
    profile = base.model_copy(
        update={
            "review": (ReviewItem(about="labs[0]", why=HOSTILE, question=HOSTILE, evidence=bad),),
            "conflicts": (Conflict(about="labs[0]", why=HOSTILE, values=(HOSTILE, "b"), evidence=bad),),
            "documents": (DocumentEntry(id="a" * 64, file=HOSTILE, status="read", pages=1, reason=HOSTILE),),
            "treatments": (course(HOSTILE, status="ongoing", started="2026-01-02"),),
        }
    )  # fmt: skip
    text = render_profile(profile, "html", book_of(profile) if pictures else None)
    tags = Tags(text)
    assert not {"script", "b", "a"} & {t for t, a in tags.found if not (t == "a" and a.get("class") == "flag")}
    assert not [k for _, a in tags.found for k in a if k.startswith("on")]
    assert ("<img" in text) == pictures


def test_without_pictures_the_words_remain() -> None:
    text = render_profile(doubted(), "html")
    assert "<img" not in text and "cbc.pdf, page 1: <q>hemoglobin 8.9 2026-11-10</q>" in text


def test_pictures_stop_where_the_page_would_grow_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    profile = doubted()
    monkeypatch.setattr("pipeline.render.ink.MOST_BYTES", 2 * len(png()))
    assert render_profile(profile, "html", book_of(profile)).count("<img") == 2


def plotted(*labs: LabResult, treatments: tuple[Treatment, ...] = ()) -> Profile:
    return Profile(labs=labs, treatments=treatments)


def course(agent: str, **fields: object) -> Treatment:
    return Treatment.model_validate({"agent": agent, "kind": "systemic", "evidence": seen(agent), **fields})


def points(profile: Profile) -> Iterator[tuple[float, float, bool]]:
    made = timeline_of(profile)
    assert made is not None
    for panel in made.plots[0].panels:
        for point in panel.points:
            yield point.x, point.y, point.sure


def test_counts_are_drawn_in_order_of_time_and_size() -> None:
    days = ("2026-01-10", "2026-04-10", "2026-11-10")
    drawn = list(points(plotted(*(lab("hemoglobin", v, d) for v, d in zip((9.0, 7.0, 8.0), days, strict=True)))))
    assert [x for x, _, _ in drawn] == sorted(x for x, _, _ in drawn)
    assert drawn[0][1] < drawn[2][1] < drawn[1][1]  # up is less


def test_what_is_not_sure_is_hollow_and_no_line_runs_through_it() -> None:
    days = ("2026-01-10", "2026-04-10", "2026-11-10")
    profile = plotted(*(lab("hemoglobin", 8.0, d) for d in days)).model_copy(
        update={"review": (ReviewItem(about="labs[1]", why="w", question="q?"),)}
    )
    made = timeline_of(profile)
    assert made is not None and made.hollow
    (panel,) = made.plots[0].panels
    assert [p.sure for p in panel.points] == [True, False, True]
    assert len(panel.line.split()) == 2


def test_courses_are_drawn_named_before_or_named_without_date() -> None:
    courses = (
        course("azacitidine", status="ongoing", started="2026-02-02"),
        course("lenalidomide", status="completed", started="2019-02", ended="2020-03"),
        course("epoetin", status="stopped"),
        course("decitabine", status="considered", started="2026-03-01"),
    )
    made = timeline_of(plotted(lab("hemoglobin", 8.0, "2026-01-10"), lab("hemoglobin", 8.4, "2026-10-10"),
                               treatments=courses))  # fmt: skip
    assert made is not None
    assert [(b.name, b.open) for b in made.plots[0].bars] == [("Azacitidine", True)]
    assert len(made.earlier) == 1 and made.earlier[0].endswith("(February 2019)")
    assert len(made.undated) == 1
    assert [d for d, _, _ in made.rows] == ["February 2019", "10 January 2026", "2 February 2026", "10 October 2026"]


@pytest.mark.parametrize("profile", [Profile(), plotted(lab("hemoglobin", 8.0, "2026-01-10"))])
def test_one_date_is_no_timeline(profile: Profile) -> None:
    assert timeline_of(profile) is None
    assert "<svg" not in render_profile(profile, "html")


@pytest.mark.parametrize(
    "days", [("2026-01-10", "2026-01-10"), ("2026-01-10", "2026-01-11"), ("1990", "2026-03"), ("2026", "2026")]
)
def test_any_span_of_time_has_an_axis(days: tuple[str, str]) -> None:
    made = timeline_of(plotted(lab("hemoglobin", 0.0, days[0]), lab("hemoglobin", 8.0, days[1])))
    assert made is not None
    for plot in made.plots:
        xs = [x for x, _ in plot.ticks]
        assert 2 <= len(xs) <= 14 and xs == sorted(xs) and len({t for _, t in plot.ticks}) == len(xs)
        assert all(plot.left <= x <= plot.right for x in xs)
