"""The flows of one case: read each document, build the profile, tailor an answer.

Flows and tasks are async (a sync flow of this Prefect waits a second at its end); the work itself runs in a thread.
"""

import asyncio
import datetime as dt
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.quiet import PassingStageError, quiet
from flows.settings import open_store
from knowledge.answers_loader import load_answer
from knowledge.packs import load_pack
from pipeline.reading import ReadSettings
from pipeline.reading.pool import Reader
from pipeline.run import conclude, understand
from pipeline.tailor import parse_general, tailor


async def _may_pass(_task: Any, _run: Any, state: Any) -> bool:
    """Retry only what another try may mend."""
    try:
        await state.result()
    except PassingStageError:
        return True
    except Exception:
        return False
    return False


@task(
    retries=2,
    retry_delay_seconds=2,
    retry_condition_fn=_may_pass,
    cache_policy=NO_CACHE,
    persist_result=False,
    log_prints=False,
)
async def read_document(case_id: str, document_id: str) -> None:
    """Read one upload in a child process and keep its words."""
    await asyncio.to_thread(_read_document, case_id, document_id)


def _read_document(case_id: str, document_id: str) -> None:
    with quiet("read"):
        store = open_store()
        with Reader(ReadSettings()) as reader:
            (document,) = reader.read_many([store.upload(case_id, document_id)])
        store.save_read(case_id, document)


@task(cache_policy=NO_CACHE, persist_result=False, log_prints=False)
async def merge_case(case_id: str, today: dt.date, country: str | None) -> None:
    """Understand all documents of a case and merge them into its profile, with computed risk."""
    await asyncio.to_thread(_merge_case, case_id, today, country)


def _merge_case(case_id: str, today: dt.date, country: str | None) -> None:
    with quiet("merge"):
        store = open_store()
        found = understand(list(store.read(case_id)))
        store.save_profile(case_id, conclude(found, today=today, country=country))


@task(cache_policy=NO_CACHE, persist_result=False, log_prints=False)
async def tailor_profile(case_id: str, answer_id: str, today: dt.date, country: str | None) -> None:
    """Tailor one general answer on board to a case's profile."""
    await asyncio.to_thread(_tailor_profile, case_id, answer_id, today, country)


def _tailor_profile(case_id: str, answer_id: str, today: dt.date, country: str | None) -> None:
    with quiet("tailor"):
        store = open_store()
        general = parse_general(load_answer(answer_id))
        answer = tailor(store.profile(case_id), general, load_pack("mds"), today=today, country=country)
        store.save_answer(case_id, answer_id, answer)


@flow(name="ingest-document", persist_result=False, log_prints=False)
async def ingest_document(case_id: str, document_id: str) -> None:
    """Upload to words, for one document."""
    await read_document(case_id, document_id)


@flow(name="build-profile", persist_result=False, log_prints=False)
async def build_profile(case_id: str, today: dt.date, country: str | None = None) -> None:
    """Words of all documents to one profile."""
    await merge_case(case_id, today, country)


@flow(name="tailor-case", persist_result=False, log_prints=False)
async def tailor_case(case_id: str, answer_id: str, today: dt.date, country: str | None = None) -> None:
    """Profile to tailored answer."""
    await tailor_profile(case_id, answer_id, today, country)


@flow(name="whole-case", persist_result=False, log_prints=False)
async def whole_case(case_id: str, answer_id: str, today: dt.date, country: str | None = None) -> None:
    """Everything for one case: each document, one after the other (a document uses all cores), profile, answer."""
    for document_id in open_store().documents(case_id):
        await ingest_document(case_id, document_id)
    await build_profile(case_id, today, country)
    await tailor_case(case_id, answer_id, today, country)
