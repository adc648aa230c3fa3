"""Questions that records leave open: asked with what can be clicked, settled by a click, and not asked again."""

import base64
from collections.abc import Iterator

from app.service.pages.review import asked_of
from flows.store.records import ProfileView, VersionInfo
from flows.store.tables import Base
from schemas.corrections import Correction
from schemas.facts import LabResult, Treatment
from schemas.profile import Profile, ReviewItem
from schemas.provenance import Evidence
from tests.service.conftest import CANARY, NOTE, Person, count_sheet
from tests.service.live import Live

PICTURE = "data:image/png;base64,AAAA"


def seen(quote: str, y: float) -> Evidence:
    return Evidence(
        document="a" * 64, file="cbc.pdf", page=1, bbox=(10, y, 90, y + 10), quote=quote, method="ocr", confidence=0.5
    )  # fmt: skip


def lab(analyte: str, value: float, y: float) -> LabResult:
    return LabResult(analyte=analyte, value=value, unit="g/dL", original=str(value), evidence=(seen(str(value), y),))


def view(*review: ReviewItem) -> ProfileView:
    labs = (lab("hemoglobin", 8.9, 100), lab("platelets", 90, 120))
    drug = Treatment(agent="lenalidomide", kind="systemic", status="considered", evidence=(seen("Lenalidomid", 200),))
    info = VersionInfo(version=3, change=9, etag="e", corrected=1, code_version="c", created=0)
    return ProfileView(info=info, profile=Profile(labs=labs, treatments=(drug,), review=review))


def item(about: str, question: str, *candidates: str, **more: object) -> ReviewItem:
    return ReviewItem(about=about, question=question, candidates=candidates, why="hard to read", **more)  # type: ignore[arg-type]


def test_readings_are_buttons_where_the_question_asks_for_one() -> None:
    (asked,) = asked_of(view(item("labs[0]", "Hemoglobin: is this 8.9 or 3.9?", "8.9", "3.9", picture=PICTURE)), ())
    assert asked.choices == ("8.9", "3.9") and asked.settles
    assert asked.address == "/case/facts/3/labs/0" and asked.pictures == (PICTURE,)


def test_readings_that_cannot_be_set_are_no_buttons() -> None:
    yes_no = item("treatments[0]", "Does it say here: Lenalidomide?", "Lenalidomide", "Lenalidomid")
    between = item("treatments[0]", "Is this Lenalidomide or Lenalidomid?", "Lenalidomide", "Lenalidomid")
    one, two = asked_of(view(yes_no, between), ())
    assert (one.choices, one.settles) == ((), True)
    assert (two.choices, two.settles) == ((), False)


def test_one_question_about_two_facts_is_asked_once_and_answers_both() -> None:
    both = "Hemoglobin and Platelets: are these two right?"
    items = (item("labs[0]", both, also=("labs[1]",)), item("labs[1]", both, also=("labs[0]",)))
    (asked,) = asked_of(view(*items), ())
    assert asked.also == ("labs[1]",) and asked.choices == ()


def test_what_was_answered_since_is_not_asked_again() -> None:
    open_question = item("labs[0]", "Hemoglobin: is this 8.9 or 3.9?", "8.9", "3.9")
    held = view(open_question)

    def correction(seq: int) -> Correction:
        fact = held.profile.labs[0]
        return Correction(seq=seq, target="t", action="confirm", list="labs", fact=fact, by="patient", at=0)

    assert asked_of(held, (correction(2),)) == ()
    assert len(asked_of(held, (correction(1),))) == 1  # this version holds it, and still has the question


def test_what_decides_is_asked_first() -> None:
    items = (item("labs[0]", "One?"), item("labs[1]", "Two?", weight="decides"))
    assert [a.text for a in asked_of(view(*items), ())] == ["Two?", "One?"]


def test_a_file_of_another_person_is_asked_about_and_settled_with_a_click(live: Live) -> None:
    iris, _, _ = live.patient()
    files = (("note.txt", NOTE.replace(CANARY, "IRIS").encode()), ("strange.pdf", count_sheet("SOMEBODY, Else")))
    assert iris.upload("/case/upload", *files).status == 303
    live.work()
    said = {"action": "confirm", "from": "review", "seen": "0"}
    for n in range(2):
        page = iris.get("/case/review").text
        assert "about you" in page and ("Not mine" in page) == (n == 0)
        card = page.partition('<ol class="cards">')[2]
        place = card.partition('<form method="post" action="')[2].partition('"')[0]
        assert "/documents/" in place
        assert iris.post(place, said).headers["location"].startswith("/case/review")
    assert "about you" not in iris.get("/case/review").text
    live.work()
    shown = iris.get("/case/profile").text
    assert "set aside" not in shown and "1,210" in shown
    assert iris.get("/case/corrections").text.count("You confirmed") == 2


def test_a_birth_date_that_records_do_not_agree_on_is_settled_with_a_click(live: Live) -> None:
    lena, _, _ = live.patient()
    note = NOTE.replace(CANARY, "LENA")
    other = note.replace("05/14/1950", "05/14/1951").replace("8.4", "9.0")
    assert lena.upload("/case/upload", ("a.txt", note.encode()), ("b.txt", other.encode())).status == 303
    live.work()
    for _ in range(3):  # both are hers
        card = lena.get("/case/review").text.partition('<ol class="cards">')[2]
        place = card.partition('<form method="post" action="')[2].partition('"')[0]
        if "/documents/" not in place:
            break
        assert lena.post(place, {"action": "confirm", "from": "review", "seen": "9"}).status == 303
    live.work()
    page = lena.get("/case/review").text
    assert "What is your birth date?" in page
    assert ">14 May 1950<" in page and ">14 May 1951<" in page
    place = page.partition("What is your birth date?")[2].partition('action="')[2].partition('"')[0]
    said = {"action": "choose", "choice": "1951-05-14", "from": "review", "seen": "9"}
    assert lena.post(place, said).headers["location"].startswith("/case/review")
    assert "birth date" not in lena.get("/case/review").text
    live.work()
    assert "born 14 May 1951, age 75" in lena.get("/case/profile").text
    kept = lena.get("/case/corrections").text
    assert "Birth date: not said" in kept and "Birth date: 14 May 1951" in kept and "by you" in kept


def everything(live: Live) -> Iterator[tuple[str, bytes]]:
    """All that is kept: files; and of servers every row and every object."""
    for path in sorted(live.settings.store.data.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()
    if live.settings.store.blobs is None:
        return
    for patient, blob, _ in live.store.blobs.list():
        yield blob, b"".join(live.store.blobs.read(patient, blob))
    with live.store.database.read() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(table.select()):
                yield table.name, b"|".join(v if isinstance(v, bytes) else str(v).encode() for v in row)


def test_nothing_of_records_lies_in_clear_after_a_full_run(live: Live, jane: Person) -> None:
    forms = (CANARY.encode(), CANARY.encode("utf-16-le"), base64.b64encode(CANARY.encode())[:-4])
    held = list(everything(live))
    assert [(name, f) for name, data in held for f in forms if f in data] == []
    assert sum(len(data) for _, data in held) > 10_000
