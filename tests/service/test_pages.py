"""What a patient does with her case, by plain requests: every page answers, and what she does has its effect."""

import io
import zipfile
from pathlib import Path

from tests.service.conftest import CANARY, NOTE, Person, person
from tests.service.live import Live, live_service

PAGES = (
    "/", "/records", "/case", "/case/ask", "/case/ask?q=iron", "/case/upload", "/case/profile", "/case/review",
    "/case/changes", "/case/corrections", "/case/mine", "/case/trail", "/case/erase",
)  # fmt: skip


def test_every_page_answers(jane: Person) -> None:
    answer = f"/case/answers/{jane.question}"
    views = (answer, f"{answer}/beside", f"{answer}/clinician")
    facts = ("/case/facts/1/labs/0", "/case/facts/1/patient/0")
    places = (*PAGES, f"/case/documents/{jane.scan}", *views, *facts)
    assert {p: s for p in places if (s := jane.browser.get(p).status) != 200} == {}


def test_a_fact_stands_beside_its_place_on_the_page(live: Live, jane: Person) -> None:
    shown = jane.browser.get("/case/profile").text
    assert "8.4 g/dL" in shown
    facts = [jane.browser.get(f"/case/facts/1/labs/{n}").text for n in range(12)]
    pictured = [f for f in facts if f'href="/case/documents/{jane.scan}/pages/1"' in f]
    assert pictured and all('<rect class="mark"' in f for f in pictured)
    picture = jane.browser.get(f"/case/documents/{jane.scan}/pages/1")
    assert picture.headers["content-type"] in ("image/png", "image/jpeg")
    assert picture.body[:4] in (b"\x89PNG", b"\xff\xd8\xff\xe0")


def test_begin_shows_a_key_once_that_opens_the_case_again(live: Live) -> None:
    browser = live.caller()
    begun = browser.post("/begin")
    key = begun.text.partition('id="the-key">')[2].partition("<")[0]
    assert begun.status == 200 and len(key.split("-")) == 7
    assert browser.get("/case/ask").status == 200
    assert key not in browser.get("/case/mine").text
    again = live.caller()
    wrong = again.post("/open", {"key": key[:-1] + ("A" if key[-1] != "A" else "B")})
    assert wrong.status == 403 and "opens no case" in wrong.text and not again.cookie
    assert again.post("/open", {"key": key.lower().replace("-", " ")}).headers["location"] == "/case"
    assert again.get("/case/mine").status == 200


def test_a_correction_is_kept_shown_and_taken_back(live: Live) -> None:
    ann = person(live, NOTE.replace("ZZQCANARY", "ANN"))
    place = next(
        f"/case/facts/1/labs/{n}" for n in range(20) if "8.4 g/dL" in ann.browser.get(f"/case/facts/1/labs/{n}").text
    )
    wrong = ann.browser.post(place, {"action": "change", "value": "very low", "seen": "0"})
    assert wrong.status == 422 and "nothing was changed" in wrong.text
    done = ann.browser.post(place, {"action": "change", "value": "8,9", "note": "the page says 8.9", "seen": "0"})
    assert done.headers["location"] == "/case/profile?kept=1"
    assert "answered or corrected this already" in ann.browser.get(place).text
    live.work()
    assert "8.9 g/dL" in ann.browser.get("/case/profile").text
    changed = ann.browser.get("/case/changes").text
    assert "<s>8.4 g/dL</s>" in changed and "8.9 g/dL" in changed
    kept = ann.browser.get("/case/corrections").text
    assert "8.4 g/dL" in kept and "the page says 8.9" in kept
    assert ann.browser.post("/case/corrections/1/undo").status == 303
    live.work()
    assert "8.4 g/dL" in ann.browser.get("/case/profile").text
    assert "1 taken back" in ann.browser.get("/case/corrections").text
    struck = next(
        f"/case/facts/3/labs/{n}" for n in range(20) if "8.4 g/dL" in ann.browser.get(f"/case/facts/3/labs/{n}").text
    )
    assert ann.browser.post(struck, {"action": "strike", "seen": "2"}).status == 303
    live.work()
    shown = ann.browser.get("/case/profile").text
    assert "Struck out by you" in shown and "<s>Hemoglobin: 8.4 g/dL</s>" in shown


def test_a_correction_made_on_an_old_page_is_refused_if_the_fact_was_corrected_since(live: Live) -> None:
    bea = person(live, NOTE.replace("ZZQCANARY", "BEA"))
    place = next(
        f"/case/facts/1/labs/{n}" for n in range(20) if "8.4 g/dL" in bea.browser.get(f"/case/facts/1/labs/{n}").text
    )
    assert bea.browser.post(place, {"action": "change", "value": "8.5", "seen": "0"}).status == 303
    assert bea.browser.post(place, {"action": "change", "value": "8.6", "seen": "0"}).status == 412
    assert bea.browser.post(place, {"action": "change", "value": "8.6", "seen": "1"}).status == 303


def test_everything_is_taken_along_and_everything_is_erased(live: Live) -> None:
    cleo = person(live, NOTE.replace("ZZQCANARY", "CLEO"))
    packed = cleo.browser.get("/case/export")
    names = zipfile.ZipFile(io.BytesIO(packed.body)).namelist()
    assert {"profile.json", "profile.fhir.json", "audit.json"} <= set(names) and sum(
        "originals/" in n for n in names
    ) == 2
    original = cleo.browser.get(f"/case/documents/{cleo.note}/original")
    assert "attachment" in original.headers["content-disposition"] and b"CLEOTEXT" in original.body
    assert cleo.browser.post("/case/erase").status == 422
    gone = cleo.browser.post("/case/erase", {"sure": "1"})
    assert gone.status == 200 and "Everything is erased" in gone.text
    assert live.caller().post("/open", {"key": cleo.key}).status == 403


