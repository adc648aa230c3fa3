"""The other views of an answer as Markdown: the general answer beside, the clinician's page, the sheet."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.render.beside import BesidePage, Now, Row
from pipeline.render.clinician import ClinicianPage, Fact, RuleRow, Score
from pipeline.render.markdown import escaped, placed_lines, section, text_of, why_lines
from pipeline.render.sheet import Sheet


def beside_markdown(page: BesidePage) -> str:
    """Each sentence of the general answer with what became of it."""
    return _text(_beside(page))


def clinician_markdown(page: ClinicianPage) -> str:
    """Scores, rules, discrepancies, what is missing; the facts themselves as the profile's table shows them."""
    return _text(_clinician(page))


def sheet_markdown(sheet: Sheet) -> str:
    """The sheet for the visit."""
    return _text(_sheet(sheet))


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines).strip() + "\n"


def _items(lines: Iterable[str]) -> Iterator[str]:
    yield from (f"- {escaped(x)}" for x in lines)


def _beside(page: BesidePage) -> Iterator[str]:
    w = page.words
    yield from (f"# {escaped(page.answer.question)}", "", escaped(w["lede" if page.sections else "no_parts"]))
    if page.counts:
        yield from ("", escaped(page.counts), "")
    yield from (f"- *{escaped(chip)}*: {escaped(why, opening=False)}" for _, chip, why in page.legend)
    if page.first:
        yield from section(w["premise"], (line for n in page.first for line in _now(n, page)))
    for title, rows in page.sections:
        yield from section(title or w["general"], (line for r in rows for line in _row(r, page)))
    if page.places:
        yield from section(page.shared["places"], (x for p in page.places for x in placed_lines(p, page.shared)))
    yield from section(page.wording.headings["notice"], (escaped(page.answer.notice),))


def _row(row: Row, page: BesidePage) -> Iterator[str]:
    lead = f"{escaped(row.lead)} " if row.lead else ""
    why = f": {escaped(row.why, opening=False)}" if row.why and row.change == "dropped" else ""
    yield f"- {lead}“{escaped(row.text, opening=False)}” *{escaped(row.chip)}*{why}"
    for n in row.now:
        yield from (f"  {line}" for line in _now(n, page))


def _now(now: Now, page: BesidePage) -> Iterator[str]:
    if now.again:
        yield f"- {escaped(now.again)}"
        return
    verdict = f" ({escaped(now.verdict)})" if now.verdict else ""
    label = f"**{escaped(now.label)}{verdict}:** " if now.label else ""
    yield f"- {label}{text_of(now.text)}"
    yield from why_lines(now.whys, page.shared)


def _clinician(page: ClinicianPage) -> Iterator[str]:
    w, r = page.words, page.records
    yield from (f"# {escaped(w['title'])}", "", escaped(page.lede), "")
    yield f"- {escaped(w['person'])}: {escaped(' · '.join(page.person) or w['none'], opening=False)}"
    yield f"- {escaped(w['scope'])}: {escaped(page.pack, opening=False)}. {escaped(w[page.answer.fit], opening=False)}"
    yield from _items(page.scope[:1])
    warned = [
        f"**{escaped(title)}.** {escaped(text, opening=False)} ({_facts(f)})" for _, title, text, f in page.alerts
    ]
    if warned or page.cautions:
        yield from section(w["cautions"], (f"- {x}" for x in warned))
        yield from (line for c in page.cautions for line in _rule(c, page))
    if r.disputes:
        yield from section(w["conflicts"], _items(d.why for d in r.disputes))
    if r.first:
        yield from section(w["review"], _items(q.text for q in (*r.first, *r.rest)))
    if page.scores:
        yield from section(w["scores"], (line for s in page.scores for line in _score(s, page)))
    if page.rules:
        yield from section(w["rules"], (line for x in page.rules for line in _rule(x, page)))
    if page.asks:
        yield from section(w["asks"], ())
        for a in page.asks:
            yield f"- **{escaped(a.label)}**"
            for what, _, could in a.decides:
                said = "; ".join(f"{when} → {outcome}" for when, outcome in could)
                yield f"  - {escaped(f'{what}: {said}')}"
    if page.questions:
        numbered = (f"{i}. {escaped(q, opening=False)}" for i, q in enumerate(page.questions, start=1))
        yield from section(page.wording.headings["questions"], numbered)
    yield from _records(page)
    yield from section(page.wording.headings["notice"], (escaped(page.answer.notice),))


