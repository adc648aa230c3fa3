"""A general answer made to fit: what is kept, replaced, put first and left out."""

import pytest

from knowledge.answers_loader import load_answer
from pipeline.tailor.linking import Linker
from pipeline.tailor.parse import parse_general
from pipeline.tailor.plan import Planner, linker_for
from pipeline.tailor.premises import premises_of
from pipeline.tailor.statements import GENERAL_SOURCE
from pipeline.tailor.tailor import compose
from schemas.answer import Source, Statement, TailoredAnswer
from schemas.errors import UsageError
from schemas.evaluation import Evaluation
from schemas.facts import Stage
from schemas.profile import Profile
from schemas.tailoring import Link, Linking, Offers
from tests.tailor.people import evaluation, pack, person, told, verdict, with_liver_lesion

LIVER = """# How is MDS that has spread to the liver treated?

I appreciate this question.

## Spread

MDS does not spread to the liver like a solid tumor does. It is a disease of the marrow. Doctors test the liver often.

## Treatment

For lower-risk MDS, options include:

- Lenalidomide (for certain patterns)
- Imetelstat or erythropoiesis-stimulating agents

Azacitidine works by changing how genes are read.

- Targeted therapies for mutations (like SF3B1 or TP53)

## Questions to ask your doctor

1. What is my specific MDS subtype?
2. Do I need a scan of my liver?
"""


BOOK = Source(citation="A book", url="https://example.org")
PACK = pack(sources={"book": BOOK, "ipss-r-2012": BOOK, "ist-never-cited": BOOK})


def answer(
    text: str = LIVER, profile: Profile | None = None, said: Evaluation | None = None, **more: bool
) -> TailoredAnswer:
    return compose(profile or person(), parse_general(text), PACK, said or evaluation(), strict=True, **more)


def of(made: TailoredAnswer, about: str) -> list[Statement]:
    return [s for s in made.statements if s.about == about]


def test_an_option_is_said_in_the_words_of_the_rules() -> None:
    (lenalidomide,) = of(answer(), "lenalidomide")
    assert lenalidomide.text == "Lenalidomide does not fit your records."
    assert lenalidomide.verdict == "does_not_match"
    assert lenalidomide.general == "For lower-risk MDS, options include: Lenalidomide (for certain patterns)"
    assert (lenalidomide.change, lenalidomide.rule) == ("replaced", "lenalidomide@test")
    assert [r.fact for r in lenalidomide.because] == ["labs[0]", "diagnoses[0]"]


def test_every_general_sentence_is_accounted_for() -> None:
    made = answer()
    accounted = " ".join(s.general or "" for s in (*made.summary, *made.statements))
    general = parse_general(LIVER)
    assert [s.text for s in general.statements if s.text not in accounted] == []


def test_explanations_stay_general_and_talk_is_left_out() -> None:
    made = answer()
    kept = {s.text: s.sources for s in made.statements if s.change == "kept"}
    assert kept == {
        "Doctors test the liver often.": (GENERAL_SOURCE,),
        "Azacitidine works by changing how genes are read.": (GENERAL_SOURCE,),
    }
    dropped = {s.general for s in made.statements if s.change == "dropped"}
    assert dropped == {
        "I appreciate this question.",
        "It is a disease of the marrow.",  # leans on the sentence that was replaced
        "For lower-risk MDS, options include: Imetelstat or erythropoiesis-stimulating agents",
    } - {s.general for s in made.statements if s.about == "esa"}


def test_a_false_premise_of_the_question_is_answered_first() -> None:
    made = answer()
    assert [s.id for s in made.summary[:2]] == ["s-fit", "s-premise-mds-spread"]
    assert "does not spread to the liver in the way a solid tumor does" in made.summary[1].text


def test_with_a_finding_in_the_liver_the_reassurance_names_it() -> None:
    made = answer(profile=with_liver_lesion())
    (reply,) = [s for s in made.summary if s.id == "s-premise-mds-spread"]
    assert "lesion in the liver (2 October 2026)" in reply.text
    assert "findings[0]" in [r.fact for r in reply.because]
    for s in (*made.summary, *made.statements):
        assert "not spread" not in s.text or "lesion in the liver" in s.text


def test_no_medicine_aims_at_tp53_or_sf3b1() -> None:
    made = answer()
    assert [s.text for s in made.statements if s.id == "s-premise-no-drug-for-tp53-sf3b1"] == [
        "No approved medicine takes aim at the SF3B1 or the TP53 gene in MDS."
    ]
    assert of(made, "targeted_tp53")[0].change == "replaced"


