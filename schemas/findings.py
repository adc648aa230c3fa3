"""What is known of one uploaded file once its reports have been read: the input of merging."""

from typing import Self

from pydantic import Field

from schemas.base import Record
from schemas.document import ReadDocument, TextSource
from schemas.errors import ReadFailure
from schemas.facts import Finding, ReportKey
from schemas.layout import Identity, LaidOutDocument, ReportDates
from schemas.provenance import Sha256


class ReportFacts(Record):
    """What one report says of itself."""

    key: ReportKey
    dates: ReportDates = ReportDates()
    identity: Identity = Identity()
    pages: tuple[int, ...] = ()


class UnreadPage(Record):
    """A page that was not read, and why."""

    number: int = Field(ge=1)
    failure: ReadFailure


class DocumentFindings(Record):
    """One file: how it was read, whose reports it holds, and what was found in them."""

    id: Sha256
    file: str
    pages: int = 0
    ocr_pages: tuple[int, ...] = ()
    unread: tuple[UnreadPage, ...] = ()
    failure: ReadFailure | None = None
    reports: tuple[ReportFacts, ...] = ()
    findings: tuple[Finding, ...] = ()

    @classmethod
    def of(
        cls, read: ReadDocument, laid_out: LaidOutDocument | None = None, findings: tuple[Finding, ...] = ()
    ) -> Self:
        """The findings of a file as read, laid out (with context) and extracted; the latter two absent if unread."""
        reports = laid_out.reports if laid_out is not None else ()
        return cls(
            id=read.id,
            file=read.file,
            pages=len(read.pages),
            ocr_pages=tuple(p.number for p in read.pages if p.source == TextSource.OCR),
            unread=tuple(UnreadPage(number=p.number, failure=p.failure) for p in read.pages if p.failure is not None),
            failure=read.failure,
            reports=tuple(
                ReportFacts(
                    key=ReportKey(
                        document=r.document, file=r.file, index=r.index, kind=r.kind, status=r.status, dated=r.dated
                    ),
                    dates=r.dates,
                    identity=r.identity,
                    pages=r.pages,
                )
                for r in reports
            ),
            findings=findings,
        )
