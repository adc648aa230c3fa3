"""What no text of an answer may say, and what it may."""

import pytest

from pipeline.tailor.guard import ForbiddenClaimError, enforce, safe_text, violations
from pipeline.tailor.parse import parse_general
from pipeline.tailor.tailor import compose
from tests.tailor.people import evaluation, pack, person, verdict

GENERAL = parse_general("# What helps in MDS?\n\nOptions include:\n\n- Lenalidomide\n")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Azacitidine 75 mg/m² is given.", "dose"),
        ("It is taken as 10 mg daily.", "dose-daily"),
        ("You should take lenalidomide.", "order"),
        ("You’re a candidate for a transplant.", "eligible"),
        ("You are eligible for imetelstat.", "eligible"),
        ("This can cure you.", "cure"),
        ("Median survival is two years.", "survival"),
        ("A response rate of 49 % was seen.", "response-rate"),
        ("You do not have leukemia.", "all-clear"),
        ("Targeted therapies (like SF3B1 or TP53) exist.", "no-target"),
        ("There is no need to go to the hospital.", "skip-emergency"),
    ],
)
def test_forbidden(text: str, rule: str) -> None:
    assert violations(text) == (rule,)


@pytest.mark.parametrize(
    "text",
    [
        "Your hemoglobin was 8.4 g/dL (10 November 2026).",
        "Your records count 2 units of red cells every 3 weeks.",
        "It may be worth asking about.",
        "Ask whether you are a candidate for a transplant.",
        "Your records say: not a transplant candidate (1 May 2026).",
        "No approved medicine takes aim at TP53.",
        "Blasts in the marrow were 12 %.",
    ],
)
def test_allowed(text: str) -> None:
    assert violations(text) == ()


def test_figures_only_where_asked_for() -> None:
    text = "In one group, about half of the patients had a survival of 5 years."
    assert violations(text) == ("survival",)
    assert violations(text, prognosis=True) == ()
    assert violations("You should stop.", prognosis=True) == ("order",)


def test_an_answer_with_a_forbidden_text_is_mended_or_refused() -> None:
    bad = evaluation(verdicts=(verdict("lenalidomide", "lenalidomide", "matches", "You should take lenalidomide."),))
    answer = compose(person(), GENERAL, pack(), bad)
    assert [s.text for s in answer.statements if s.about == "lenalidomide"] == [safe_text()]
    with pytest.raises(ForbiddenClaimError, match="s-lenalidomide: order"):
        compose(person(), GENERAL, pack(), bad, strict=True)
    assert "You should take" not in enforce(answer).model_dump_json(exclude={"profile"})