def test_an_order_in_the_general_answer_is_not_passed_on() -> None:
    made = answer("How is MDS treated?\n\nYou should start lenalidomide 10 mg daily. You must rest.\n")
    assert of(made, "lenalidomide")[0].general == "You should start lenalidomide 10 mg daily."
    (left,) = [s for s in made.statements if s.change == "dropped"]
    assert left.general == "You must rest."
    assert "10 mg" not in " ".join(s.text for s in made.statements)


def test_a_short_title_of_an_option_is_an_offer() -> None:
    made = answer("How is MDS treated?\n\nLenalidomide. It is a capsule.\n")
    assert of(made, "lenalidomide")[0].general == "Lenalidomide."
    assert [s.general for s in made.statements if s.change == "dropped"] == ["It is a capsule."]


def test_items_without_a_lead_in_are_read_under_their_heading() -> None:
    made = answer("How is MDS treated?\n\n## What doctors look at\n\n- the marrow\n- the chromosomes\n")
    assert [s.text for s in made.statements if s.change == "kept"] == [
        "What doctors look at: the marrow; the chromosomes."
    ]


def test_a_reply_gives_way_only_to_a_verdict_that_says_as_much() -> None:
    text = "Is CAR-T used in MDS?\n\nCAR-T is not a standard treatment for most people with MDS.\n"
    assert [s.id for s in answer(text).statements if s.about == "car_t"] == ["s-car-t"]
    had = verdict("car-t", "car_t", "already_tried", "Your records say you had CAR-T cells.")
    both = answer(text, said=evaluation(verdicts=(had,)))
    assert [s.id for s in both.statements if s.about == "car_t"] == ["s-premise-car-t-for-no-mds", "s-car-t"]


def test_important_verdicts_are_added_and_others_are_not() -> None:
    made = answer()
    assert [s.verdict for s in of(made, "allogeneic_hct")] == ["matches"]
    assert of(made, "hma")[0].general is None
    assert of(made, "ivosidenib") == []  # cannot_tell, and the general answer does not name it
    assert of(made, "deferasirox") == []  # a caution on something this answer does not speak of


def test_order_of_groups() -> None:
    made = answer()
    rank = ["matches", "does_not_match", "cannot_tell", "already_tried", "investigational", "caution", "information"]
    weighed = [rank.index(s.verdict) for s in made.statements if not s.id.startswith("s-premise-")]
    assert weighed == sorted(weighed)


def test_questions_of_the_rules_come_first_and_answered_ones_are_left_out() -> None:
    made = answer()
    assert [q.text for q in made.questions] == ["Which risk score does my team use?", "Do I need a scan of my liver?"]


def test_out_of_scope_lists_no_options() -> None:
    said = evaluation(
        fit="out_of_scope", fit_reason="Your records describe colon cancer.", verdicts=(), cautions=(), questions=()
    )
    made = answer(profile=with_liver_lesion(), said=said)
    assert made.statements == ()
    assert [s.text for s in made.summary][:2] == [
        "Your records describe colon cancer.",
        "About the liver, your records name: lesion in the liver (2 October 2026).",
    ]
    assert {s.verdict for s in made.summary} == {"information"}
    assert "spread" not in " ".join(s.text for s in made.summary)


def test_unconfirmed_holds_no_verdict_but_cannot_tell() -> None:
    unsure = verdict("lenalidomide", "lenalidomide", "cannot_tell", "Not confirmed.", missing=("mds_diagnosis",))
    made = answer(said=evaluation(fit="unconfirmed", verdicts=(unsure,), cautions=()))
    assert {s.verdict for s in (*made.summary, *made.statements)} == {"cannot_tell", "information"}


def test_without_verdicts_options_are_named_and_not_weighed() -> None:
    made = answer(said=evaluation(verdicts=(), cautions=()))
    assert {s.verdict for s in made.statements} == {"information"}
    (left,) = [s for s in made.statements if "Lenalidomide" in (s.general or "")]
    assert left.change == "dropped"
    assert "sorted out first" in left.text


def test_ids_do_not_shift_when_a_verdict_goes() -> None:
    whole = {s.id: s for s in answer().statements}
    fewer = evaluation(verdicts=tuple(v for v in evaluation().verdicts if v.rule != "esa"))
    rest = {s.id: s for s in answer(said=fewer).statements}
    assert set(whole) - set(rest) == {"s-esa"}
    assert all(rest[i] == whole[i] for i in rest if i in whole)


def test_figures_are_none_and_said_so_only_where_asked_for() -> None:
    assert not any(s.id == "s-figures" for s in answer().statements)
    assert any(s.id == "s-figures" for s in answer(prognosis=True).statements)


