"""Facts that are read again and again over time: one fact for one meaning, date and value; the rest is a conflict."""

from collections.abc import Hashable, Sequence

from pipeline.merge.items import Clash, Item, Loose, Part, canonical, compatible
from pipeline.merge.shapes import Shape, number, shape_of
from schemas.facts import Finding, LabResult

Group = list[Finding]


def merge_dated(name: str, findings: Sequence[Finding]) -> Part:
    """Merge ``findings`` of one kind into the list ``name``: a time series with every contradiction named."""
    part = Part(name)
    groups: dict[Hashable, Group] = {}
    for finding in sorted(findings, key=canonical):
        groups.setdefault(shape_of(finding.fact).meaning(finding.fact), []).append(finding)
    for group in groups.values():
        shape = shape_of(group[0].fact)
        sure = _sure(part, [f for f in group if f.doubt is None], shape)
        _doubtful(part, [f for f in group if f.doubt is not None], sure, shape)
    return part


def _sure(part: Part, findings: Group, shape: Shape) -> list[Item]:
    made: list[Item] = []
    for bucket in _by_date(findings, shape).values():
        clusters = clusters_of(bucket, shape)
        items = [Item(shape.join([f.fact for f in c]), None, c[0].source) for c in clusters]
        made += items
        if len(items) > 1 and _must_agree(bucket, clusters, shape):
            part.clashes.append(
                Clash(
                    tuple(items),
                    f"{_when(shape.date(items[0].fact))}: different values",
                    tuple(shape.show(i.fact) for i in items),
                )
            )
    part.items += made
    return made


def _when(date: str | None) -> str:
    return f"same date ({date})" if date else "same report"


def _must_agree(bucket: Group, clusters: list[Group], shape: Shape) -> bool:
    """Values of one day must agree; without a full date, those of one report."""
    if any(len(shape.date(f.fact) or "") == 10 for f in bucket):
        return True
    places = [{(f.source.document, f.source.index) for f in c} for c in clusters]
    return any(a & b for i, a in enumerate(places) for b in places[i + 1 :])


def _by_date(findings: Group, shape: Shape) -> dict[str | None, Group]:
    """Findings by date; one less precisely dated joins the only finer date that has its value."""
    buckets: dict[str | None, Group] = {}
    for finding in sorted(findings, key=lambda f: -len(shape.date(f.fact) or "")):
        date = shape.date(finding.fact)
        if date not in buckets:
            homes = {
                other
                for other, held in buckets.items()
                if other is not None and compatible(other, date) and any(_restates(finding, f, shape) for f in held)
            }
            if len(homes) == 1 and len(date or "") < 10:
                date = homes.pop()
        buckets.setdefault(date, []).append(finding)
    return buckets


def _restates(finding: Finding, known: Finding | Item, shape: Shape) -> bool:
    """Whether ``finding`` says again, perhaps less precisely dated, what is ``known``.

    A report that gives one figure with its day and another without it tells of two days, though one figure may be the
    other rounded: "on 12 June a hemoglobin of 14 … today 13.7".
    """
    one, other, there = finding.fact, known.fact, known.source
    if not shape.same(one, other):
        return False
    if not (isinstance(one, LabResult) and isinstance(other, LabResult)) or there is None:
        return True
    if one.value == other.value or (one.collected == other.collected and one.collected is not None):
        return True
    return (finding.source.document, finding.source.index) != (there.document, there.index)


def clusters_of(findings: Group, shape: Shape) -> list[Group]:
    """Findings of one value together; the surest leads each cluster."""
    clusters: list[Group] = []
    for finding in sorted(findings, key=canonical):
        home = next((c for c in clusters if all(shape.same(f.fact, finding.fact) for f in c)), None)
        if home is None:
            clusters.append([finding])
        else:
            home.append(finding)
    return clusters


def _doubtful(part: Part, findings: Group, sure: list[Item], shape: Shape) -> None:
    kept: list[Finding] = []
    for finding in findings:
        date = shape.date(finding.fact)
        rivals = [i for i in sure if compatible(shape.date(i.fact), date)]
        if any(_restates(finding, i, shape) or _offered(finding, i, shape) for i in rivals):
            continue  # a sure reading of the same fact settles the doubt
        if any(date is not None and shape.date(i.fact) == date for i in rivals) and finding.doubt is not None:
            part.loose.append(Loose(finding.fact, finding.doubt, finding.fact.evidence))
        else:
            kept.append(finding)
    for bucket in _by_date(kept, shape).values():
        for cluster in clusters_of(bucket, shape):
            part.items.append(Item(shape.join([f.fact for f in cluster]), cluster[0].doubt, cluster[0].source))


def _offered(finding: Finding, sure: Item, shape: Shape) -> bool:
    """Whether the sure value is one of the readings the doubt could not decide between."""
    if finding.doubt is None or shape.date(sure.fact) != shape.date(finding.fact):
        return False
    value = getattr(sure.fact, "value", None)
    shown = {shape.show(sure.fact)} | ({number(value)} if isinstance(value, float | int) else set())
    return any(c.strip() in shown for c in finding.doubt.candidates)
