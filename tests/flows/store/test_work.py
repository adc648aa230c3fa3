"""A worker and what it makes of what patients upload; real reading in the sandbox's child."""

import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

import flows.keeping
import flows.work
import pipeline.run
from flows.ends import outcome_of
from flows.store import Accounts, Repository, Store, due_messages, message_done, message_failed, set_webhook
from flows.store.errors import CorrectionError, NotFoundError, StaleError
from flows.store.jobs import Claim
from flows.store.records import CaseSettings
from flows.store.tables import Delivery, Incident, Job, StageOutput
from flows.store.verify import verify
from flows.work import Report, Work, how_surely
from flows.worker import Worker
from pipeline.reading import ReadSettings
from pipeline.reading.pool import Reader
from pipeline.run import read_case
from schemas.corrections import CorrectionRequest
from schemas.document import Page, ReadDocument, TextSource, Word
from schemas.errors import READ_FAILURE_TEXT, ReadFailure
from tests.flows.store.tools import TODAY, Case, new_case, note, put, run_all

SAMPLES = Path(__file__).resolve().parents[3] / "sample_records" / "mds" / "p1_higher_risk_tp53"
PDF = SAMPLES / "marrow_2026-01-12.pdf"


def due(store: Store) -> None:
    with store.database.write() as s:
        s.execute(update(Job).values(not_before=0.0))


def test_from_upload_to_answer_the_same_as_on_the_command_line(store: Store, case: Case, tmp_path: Path) -> None:
    question = case.repository.ask(answer_id="mds-car-t")
    put(case, PDF.name, PDF.read_bytes())
    (tmp_path / "note.txt").write_bytes(note())
    put(case, "note.txt")
    lines = run_all(store)
    assert [line.split()[0] for line in lines] == ["ingest", "ingest", "build", "tailor"]
    status = case.repository.status()
    assert {d.state for d in status.documents} == {"done"} and not status.working
    assert {(d.name, d.pages, d.pages_done) for d in status.documents} == {(PDF.name, 2, 2), ("note.txt", 1, 1)}
    view = case.repository.profile()
    assert (view.info.version, view.info.etag) == (status.version, status.etag)
    direct = read_case([PDF, tmp_path / "note.txt"], ReadSettings(), today=TODAY).profile
    assert flows.work.plain(view.profile) == direct
    answer = case.repository.answer(question)
    assert answer.version == 1 and answer.question.state == "ready" and answer.answer.profile == direct
    picture = case.repository.page_picture(status.documents[0].id, 2)
    assert picture.data.startswith((b"\x89PNG", b"\xff\xd8\xff")) and (picture.width, picture.height) == (612, 792)
    for document, page in ((status.documents[1].id, 1), (status.documents[0].id, 3)):  # plain text; no such page
        with pytest.raises(NotFoundError):
            case.repository.page_picture(document, page)


def test_operators_are_told_how_surely_a_document_was_read() -> None:
    words = tuple(
        Word(text=t, box=(0, 0, 9, 9), source=TextSource.OCR, confidence=c, agreed=a)
        for t, c, a in (("Hb", 0.9, True), ("8.4", 0.5, False), ("g/dL", 1.0, True), ("L", 0.8, True))
    )
    read = ReadDocument(
        id="0" * 64, file="x.pdf", media_type="application/pdf",
        pages=(Page(number=1, width=612, height=792, source=TextSource.OCR, words=words),),
    )  # fmt: skip
    assert how_surely(read) == {"words": 4, "relied_on": 0.75, "confidence": 0.8}
    assert how_surely(read.model_copy(update={"pages": ()})) == {"words": 0, "relied_on": 0.0, "confidence": 0.0}


