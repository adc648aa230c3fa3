"""What the sentence behind one that names a treatment answers to it: it was begun, or refused."""

from collections.abc import Iterator
from dataclasses import replace

from extractors.language import Analysis, Hit, Sentence
from extractors.treatments.courses import Course, read_course
from extractors.treatments.links import BEGUN, REFUSES_IT, SPOKEN_OF
from extractors.treatments.said import Said
from extractors.treatments.settling import Mention
from schemas.vocabulary import Agent

OTHERS = frozenset({"family", "other_person", "mention"})


def taken_up(analysis: Analysis, sentence: Sentence, meant: list[Mention]) -> list[Mention]:
    """What was offered in the sentence before and begun in this: "… was proposed. First dose given today."."""
    one = len({m.agent.name for m in meant}) == 1 and meant[0].sentence.order == sentence.order - 1
    cue = next((c for c in analysis.cues_in("treatment", sentence) if c.value.kind != "pseudo"), None)
    if (
        not one
        or cue is None
        or cue.value.kind != "given"
        or cue.value.value != "start"
        or not BEGUN.search(sentence.text)
    ):
        return []
    course = read_course(analysis.text, sentence.start, sentence.end, analysis.dates(sentence))
    at = ((cue.start, cue.end), *course.at)
    quote = (min(r[0] for r in at), max(r[1] for r in at))
    said = Said("ongoing", weak=True, at=at)
    return [
        replace(
            meant[-1],
            said=said,
            course=replace(course, line=None),
            response=None,
            quote=quote,
            exact=at,
            sentence=sentence,
        )
    ]


def refused(analysis: Analysis, sentence: Sentence, meant: list[Mention], mentions: list[Mention]) -> list[Mention]:
    """A refusal right after one treatment was offered refuses it: "Azacitidine was discussed. She declined."."""
    cue = next((c for c in analysis.cues_in("treatment", sentence) if c.value.kind == "declined"), None)
    one = len({m.agent.name for m in meant}) == 1 and meant[0].sentence.order == sentence.order - 1
    if cue is None or not one or not REFUSES_IT.search(sentence.text[cue.end - sentence.start :]):
        return []
    before = meant[-1]
    at = ((cue.start, cue.end),)
    quote = (min(before.quote[0], cue.start), max(before.quote[1], cue.end))
    said = Said("declined", at=at)
    told = [replace(m, said=said, quote=quote, exact=(*m.exact, *at)) for m in meant]
    mentions[:] = [m for m in mentions if m not in meant]
    return told


def refused_unnamed(
    analysis: Analysis, sentence: Sentence, mentions: list[Mention], by_name: dict[str, Agent]
) -> Iterator[Mention]:
    """A refusal of the one treatment that the sentence before but spoke of: "Transplant explained. Not willing."."""
    named = named_before(analysis, sentence)
    cue = next((c for c in analysis.cues_in("treatment", sentence) if c.value.kind == "declined"), None)
    if named is None or cue is None or not REFUSES_IT.search(sentence.text[cue.end - sentence.start :]):
        return
    before = analysis.sentences[sentence.order - 1]
    known = any(m.sentence.order == before.order for m in mentions)
    if known or not SPOKEN_OF.search(before.text):
        return
    said = Said("declined", at=((cue.start, cue.end),))
    exact = ((named.start, named.end), *said.at)
    for agent in agents_of(named, by_name):
        yield Mention(agent, said, Course(), None, (named.start, cue.end), exact, sentence)


def named_before(analysis: Analysis, sentence: Sentence) -> Hit | None:
    """The one treatment of this patient that the sentence before names, in the same section."""
    before = analysis.sentences[sentence.order - 1] if sentence.order else None
    if before is None or before.label is not sentence.label or before.silent:
        return None
    named = before.agents[0] if len({h.value.name for h in before.agents}) == 1 else None
    if named is None or {c.value.kind for c in analysis.governing(before, named)} & OTHERS:
        return None
    return named


def agents_of(hit: Hit, by_name: dict[str, Agent]) -> list[Agent]:
    """The agent a name stands for, or the parts of a scheme."""
    agent: Agent = hit.value
    return [by_name[p] for p in agent.parts if p in by_name] or [agent]
