"""A case's questions, profiles and tailored answers."""

from sqlalchemy import delete, select

from flows.store.errors import CorrectionError, NotFoundError
from flows.store.jobs import LIVE, enqueue
from flows.store.records import (
    AnswerView,
    CaseSettings,
    CaseStatus,
    ProfileBody,
    ProfileView,
    QuestionInfo,
    VersionInfo,
)
from flows.store.scope import OWNER, Held, Scope, is_id
from flows.store.store import new_id
from flows.store.tables import Answer, Document, General, Job, ProfileVersion
from knowledge.answers_loader import list_answers
from pipeline.compare import ProfileChanges, compare_profiles
from schemas.answer import TailoredAnswer
from schemas.base import Record

MOST_TEXT = 200_000
MOST_TITLE = 200
MOST_QUESTIONS = 100


class GeneralBody(Record):
    """What is sealed of a question."""

    answer_id: str | None
    text: str | None
    title: str


def general_body(held: Held, row: General) -> GeneralBody:
    """The sealed part of a question's row."""
    return GeneralBody.model_validate_json(held.sealer.open(row.body_sealed, held.id, "general", row.id))


def profile_body(held: Held, row: ProfileVersion) -> ProfileBody:
    """The sealed part of a profile version."""
    return ProfileBody.model_validate_json(held.sealer.unpack(row.body_sealed, held.id, "profile", row.version))


def case_settings(held: Held) -> CaseSettings:
    """What the patient chose."""
    sealed = held.patient.settings_sealed
    if sealed is None:
        return CaseSettings()
    return CaseSettings.model_validate_json(held.sealer.open(sealed, held.id, "patient", "settings"))


def _version_info(row: ProfileVersion) -> VersionInfo:
    return VersionInfo(
        version=row.version, change=row.change, etag=row.etag, corrected=row.corrected, code_version=row.code_version,
        created=row.created,
    )  # fmt: skip


def held_version(held: Held, version: int | None) -> ProfileVersion:
    """A profile version's row, the newest by default.

    Raises:
        NotFoundError: there is none.
    """
    row = held.session.get(ProfileVersion, (held.id, version if version is not None else held.patient.version))
    if row is None:
        raise NotFoundError
    return row


