"""What may be asked for, as data (``knowledge/<disease>/asking.toml``): the names of missing facts and their words."""

from typing import Self

from pydantic import Field, model_validator

from schemas.base import Record


class AskRule(Record):
    """One thing that may be missing.

    ``thing`` says which facts of the profile it is: ``labs:NAME``, ``again:NAME`` (a second result),
    ``variants:GENE``, ``biomarkers:NAME``, ``karyotype``, ``stages``, ``scenarios:SCORE``, ``diagnoses:DISEASE``,
    ``outcome:GROUP``, ``findings:CONCEPT``, ``patient:age``, ``transfusions:units_8_weeks`` …
    """

    name: str = Field(description="as in ``missing``")
    thing: str
    label: str = Field(description='in a sentence: "the EPO level in your blood"')
    told: bool = Field(default=False, description='the label is a clause ("whether ..."): records say it or do not')
    called: str = Field(description='what it is called beside its value: "EPO level"')
    group: str | None = Field(
        default=None, description="of ``groups``: asked together with others that one report shows"
    )
    question: str = Field(description="for the doctor")
    upload: str = Field(description='what shows it: "a blood test that names EPO"')
    also: tuple[str, ...] = Field(default=(), description="other names in ``missing`` that it settles")
    can_change: bool = Field(default=False, description="whether it changes with time; others are as they are")
    at_diagnosis: bool = Field(default=False, description="an input of a score, from the time of the marrow")
    at_diagnosis_label: str | None = None
    why: str | None = Field(default=None, description="said in place of ``alert_only``, where it shows nothing else")


class KaryotypeValue(Record):
    """One kind of result that a chromosome test can have, with a formula that stands for it."""

    say: str
    iscn: str
    abnormalities: tuple[str, ...] = ()


class Asking(Record):
    """``asking.toml``."""

    most: int = Field(gt=0, description="asks of one answer")
    most_questions: int = Field(ge=0, description="of them that go among the questions for the doctor")
    words: dict[str, str]
    labels: dict[str, str] = Field(default_factory=dict, description="concepts that are called otherwise here")
    groups: dict[str, str] = Field(default_factory=dict, description="their label; {items} are the members' ``called``")
    karyotypes: tuple[KaryotypeValue, ...]
    asks: tuple[AskRule, ...]
    diagnostic: tuple[str, ...] = Field(default=(), description="asked for where no diagnosis is stated, in order")
    never: tuple[str, ...] = Field(default=(), description="names in ``missing`` that no record could settle")

    @model_validator(mode="after")
    def _names_once(self) -> Self:
        names = [n for a in self.asks for n in (a.name, *a.also)] + list(self.never)
        if len(set(names)) != len(names):
            raise ValueError("a name stands twice")
        lost = {a.group for a in self.asks if a.group} - set(self.groups)
        if lost:
            raise ValueError(f"no group {min(lost)}")
        return self