def test_a_file_is_taken_out_and_records_are_added_later(live: Live) -> None:
    dora = person(live, NOTE.replace("ZZQCANARY", "DORA"))
    assert dora.browser.post(f"/case/documents/{dora.scan}/remove").status == 303
    live.work()
    assert "count.pdf" not in dora.browser.get("/case/profile").text
    later = NOTE.replace("ZZQCANARY", "DORA").replace("10/20/2026", "11/18/2026").replace("8.4", "7.7")
    assert dora.browser.upload("/case/upload", ("later.txt", later.encode())).headers["location"] == "/case"
    live.work()
    changed = dora.browser.get("/case/changes").text
    assert "7.7 g/dL" in changed and "New" in changed


def test_settings_services_and_a_new_key(live: Live) -> None:
    eve, _, key = live.patient()
    _, client, _ = live.client("profile.read", "answer.read", name="Hope Registry")
    assert "Hope Registry" in eve.get("/case/mine").text
    assert eve.post(f"/case/services/{client}", {"scope": ["profile.read"]}).status == 303
    assert "Allowed since" in eve.get("/case/mine").text
    assert eve.post(f"/case/services/{client}").status == 303
    assert "Allowed since" not in eve.get("/case/mine").text
    assert eve.post("/case/settings", {"country": "de", "days": "30", "prognosis": "1"}).status == 303
    shown = eve.get("/case/mine").text
    assert 'value="DE"' in shown and '<option value="30" selected>' in shown
    assert eve.post("/case/settings", {"country": "Germany", "days": "30"}).status == 422
    made = eve.post("/case/new-key").text.partition('id="the-key">')[2].partition("<")[0]
    assert live.caller().post("/open", {"key": key}).status == 403
    assert live.caller().post("/open", {"key": made}).status == 303
    assert "made a new key" in eve.get("/case/trail").text
    left = eve.post("/close")
    assert left.status == 303 and left.headers["location"] == "/", left.text
    assert eve.get("/case/mine").headers["location"] == "/?ended=1"


def test_who_comes_is_told_how_long_the_service_keeps_cases(tmp_path: Path) -> None:
    with live_service(tmp_path, retention_days=45) as service:
        browser, _, _ = service.patient()
        assert "45 days, as this service does" in browser.get("/case/mine").text
        assert "erased when nothing has happened for 45 days" in browser.get("/records").text


def test_the_answer_leads_to_its_facts_and_goes_on_paper(jane: Person) -> None:
    shown = jane.browser.get(f"/case/answers/{jane.question}").text
    assert "/case/facts/" in shown
    for name in ("answer.pdf", "sheet.pdf"):
        paper = jane.browser.get(f"/case/answers/{jane.question}/paper/{name}")
        assert paper.body.startswith(b"%PDF") and paper.headers["content-disposition"].startswith("attachment")
    assert jane.browser.get(f"/case/answers/{jane.question}/paper/other.pdf").status == 404


def test_a_pasted_answer_is_tailored(live: Live, jane: Person) -> None:
    text = "Does azacitidine help in MDS?\n\nAzacitidine is used in higher-risk MDS. It can improve blood counts."
    assert jane.browser.post("/case/ask", {"text": text}).headers["location"] == "/case"
    live.work()
    asked = jane.browser.get("/case/status.json").json()["asked"]
    pasted = next(a for a in asked if a["text"] == "Does azacitidine help in MDS?")
    assert pasted["state"] == "ready"
    assert "Does azacitidine help in MDS?" in jane.browser.get(f"/case/answers/{pasted['id']}").text
    assert jane.browser.post(f"/case/questions/{pasted['id']}/drop").status == 303
    assert jane.browser.post("/case/ask", {"text": "   "}).status == 422


def test_no_page_of_another_holds_the_canary(other: Person, jane: Person) -> None:
    for place in PAGES:
        assert CANARY not in other.browser.get(place).text


def test_text_of_a_record_is_text(live: Live) -> None:
    """What a record says is shown as what it says, never as what it would do."""
    evil = '<img src=x onerror=alert(1)>"><script>alert(2)</script>{{ 7*7 }}'
    note = NOTE.replace("ZZQCANARY", "EVIL").replace("low blasts.", f"low blasts {evil}.")
    fay, _, _ = live.patient()
    assert fay.upload("/case/upload", (f"{evil}.txt", note.encode())).status == 303
    assert fay.post("/case/ask", {"text": f"Is {evil} good?\n\nAzacitidine is used in MDS. {evil}"}).status == 303
    live.work()
    question = fay.get("/case/status.json").json()["asked"][0]["id"]
    file = fay.get("/case/status.json").json()["files"][0]["id"]
    answer = f"/case/answers/{question}"
    facts = [f"/case/facts/1/{name}/0" for name in ("diagnoses", "labs")]
    for place in ("/case", "/case/profile", f"/case/documents/{file}", answer, f"{answer}/beside", *facts):
        text = fay.get(place).text
        assert "<img src=x" not in text and "<script>alert" not in text, place
    assert "&lt;script&gt;alert(2)" in fay.get("/case").text


def test_after_a_failure_of_ours_it_can_be_tried_once_more(live: Live, jane: Person) -> None:
    assert jane.browser.post("/case/again").headers["location"] == "/case"
    assert jane.browser.get("/case/status.json").json()["working"] is True
    live.work()
    assert jane.browser.get("/case/status.json").json()["working"] is False
