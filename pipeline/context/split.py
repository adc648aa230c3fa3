"""Pages of two persons in one report are two reports: nothing of one person may be read as the other's."""

from collections.abc import Iterator

from extractors.dates import Order
from pipeline.context.identity import identity_of
from pipeline.context.names import compare_names
from schemas.layout import Identity, Passage, Report, Section, Table


def split_by_person(report: Report, order: Order | None) -> list[Report]:
    """``report``, cut before each page that names another person than the pages before it; usually one."""
    if len(report.pages) < 2:
        return [report]
    groups: list[list[int]] = []
    current = Identity()
    for page in sorted(report.pages):
        identity = identity_of(_of_pages(report, {page}), order)
        if groups and not _another(current, identity):
            groups[-1].append(page)
            current = _joined(current, identity)
        else:
            groups.append([page])
            current = identity
    if len(groups) == 1:
        return [report]
    return [_of_pages(report, set(pages)) for pages in groups]


def _another(one: Identity, two: Identity) -> bool:
    """Whether two pages surely name two persons: at least two particulars differ and none that is known agrees."""
    differ = agree = 0
    if one.name and two.name:
        unsure = "name" in one.unsure or "name" in two.unsure
        likeness = compare_names(one.name, two.name, unsure=unsure)
        differ += likeness == "different"
        agree += likeness in ("same", "close")
    for field in ("birth_date", "record_number"):
        left, right = getattr(one, field), getattr(two, field)
        if left and right and field not in one.unsure and field not in two.unsure:
            differ += left != right
            agree += left == right
    only_names = bool(one.name and two.name) and not any(
        getattr(one, f) and getattr(two, f) for f in ("birth_date", "record_number")
    )
    return not agree and (differ >= 2 or (differ == 1 and only_names))


def _joined(one: Identity, two: Identity) -> Identity:
    return one.model_copy(
        update={f: getattr(one, f) or getattr(two, f) for f in ("name", "birth_date", "record_number")}
    )  # fmt: skip


def _of_pages(report: Report, pages: set[int]) -> Report:
    sections = tuple(s for section in report.sections for s in _sections(section, pages))
    return report.model_copy(update={"pages": tuple(sorted(pages)), "sections": sections})


def _sections(section: Section, pages: set[int]) -> Iterator[Section]:
    passages = tuple(p for p in section.passages if _page(p) in pages)
    tables = tuple(t for table in section.tables if (t := _table(table, pages)).rows)
    if passages or tables:
        yield section.model_copy(update={"passages": passages, "tables": tables})


def _table(table: Table, pages: set[int]) -> Table:
    return table.model_copy(update={"rows": tuple(r for r in table.rows if r.page in pages)})


def _page(passage: Passage) -> int | None:
    return passage.pages[0] if passage.pages else None
