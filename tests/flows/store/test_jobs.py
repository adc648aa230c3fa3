import threading
import time
from collections.abc import Callable

import pytest
from sqlalchemy import select, update

from flows.store import Store, queue_counts
from flows.store.errors import FencedError
from flows.store.jobs import Claim, claim, enqueue, expire, fence, finish, give_back, reconcile, renew
from flows.store.tables import Document, Job
from tests.flows.store.tools import Case, new_case, note, put


def take(store: Store, owner: str = "w") -> Claim | None:
    return claim(store.database, store.settings, owner)


def done(store: Store, held: Claim, state: str = "done") -> None:
    with store.database.write() as s:
        finish(s, held, store.database.now(s), state=state)
        if held.kind == "ingest":
            s.execute(update(Document).where(Document.id == held.subject).values(state="done"))


def pass_time(store: Store, seconds: float) -> None:
    with store.database.write() as s:
        s.execute(update(Job).values(lease_until=Job.lease_until - seconds, not_before=Job.not_before - seconds))


def jobs(store: Store) -> list[tuple[str, str, str | None]]:
    with store.database.read() as s:
        return [(j.kind, j.state, j.code) for j in s.scalars(select(Job).order_by(Job.created, Job.id))]


def in_transaction(store: Store, work: Callable[..., object]) -> None:
    with store.database.write() as s:
        work(s)


def test_each_job_is_claimed_once_by_many(store: Store, case: Case) -> None:
    for n in range(12):
        put(case, data=note(more=str(n)))
    claimed: list[str] = []

    def work(owner: str) -> None:
        while (held := take(store, owner)) is not None:
            claimed.append(held.subject)

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == sorted(d.id for d in case.repository.documents())


def test_a_lost_lease_gives_the_job_to_another_and_fences_the_first(store: Store, case: Case) -> None:
    document = put(case)
    first = take(store, "one")
    assert first is not None and take(store, "two") is None
    assert case.repository.document(document).state == "running"
    pass_time(store, 61)
    assert expire(store.database, store.settings).again == 1
    assert case.repository.document(document).state == "queued"
    second = take(store, "two")
    assert second is not None and second.attempt == first.attempt + 1
    assert not renew(store.database, store.settings, first)
    for late in (
        lambda s: fence(s, first),
        lambda s: finish(s, first, 0.0),
        lambda s: give_back(s, first, 0.0, seconds=1, code="x"),
    ):
        with pytest.raises(FencedError):
            in_transaction(store, late)
    assert renew(store.database, store.settings, second)
    done(store, second)
    assert jobs(store) == [("ingest", "done", None)]


def test_a_renewed_lease_lasts(store: Store, case: Case) -> None:
    put(case)
    held = take(store)
    assert held is not None
    pass_time(store, 59)
    assert renew(store.database, store.settings, held)
    pass_time(store, 59)
    assert expire(store.database, store.settings).again == 0


def test_what_ends_workers_again_and_again_is_given_up(store: Store, case: Case) -> None:
    document = put(case)
    for _ in range(store.settings.most_deaths):
        assert take(store) is not None
        pass_time(store, 61)
        expire(store.database, store.settings)
    info = case.repository.document(document)
    assert (info.state, info.code) == ("attention", "poison")
    held = take(store)
    assert held is not None and held.kind == "build"  # the profile is built without it


def test_a_profile_waits_for_its_documents_and_an_answer_for_its_profile(store: Store, case: Case) -> None:
    put(case, data=note("A"))
    put(case, data=note("B"))
    with store.database.write() as s:
        enqueue(s, "build", case.patient_id, "", 0.0)
        enqueue(s, "tailor", case.patient_id, "q" * 32, 0.0)
    order = []
    for _ in range(4):
        held = take(store)
        assert held is not None
        other = take(store, "other")
        if other is not None:
            order.append(other.kind)
            done(store, other)
        order.append(held.kind)
        done(store, held)
        if len(order) == 4:
            break
    assert order == ["ingest", "ingest", "build", "tailor"]


def test_another_patients_documents_hold_nobody_up(store: Store, case: Case) -> None:
    put(case)
    other = new_case(store)
    with store.database.write() as s:
        enqueue(s, "build", other.patient_id, "", 0.0)
    kinds = set()
    while (held := take(store)) is not None:
        kinds.add(held.kind)
    assert kinds == {"ingest", "build"}


def test_equal_jobs_that_wait_are_one_but_a_running_one_does_not_count(store: Store, case: Case) -> None:
    def again() -> str:
        with store.database.write() as s:
            return enqueue(s, "build", case.patient_id, "", store.database.now(s))

    first = again()
    assert again() == first
    held = take(store)
    assert held is not None and held.job_id == first
    second = again()
    assert second != first and again() == second
    assert take(store) is None  # one at a time for a case
    with store.database.write() as s:
        give_back(s, held, store.database.now(s), seconds=0, code="x")
    assert sorted(jobs(store)) == [("build", "done", "merged"), ("build", "queued", None)]


def test_expired_with_an_equal_one_waiting(store: Store, case: Case) -> None:
    with store.database.write() as s:
        enqueue(s, "build", case.patient_id, "", 0.0)
    assert take(store) is not None
    with store.database.write() as s:
        enqueue(s, "build", case.patient_id, "", 0.0)
    pass_time(store, 61)
    expire(store.database, store.settings)
    assert sorted(j[1] for j in jobs(store)) == ["done", "queued"]


def test_the_reconciler_finds_documents_without_a_job(store: Store, case: Case) -> None:
    document = put(case)
    with store.database.write() as s:
        s.query(Job).delete()
    assert take(store) is None
    assert reconcile(store.database, store.settings) == 1
    held = take(store)
    assert held is not None and held.subject == document
    assert reconcile(store.database, store.settings) == 0


def test_the_clock_is_the_databases(store: Store) -> None:
    with store.database.read() as s:
        first = store.database.now(s)
    assert abs(first - time.time()) < 5
    with store.database.read() as s:
        assert first <= store.database.now(s) < first + 30


def test_counts_for_operators(store: Store, case: Case) -> None:
    put(case)
    counts = queue_counts(store)
    assert counts.jobs == {"ingest": {"queued": 1}} and counts.documents == {"queued": 1}
    assert counts.patients == 1 and 0 <= counts.oldest_seconds < 60