def test_figures_are_of_groups_and_carry_a_caveat() -> None:
    stage = Stage(system="IPSS-R", category="low", score=2.5, origin="reported", date="2026-01-12")
    profile = person().model_copy(update={"stages": (stage,)})
    said = evaluation(risk_side="lower")
    (told_of,) = [s for s in answer(profile=profile, said=said, prognosis=True).statements if s.id.startswith("s-fig")]
    assert "5.3 years" in told_of.text and "8.8 and 3 years" in told_of.text
    assert "cannot tell how long one person will live" in told_of.text
    assert [r.fact for r in told_of.because] == ["stages[0]"]
    assert "5.3 years" not in answer(profile=profile, said=said).model_dump_json()
    stopped = answer(profile=profile, said=evaluation(risk_side="lower", verdicts=(), cautions=()), prognosis=True)
    assert [s.id for s in stopped.statements if s.id.startswith("s-fig")] == ["s-figures"]
    unsure = answer(profile=profile, said=evaluation(risk_side="conflict"), prognosis=True)
    assert [s.id for s in unsure.statements if s.id.startswith("s-fig")] == ["s-figures"]


def test_notice_says_that_nobody_reviewed_the_rules() -> None:
    general = parse_general(LIVER + "\nThis is for informational purposes only.\n")
    draft = compose(person(), general, pack(), evaluation()).notice
    reviewed = compose(person(), general, pack(status="reviewed"), evaluation()).notice
    assert "not medical advice" in draft and "not medical advice" in reviewed
    assert "No doctor has checked" in draft and "No doctor has checked" not in reviewed
    assert "This is for informational purposes only." in draft


def test_an_answer_on_another_disease_is_refused() -> None:
    with pytest.raises(UsageError):
        answer("How is breast cancer treated?\n\nOptions include lenalidomide.\n")


def test_sources_in_use_are_named() -> None:
    made = answer()
    assert set(made.sources) == {GENERAL_SOURCE, "book"}


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("ATG and cyclosporine A", ("ist",)),
        ("Erythropoiesis-stimulating agents (ESAs)", ("esa",)),
        ("a bone marrow transplant", ("allogeneic_hct",)),
        ("the first estate is resale", ()),
        ("Vidaza or Dacogen", ("azacitidine", "decitabine")),
        ("Low blast counts in the bone marrow", ("blasts", "marrow")),
    ],
)
def test_words_lead_to_concepts(text: str, concepts: tuple[str, ...]) -> None:
    assert linker_for("mds").concepts(text) == concepts


def test_the_longer_of_two_overlapping_words_holds() -> None:
    linking = Linking(
        disease_names=("MDS",),
        links=(Link(concept="serum", words=("anti-atg serum",)), Link(concept="ist", words=("ATG",))),
        offers=Offers(cues=()),
        asked=(),
    )
    assert Linker(linking).concepts("an anti-ATG serum") == ("serum",)
    assert Linker(linking).concepts("ATG") == ("ist",)


def test_every_link_and_premise_names_a_concept_of_the_pack() -> None:
    known = {c.id for c in pack().concepts}
    linking = linker_for("mds").linking
    named = {link.concept for link in linking.links} | {t for a in linking.asked for t in a.topics}
    named |= {a.concept for a in linking.asked} - {"*", ""} | {b for r in linking.related for b in r.bring}
    for premise in premises_of("mds"):
        named |= {premise.about, *premise.keep_concepts}
    assert named - known == set()


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("mds-anemia-fatigue", "blood_counts"),
        ("mds-prognosis", "risk"),
        ("mds-caregivers", "treatment_history"),
        ("mds-costs", "treatment_history"),
        ("mds-esa-epo", "esa"),
        ("mds-response-terms", "treatment_history"),
        ("mds-immunotherapy", "diagnosis"),
        ("mds-liver", "liver"),
        ("mds-what-is", "diagnosis"),
    ],
)
def test_topics_that_decide_about_a_question(name: str, first: str) -> None:
    """By an option it names, else by its words, else by a topic it names, else the usual ones."""
    planner = Planner(parse_general(load_answer(name)), pack(), evaluation())
    assert planner.topics(planner.asked())[0] == first


def test_a_sentence_that_opens_with_a_drug_gets_a_capital() -> None:
    said = evaluation(verdicts=(verdict("l", "lenalidomide", "matches", "A test was done. lenalidomide fits."),))
    assert of(answer(said=said), "lenalidomide")[0].text == "A test was done. Lenalidomide fits."


def test_topics_of_the_question_are_told_in_the_summary() -> None:
    said = evaluation(facts=(told("liver-tests", "liver", "Your ALT was 62 U/L.", "labs[1]"),))
    assert "Your ALT was 62 U/L." in [s.text for s in answer(said=said).summary]
