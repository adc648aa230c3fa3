"""What one profile says otherwise than an earlier one, in plain words."""

from collections.abc import Iterator

from pydantic import Field

from pipeline.describe import describe
from schemas.base import Record
from schemas.profile import Profile

LISTS = (
    "patient", "diagnoses", "stages", "labs", "karyotypes", "variants", "biomarkers", "treatments", "transfusions",
    "performance", "comorbidities", "findings", "gene_panels", "documents",
)  # fmt: skip


class SaidFact(Record):
    """A fact in words; ``about`` points into the profile it stands in."""

    about: str
    name: str
    value: str
    date: str | None = None


class ChangedFact(Record):
    """A fact that stands in both profiles with different values."""

    about: str = Field(description="pointer into the newer profile")
    name: str
    before: str
    after: str
    date: str | None = None


class ProfileChanges(Record):
    """The difference of two profiles; empty lists where nothing differs."""

    added: tuple[SaidFact, ...] = ()
    gone: tuple[SaidFact, ...] = ()
    changed: tuple[ChangedFact, ...] = ()
    questions_before: int = 0
    questions_after: int = 0


def compare_profiles(before: Profile, after: Profile) -> ProfileChanges:
    """What ``after`` says otherwise than ``before``; pages and places do not count, names, values and dates do."""
    old, new = _by_subject(before), _by_subject(after)
    added, gone, changed = [], [], []
    for subject in sorted(old.keys() | new.keys(), key=str):
        was, now = old.get(subject, []), new.get(subject, [])
        only_was = [f for f in was if f.value not in {n.value for n in now}]
        only_now = [f for f in now if f.value not in {w.value for w in was}]
        if len(only_was) == len(only_now) == 1:
            one, other = only_was[0], only_now[0]
            changed.append(
                ChangedFact(
                    about=other.about, name=other.name, before=one.value, after=other.value, date=other.date
                )
            )  # fmt: skip
        else:
            gone += only_was
            added += only_now
    return ProfileChanges(
        added=tuple(added), gone=tuple(gone), changed=tuple(changed),
        questions_before=len(before.review), questions_after=len(after.review),
    )  # fmt: skip


def _by_subject(profile: Profile) -> dict[tuple[str, str, str | None], list[SaidFact]]:
    found: dict[tuple[str, str, str | None], list[SaidFact]] = {}
    for name, fact in said_facts(profile):
        found.setdefault((name, fact.name, fact.date), []).append(fact)
    return found


def said_facts(profile: Profile) -> Iterator[tuple[str, SaidFact]]:
    """Every fact of a profile in words, with the list it stands in."""
    for name in LISTS:
        held = getattr(profile, name)
        several = isinstance(held, tuple)
        for n, fact in enumerate(held if several else [held] if held is not None else []):
            said = describe(fact)
            if said is not None and said[1]:
                pointer = f"{name}[{n}]" if several else name
                yield name, SaidFact(about=pointer, name=said[0], value=said[1], date=said[2])