def test_more_records_and_corrections_make_new_versions_and_the_old_ones_stay(sqlite_store: Store) -> None:
    store, case = sqlite_store, new_case(sqlite_store)
    question = case.repository.ask(answer_id="mds-car-t")
    put(case)
    run_all(store)
    first = case.repository.profile()
    put(case, "later.txt", note(more="Ferritin 900 ng/mL.").replace(b"10/20", b"11/02"))
    run_all(store)
    changes = case.repository.changes_between(1, 2)
    assert ("Ferritin", "900 ng/mL") in [(c.name, c.value) for c in changes.added]
    about = next(f"labs[{n}]" for n, x in enumerate(first.profile.labs) if x.analyte == "hemoglobin")
    request = CorrectionRequest(about=about, action="change", fields={"value": 9.4}, note="I asked")
    assert case.repository.correct(request, version=1) == 1
    run_all(store)
    assert [v.version for v in case.repository.versions()] == [1, 2, 3]
    assert case.repository.profile(1) == first
    third = case.repository.profile()
    assert hemoglobins(case) == [9.4, 8.4]
    assert [(c.by, c.note, c.after) for c in third.corrections] == [("patient", "I asked", "Hemoglobin: 9.4 g/dL")]
    assert case.repository.answer(question).version == 3
    put(case, "third.txt", note(more="LDH 300 U/L.").replace(b"10/20", b"11/09"))  # a later run does not overwrite it
    run_all(store)
    assert hemoglobins(case) == [9.4, 8.4, 8.4]
    case.repository.correct(CorrectionRequest(about="", action="undo", undoes=1), version=4, seen=1)
    run_all(store)
    assert hemoglobins(case) == [8.4, 8.4, 8.4]


def hemoglobins(case: Case) -> list[float]:
    """By date."""
    labs = case.repository.profile().profile.labs
    return [x.value for x in sorted(labs, key=lambda x: x.collected or "") if x.analyte == "hemoglobin"]


def test_an_unchanged_profile_makes_no_version(sqlite_store: Store) -> None:
    case = new_case(sqlite_store)
    put(case)
    run_all(sqlite_store)
    etag = case.repository.status().etag
    case.repository.set_settings(CaseSettings())
    run_all(sqlite_store)
    assert case.repository.status().version == 1 and case.repository.status().etag == etag
    case.repository.set_settings(CaseSettings(country="DE"))
    run_all(sqlite_store)
    assert case.repository.status().version == 2 and case.repository.profile().profile.patient.country == "DE"


def test_of_two_who_correct_one_fact_one_hears_of_the_other(store: Store, case: Case) -> None:
    put(case)
    run_all(store)
    strike = CorrectionRequest(about="labs[0]", action="strike")
    change = CorrectionRequest(about="labs[0]", action="change", fields={"value": 1})
    other = CorrectionRequest(about="labs[1]", action="strike")
    assert case.repository.correct(change, version=1) == 1
    with pytest.raises(StaleError) as caught:
        case.repository.correct(strike, version=1)
    assert caught.value.current == 1
    assert case.repository.correct(other, version=1) == 2
    assert case.repository.correct(strike, version=1, seen=2) == 3
    for bad in (
        CorrectionRequest(about="labs[9]", action="strike"), CorrectionRequest(about="", action="undo", undoes=9)
    ):  # fmt: skip
        with pytest.raises(CorrectionError):
            case.repository.correct(bad, version=1, seen=3)
    with pytest.raises(NotFoundError):
        case.repository.correct(strike, version=2)