class Profiles(Scope):
    """The part of the repository that deals with what the records say, and with answers."""

    def status(self) -> CaseStatus:
        """Where the case stands; for polling."""
        from flows.store.documents import document_info

        with self._look("document.read", "case.status") as held:
            s = held.session
            rows = s.scalars(
                select(Document).where(Document.patient_id == held.id).order_by(Document.created, Document.id)
            ).all()
            live = s.scalars(select(Job.id).where(Job.patient_id == held.id, Job.state.in_(LIVE)).limit(1)).first()
            last = s.scalars(
                select(Job).where(Job.patient_id == held.id, Job.kind == "build").order_by(Job.changed.desc()).limit(1)
            ).first()
            newest = s.get(ProfileVersion, (held.id, held.patient.version))
            return CaseStatus(
                patient_id=held.id,
                documents=tuple(document_info(held, r) for r in rows),
                questions=self._questions(held),
                working=live is not None,
                version=held.patient.version,
                etag=newest.etag if newest else None,
                last_correction=held.patient.corrected,
                failed=last.code if last is not None and last.state == "failed" else None,
                settings=case_settings(held),
            )

    def profile(self, version: int | None = None) -> ProfileView:
        """A profile version, the newest by default.

        Raises:
            NotFoundError: there is none (yet).
        """
        with self._act("profile.read", "profile.read", lock=False) as held:
            row = held_version(held, version)
            body = profile_body(held, row)
            return ProfileView(info=_version_info(row), profile=body.profile, corrections=body.corrections)

    def profile_tag(self) -> tuple[int, str] | None:
        """Version and ETag of the newest profile; None before the first."""
        with self._look("profile.read", "profile.tag") as held:
            row = held.session.get(ProfileVersion, (held.id, held.patient.version))
            return (row.version, row.etag) if row else None

    def versions(self) -> tuple[VersionInfo, ...]:
        """All profile versions, oldest first."""
        with self._look("profile.read", "profile.versions") as held:
            rows = held.session.scalars(
                select(ProfileVersion)
                .where(ProfileVersion.patient_id == held.id)
                .order_by(ProfileVersion.version)
            ).all()  # fmt: skip
            return tuple(_version_info(r) for r in rows)

    def changes_between(self, old: int, new: int) -> ProfileChanges:
        """What one profile version says otherwise than another."""
        with self._act("profile.compare", "profile.read", lock=False) as held:
            before, after = (profile_body(held, held_version(held, v)).profile for v in (old, new))
        return compare_profiles(before, after)

    def ask(self, *, answer_id: str | None = None, text: str | None = None) -> str:
        """Have a general answer tailored: one on board, or a pasted text. The same again gives the same question.

        Raises:
            CorrectionError: neither or both are given, there is no such answer, or the text is too long.
        """
        body = _general(answer_id, text)
        with self._act("question.ask", "answer.write") as held:
            known = held.session.scalars(select(General).where(General.patient_id == held.id)).all()
            for row in known:
                if general_body(held, row) == body:
                    held.subject = row.id
                    return row.id
            if len(known) >= MOST_QUESTIONS:
                raise CorrectionError("there are as many questions as a case may have; take one back first")
            general_id = held.subject = new_id()
            sealed = held.sealer.seal(body.model_dump_json().encode(), held.id, "general", general_id)
            held.session.add(General(id=general_id, patient_id=held.id, body_sealed=sealed, created=held.now))
            held.session.flush()
            if held.patient.version:
                enqueue(held.session, "tailor", held.id, general_id, held.now)
            held.patient.touched = held.now
            return general_id

    def questions(self) -> tuple[QuestionInfo, ...]:
        """All questions in the order they were asked."""
        with self._look("answer.read", "question.list") as held:
            return self._questions(held)

    def drop_question(self, question_id: str) -> None:
        """Forget a question and its answers."""
        with self._act("question.drop", "answer.write", subject=question_id) as held:
            row = held.session.get(General, question_id) if is_id(question_id) else None
            if row is None or row.patient_id != held.id:
                raise NotFoundError
            held.session.execute(delete(Answer).where(Answer.general_id == question_id))
            held.session.execute(delete(Job).where(Job.kind == "tailor", Job.subject == question_id))
            held.session.delete(row)

    def answer(self, question_id: str) -> AnswerView:
        """The newest tailored answer to a question.

        Raises:
            NotFoundError: no such question, or no answer yet.
        """
        with self._act("answer.read", "answer.read", subject=question_id, lock=False) as held:
            question = next((q for q in self._questions(held) if q.id == question_id), None)
            row = held.session.get(Answer, (question_id, question.version)) if question and question.version else None
            if question is None or row is None:
                raise NotFoundError
            body = held.sealer.unpack(row.body_sealed, held.id, "answer", question_id, row.version)
            return AnswerView(
                question=question, version=row.version, etag=row.etag, created=row.created,
                answer=TailoredAnswer.model_validate_json(body),
            )  # fmt: skip

    def settings(self) -> CaseSettings:
        """What the patient chose for all answers."""
        with self._look(OWNER, "case.settings") as held:
            return case_settings(held)

    def set_settings(self, settings: CaseSettings) -> None:
        """Choose anew; the profile and all answers are made again."""
        with self._act("case.settings", OWNER) as held:
            held.patient.settings_sealed = held.sealer.seal(
                settings.model_dump_json().encode(), held.id, "patient", "settings"
            )
            if held.patient.version:
                enqueue(held.session, "build", held.id, "", held.now)

    def _questions(self, held: Held) -> tuple[QuestionInfo, ...]:
        s = held.session
        rows = s.scalars(
            select(General).where(General.patient_id == held.id).order_by(General.created, General.id)
        ).all()  # fmt: skip
        return tuple(self._question(held, row) for row in rows)

    def _question(self, held: Held, row: General) -> QuestionInfo:
        s, body = held.session, general_body(held, row)
        newest = s.execute(
            select(Answer.version, Answer.etag)
            .where(Answer.general_id == row.id)
            .order_by(Answer.version.desc())
            .limit(1)
        ).one_or_none()
        last = s.execute(
            select(Job.state).where(Job.kind == "tailor", Job.subject == row.id).order_by(Job.changed.desc()).limit(1)
        ).one_or_none()
        ready = newest is not None and newest.version == held.patient.version
        failed = last is not None and last.state == "failed"
        return QuestionInfo(
            id=row.id, answer_id=body.answer_id, question=body.title,
            state="ready" if ready else "failed" if failed else "waiting",
            version=newest.version if newest else None, etag=newest.etag if newest else None, created=row.created,
        )  # fmt: skip


def _general(answer_id: str | None, text: str | None) -> GeneralBody:
    if (answer_id is None) == (text is None):
        raise CorrectionError("name an answer on board or paste a text, one of the two")
    if answer_id is not None:
        card = next((c for c in list_answers() if c.id == answer_id), None)
        if card is None:
            raise CorrectionError("there is no general answer of that name on board")
        return GeneralBody(answer_id=answer_id, text=None, title=card.question)
    assert text is not None
    if not text.strip() or len(text) > MOST_TEXT:
        raise CorrectionError("the text is empty or too long")
    title = next(line for line in text.splitlines() if line.strip()).strip().lstrip("# ")
    return GeneralBody(answer_id=None, text=text, title=title[:MOST_TITLE])