def _records(page: ClinicianPage) -> Iterator[str]:
    yield from section(page.words["facts"], ())
    for part in page.records.sections:
        yield from section(part.title, (), level=3)
        for row in (x for g in part.groups for x in (g.first, *g.rest)):
            date = f" ({row.date})" if row.date else ""
            where = f". {row.ink.file}, page {row.ink.page}: “{row.ink.quote}”" if row.ink else ""
            marks = "".join(f" [{m}]" for _, m in row.marks)
            yield f"- {escaped(f'{row.name}: {row.value}{date}{marks}{where}')}"


def _facts(facts: Sequence[Fact]) -> str:
    said = (f"{f.name} {f.value}".strip() + (f" ({f.date})" if f.date else "") for f in facts)
    return escaped("; ".join(said), opening=False)


def _rule(rule: RuleRow, page: ClinicianPage) -> Iterator[str]:
    w = page.words
    text = f" {escaped(rule.text, opening=False)}" if rule.key == "caution" else ""
    yield f"- **{escaped(rule.about)}** ({escaped(rule.id)}): *{escaped(rule.verdict)}*.{text}"
    if rule.deciders:
        yield f"  - {escaped(w['deciders'])}: {_facts(rule.deciders)}"
    if rule.missing:
        yield f"  - {escaped(w['missing'])}: {escaped('; '.join(rule.missing), opening=False)}"
    if rule.flips:
        said = "; ".join(f"{label} {when} → {outcome}" for label, when, outcome in rule.flips)
        yield f"  - {escaped(w['change'])}: {escaped(said, opening=False)}"


def _score(score: Score, page: ClinicianPage) -> Iterator[str]:
    w = page.words
    about = ", ".join(x for x in (score.meaning, score.origin, score.date) if x)
    yield f"- **{escaped(score.system)}: {escaped(score.result, opening=False)}** ({escaped(about)})"
    if score.inputs:
        yield f"  - {escaped(w['inputs'])}: {_facts(score.inputs)}"
    if score.assumed:
        yield f"  - {escaped(w['assumed'])}: {escaped('; '.join(score.assumed), opening=False)}"
    if score.cases:
        yield f"  - {escaped(w['scenarios'])}: {escaped(', '.join(v for _, v in score.cases), opening=False)}"
    if score.missing:
        yield f"  - {escaped(w['not_computed'].format(names='; '.join(score.missing)))}"


def _sheet(page: Sheet) -> Iterator[str]:
    w = page.words
    yield from (f"# {escaped(w['title'])}", "")
    if page.person:
        yield from (f"**{escaped(page.person)}**", "")
    yield escaped(page.made)
    parts = (
        (w["alerts"], [f"{t}: {x}" for t, x in page.alerts]),
        (w["diagnosis"], page.diagnoses or [w["no_diagnosis"]]),
        (w["risk"], page.risk),
        (w["counts"], [_result(r.name, r.value, ", ".join(x for x in (r.date, r.mark) if x), r.before, w["before"])
                       for r in page.results]),
        (w["genes"], page.genes),
        (w["treatments"], page.treatments or [w["no_treatments"]]),
        (w["cautions"], [f"{t}: {x}" if t else x for t, x in page.cautions]),
    )  # fmt: skip
    for title, lines in parts:
        if lines:
            yield from section(title, _items(lines))
    yield from section(w["ask"], (escaped(w["question"].format(question=page.answer.question)), ""))
    yield from (f"{i}. {escaped(q, opening=False)}" for i, q in enumerate(page.questions, start=1))
    if page.gaps:
        yield from section(w["gaps"], _items(page.gaps))
    yield from ("", escaped(page.wording.notice))


def _result(name: str, value: str, about: str, before: str, label: str) -> str:
    former = f"; {label.lower()}: {before}" if before else ""
    return f"{name}: {value}" + (f" ({about})" if about else "") + former