def test_many_corrections_at_once_lose_none(store: Store, case: Case) -> None:
    put(case)
    run_all(store)
    acked: list[int] = []
    stale: list[int] = []

    def correct(value: int) -> None:
        repository, seen = Repository(store, case.principal), 0
        for n in range(5):
            request = CorrectionRequest(about="labs[0]", action="change", fields={"value": value * 100 + n})
            while True:
                try:
                    acked.append(seen := repository.correct(request, version=1, seen=seen))
                    break
                except StaleError as error:
                    stale.append(seen := error.current)

    threads = [threading.Thread(target=correct, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(acked) == list(range(1, 31)) == [c.seq for c in case.repository.corrections()]
    run_all(store)
    last = case.repository.corrections()[-1].fields["value"]
    assert case.repository.profile().profile.labs[0].value == last


def read_as(monkeypatch: pytest.MonkeyPatch, *results: Any) -> list[str]:
    """Let reading give these results, one after the other."""
    calls: list[str] = []
    left = list(results)

    class Fake:
        def read_shown(self, name: str, data: bytes, crops: Any, told: Any, **_: Any) -> Any:
            calls.append(name)
            told(1, 1)
            made = left.pop(0)
            if isinstance(made, Exception):
                raise made
            return made, ()

        def close(self) -> None:
            pass

    monkeypatch.setattr(flows.work, "Reader", lambda *a, **k: Fake())
    return calls


def page(failure: ReadFailure | None = None) -> Page:
    return Page(number=1, width=612, height=792, failure=failure)


def document(failure: ReadFailure | None = None, *pages: Page) -> ReadDocument:
    return ReadDocument(id="a" * 64, file="x.pdf", media_type="application/pdf", pages=pages, failure=failure)


@pytest.mark.parametrize(
    ("read", "state", "code"),
    [
        (document(ReadFailure.ENCRYPTED), "refused", "encrypted"),
        (document(ReadFailure.CORRUPT), "refused", "corrupt"),
        (document(ReadFailure.TOO_MANY_PAGES), "refused", "too_many_pages"),
        (document(ReadFailure.NO_TEXT), "attention", "no_text"),
        (document(ReadFailure.MEMORY), "attention", "memory"),
        (document(None, page(ReadFailure.TIME)), "attention", "time"),
        (document(None, page()), "done", None),
    ],
)
def test_each_document_reaches_one_end(read: ReadDocument, state: str, code: str | None) -> None:
    assert outcome_of(read) == (state, code)


def test_a_child_that_breaks_gets_a_second_try_and_no_third(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = new_case(sqlite_store)
    first = put(case)
    calls = read_as(monkeypatch, document(ReadFailure.CRASH), document(None, page()))
    run_all(sqlite_store)
    assert case.repository.document(first).state == "queued"
    due(sqlite_store)
    run_all(sqlite_store)
    assert case.repository.document(first).state == "done" and len(calls) == 2
    second = put(case, data=note("B"))
    broken = document(ReadFailure.CRASH).model_copy(update={"id": "b" * 64})
    calls = read_as(monkeypatch, *[broken] * 3)
    run_all(sqlite_store)
    due(sqlite_store)
    run_all(sqlite_store)
    info = case.repository.document(second)
    assert (info.state, info.code, len(calls)) == ("attention", "crash", 2)
    entry = next(d for d in case.repository.profile().profile.documents if d.status == "failed")
    assert entry.reason is not None


def test_pages_that_were_read_are_not_read_again(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    case = new_case(sqlite_store)
    put(case)
    pages = [page().model_copy(update={"number": n}) for n in (1, 2, 3)]
    knew: list[list[int]] = []

    class Breaking:
        def read_shown(self, name: str, data: bytes, crops: Any, told: Any, *, known: Any, came: Any) -> Any:
            knew.append([p.number for p in known])
            for one in pages[len(known) :][:2]:
                came(one)
                told(one.number, 3)
            if len(knew) == 1:
                raise RuntimeError
            return document(None, *pages), ()

        def close(self) -> None:
            pass

    monkeypatch.setattr(flows.keeping, "PROGRESS_SECONDS", 0.0)
    monkeypatch.setattr(flows.work, "Reader", lambda *a, **k: Breaking())
    run_all(sqlite_store)
    due(sqlite_store)
    run_all(sqlite_store)
    assert knew == [[], [1, 2]]
    assert case.repository.documents()[0].state == "done"
    with sqlite_store.database.read() as s:
        assert [o.stage for o in s.scalars(select(StageOutput))] == ["read"]


def test_reading_goes_on_behind_the_pages_that_are_known() -> None:
    data = PDF.read_bytes()
    with Reader(one_each=True) as reader:
        whole, _ = reader.read_shown(PDF.name, data, lambda d: ())
        for n in (1, 2):
            came: list[Page] = []
            rest, _ = reader.read_shown(PDF.name, data, lambda d: (), known=whole.pages[:n], came=came.append)
            assert rest == whole and came == list(whole.pages[n:])


def test_a_defect_of_ours_is_tried_again_given_up_and_kept_sealed(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, case = sqlite_store, new_case(sqlite_store)
    bad = put(case, data=note("A"))
    read_as(monkeypatch, *[RuntimeError("ZZQCANARY Jane Doe")] * 3)
    lines: list[str] = []
    for _ in range(3):
        due(store)
        lines += run_all(store)
    info = case.repository.document(bad)
    assert (info.state, info.code) == ("attention", "internal")
    assert not any("ZZQCANARY" in line for line in lines)
    assert not case.repository.status().working and case.repository.status().version == 1
    with store.database.read() as s:
        incidents = s.scalars(select(Incident)).all()
        traces = [
            store.sealer(s, case.patient_id).unpack(i.body_sealed, case.patient_id, "incident", i.id) for i in incidents
        ]
    assert len(traces) == 3 and all(b"ZZQCANARY" in t for t in traces)
    assert {i.code for i in incidents} == {"RuntimeError"}


def test_a_fenced_worker_keeps_nothing(store: Store, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lease ends while it reads; another does the job; the late one's result is refused."""
    put(case)
    lines: list[str] = []

    def late(work: Work, held: Claim) -> Report:
        with store.database.write() as s:
            s.execute(update(Job).where(Job.id == held.job_id).values(attempt=Job.attempt + 1))
        return work.perform(held)

    read_as(monkeypatch, document(None, page()))
    worker = Worker(store, Work(store), run=late, tell=lines.append)
    assert worker.once()
    assert "fenced" in lines[0]
    assert case.repository.status().documents[0].state == "running" and case.repository.status().version == 0


def test_what_is_removed_or_erased_meanwhile_is_let_go(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    case, other = new_case(sqlite_store), new_case(sqlite_store)
    lines: list[str] = []

    def meanwhile(work: Work, held: Claim) -> Report:
        Repository(sqlite_store, case.principal).erase()
        return work.perform(held)

    put(case)
    read_as(monkeypatch, document(None, page()))
    assert Worker(sqlite_store, Work(sqlite_store), run=meanwhile, tell=lines.append).once()
    assert "failed" not in lines[0]
    put(other, data=note("B"))
    read_as(monkeypatch, document(None, page()))
    run_all(sqlite_store)
    assert other.repository.status().documents[0].state == "done"


def test_clients_are_told_by_ids(store: Store, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    accounts = Accounts(store)
    client = accounts.add_client("EHR", ("profile.read",))
    token = accounts.client_token(client.client_id, client.secret)
    assert token is not None
    who = accounts.bearer(token.token)
    assert who is not None
    secret = set_webhook(store, who, "https://ehr.example/hook")
    put(case)
    read_as(monkeypatch, *[document(None, page())] * 2)
    run_all(store)
    assert due_messages(store) == ()  # no consent, no message
    case.repository.grant(client.client_id, ("profile.read",))
    case.repository.set_settings(CaseSettings(country="US"))
    run_all(store)
    (message,) = due_messages(store)
    assert (message.patient_id, message.event, message.version) == (case.patient_id, "profile.updated", 2)
    assert (message.url, message.secret) == ("https://ehr.example/hook", secret)
    assert due_messages(store) == ()
    message_failed(store, message.id)
    assert due_messages(store) == ()
    with store.database.write() as s:
        s.execute(update(Delivery).values(not_before=0.0))
    (again,) = due_messages(store)
    assert (again.id, again.attempt) == (message.id, 2)
    message_done(store, message.id)
    with store.database.write() as s:
        s.execute(update(Delivery).values(not_before=0.0))
    assert due_messages(store) == ()


def test_a_defect_while_a_profile_is_built_costs_one_document_until_it_is_mended(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, case = sqlite_store, new_case(sqlite_store)
    good, bad = put(case, "good.txt", note("A")), put(case, "bad.txt", note("A", more="Ferritin 900 ng/mL."))
    real = pipeline.run.extract_facts

    def fails(document: Any, vocabulary: Any) -> Any:
        if document.file == "bad.txt":
            raise IndexError("ZZQCANARY Jane Doe")
        return real(document, vocabulary)

    with monkeypatch.context() as patch:
        patch.setattr(pipeline.run, "extract_facts", fails)
        lines = run_all(store)
        case.repository.set_settings(CaseSettings(country="DE"))
        lines += run_all(store)  # built twice, noted once
    assert ": done, given up: 1, " in lines[2] and "ZZQ" not in "".join(lines)
    entries = {d.file: d for d in case.repository.profile().profile.documents}
    assert entries["good.txt"].status == "read" and hemoglobins(case) == [8.4]
    assert entries["bad.txt"].status == "failed"
    assert entries["bad.txt"].reason == READ_FAILURE_TEXT[ReadFailure.DEFECT]
    states = {d.id: (d.state, d.code) for d in case.repository.documents()}
    assert states == {good: ("done", None), bad: ("attention", "defect")}
    with store.database.read() as s:
        (incident,) = s.scalars(select(Incident))
        body = store.sealer(s, case.patient_id).unpack(incident.body_sealed, case.patient_id, "incident", incident.id)
    assert b"ZZQCANARY" in body and b"ZZQ" not in incident.body_sealed
    case.repository.set_settings(CaseSettings())  # as reprocess does after a mend
    run_all(store)
    assert case.repository.document(bad).state == "done"
    assert {d.status for d in case.repository.profile().profile.documents} == {"read"}


def test_what_was_read_and_cannot_be_opened_any_more_costs_that_document(sqlite_store: Store) -> None:
    store, case = sqlite_store, new_case(sqlite_store)
    put(case, "good.txt", note("A"))
    bad = put(case, "bad.txt", note("A", more="Ferritin 900 ng/mL."))
    run_all(store)
    with store.database.write() as s:
        s.execute(update(StageOutput).where(StageOutput.document_id == bad).values(body_sealed=b"x" * 80))
    case.repository.set_settings(CaseSettings(country="DE"))
    run_all(store)
    assert (case.repository.document(bad).state, case.repository.document(bad).code) == ("attention", "defect")
    assert hemoglobins(case) == [8.4]


def test_a_defect_of_pictures_costs_the_pictures(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    case = new_case(sqlite_store)
    put(case)

    def fails(*_: Any) -> Any:
        raise ValueError("ZZQCANARY")

    monkeypatch.setattr(flows.work, "doubtful_places", fails)
    run_all(sqlite_store)
    assert hemoglobins(case) == [8.4] and not case.repository.status().working
    with sqlite_store.database.read() as s:
        assert [i.code for i in s.scalars(select(Incident))] == ["pictures"]


def test_a_document_that_ends_workers_while_a_profile_is_built_is_given_up_alone(
    store: Store, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    class LostError(BaseException):
        """The end of the process."""

    put(case, "good.txt", note("A"))
    bad = put(case, "bad.txt", note("A", more="Ferritin 900 ng/mL."))
    real, seen = pipeline.run.extract_facts, []

    def ends(document: Any, vocabulary: Any) -> Any:
        seen.append(document.file)
        if document.file == "bad.txt":
            raise LostError
        return real(document, vocabulary)

    monkeypatch.setattr(pipeline.run, "extract_facts", ends)
    for _ in range(2):
        with pytest.raises(LostError):
            run_all(store)
        with store.database.write() as s:
            s.execute(update(Job).where(Job.state == "running").values(lease_until=0.0))
    run_all(store)
    assert hemoglobins(case) == [8.4] and not case.repository.status().working
    states = {d.name: (d.state, d.code) for d in case.repository.documents()}
    assert states == {"good.txt": ("done", None), "bad.txt": ("attention", "defect")}
    assert not verify(store).problems
    seen.clear()
    case.repository.set_settings(CaseSettings(country="DE"))
    run_all(store)
    assert seen == ["good.txt"]  # it is not tried again by the same code
    monkeypatch.undo()
    case.repository.retry_document(bad)
    run_all(store)
    assert case.repository.document(bad).state == "done"
    assert "ferritin" in {x.analyte for x in case.repository.profile().profile.labs}
    with store.database.read() as s:
        assert not s.scalars(select(StageOutput).where(StageOutput.stage == "suspect")).all()
