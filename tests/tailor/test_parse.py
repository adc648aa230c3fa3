"""Any general answer of the shape, Markdown or plain text, comes apart the same way."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tailor.parse import parse_general
from schemas.errors import UsageError

MARKDOWN = """---
question: Can iron be a problem in MDS?
updated: 2026-02-03
---
# Can iron be a problem in MDS?

*For informational purposes only.*

## Why iron builds up

Each **red cell transfusion** brings iron.[^wood] The body cannot get rid of it, e.g. by sweating. It is stored.

Iron can harm:

- the heart[^wood]
- the liver
  1. scarring
  2. cancer

## Questions to ask your doctor

1. "Has my ferritin been measured?" (It is a blood test.)
2. Do I need a scan?

Please consult your doctor before you change anything.

[Upload your records](https://example.org) for a personal answer.
"""

PLAIN = """Can iron be a problem in MDS

MDSFebruary 3, 2026Some Site

For informational purposes only

Why iron builds up
Each red cell transfusion brings iron. The body cannot get rid of it, e.g. by sweating. It is stored.

Iron can harm:

  • the heart
  • the liver
      1. scarring
      2. cancer

Questions To Ask Your Doctor

  1. "Has my ferritin been measured?" (It is a blood test.)
  2. Do I need a scan?

Please consult your doctor before you change anything.

Upload your records for a personal answer.
"""


@pytest.mark.parametrize("text", [MARKDOWN, PLAIN, PLAIN.replace("\n", "\r\n"), PLAIN.replace("•", "-")])
def test_statements_questions_and_notices(text: str) -> None:
    answer = parse_general(text)
    assert answer.question.rstrip("?") == "Can iron be a problem in MDS"
    assert answer.disease == "mds"
    assert [s.text for s in answer.statements] == [
        "Each red cell transfusion brings iron.",
        "The body cannot get rid of it, e.g. by sweating.",
        "It is stored.",
        "the heart",
        "the liver",
        "scarring",
        "cancer",
    ]
    assert [s.lead_in for s in answer.statements[3:]] == ["Iron can harm:", "Iron can harm:", "the liver", "the liver"]
    assert {s.section for s in answer.statements} == {("Why iron builds up",)} or text.startswith("---")
    assert [q.text for q in answer.questions] == ["Has my ferritin been measured?", "Do I need a scan?"]
    assert [n.rstrip(".") for n in answer.notices] == [
        "For informational purposes only",
        "Please consult your doctor before you change anything",
    ]
    assert any(b.startswith("Upload your records") for b in answer.boilerplate)


def test_dates_of_front_matter_and_byline() -> None:
    assert parse_general(MARKDOWN).updated == "2026-02-03"
    assert parse_general(PLAIN).updated == "February 3, 2026"


def test_sources_of_footnotes_stay_with_their_sentence() -> None:
    answer = parse_general(MARKDOWN)
    assert [s.sources for s in answer.statements[:4]] == [("wood",), (), (), ("wood",)]


def test_lead_in_sources_go_to_the_items() -> None:
    answer = parse_general("# What helps in MDS?\n\nThese can help:[^a]\n\n- rest\n- blood[^b]\n")
    assert [s.sources for s in answer.statements] == [("a",), ("b", "a")]


def test_lead_in_without_a_list_is_a_sentence() -> None:
    answer = parse_general("What helps in MDS?\n\nThe treatment depends on your risk group:\n\nFor some:\n\n- rest\n")
    assert [s.whole for s in answer.statements] == ["The treatment depends on your risk group.", "For some: rest"]


def test_headings_of_every_kind() -> None:
    text = "What helps in MDS?\n\nFirst Part\n==========\n\nOne.\n\n**Second part**\n\nTwo.\n\n### Third\n\nThree.\n"
    assert [s.section[-1] for s in parse_general(text).statements] == ["First Part", "Second part", "Third"]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = "What helps in MDS?\n\nA long sentence that goes on over the end of a\nline and stops here. Another one.\n"
    assert [s.text for s in parse_general(text).statements] == [
        "A long sentence that goes on over the end of a line and stops here.",
        "Another one.",
    ]


def test_question_may_stand_below_a_title() -> None:
    answer = parse_general("# MDS answers\n\nIs a transplant possible?\n\nSometimes it is possible.\n")
    assert answer.question == "Is a transplant possible?"
    assert [s.text for s in answer.statements] == ["Sometimes it is possible."]


def test_table_rows_are_items() -> None:
    answer = parse_general("# What helps in MDS?\n\n| Drug | Use |\n|---|---|\n| lenalidomide | del(5q) |\n")
    assert [s.text for s in answer.statements] == ["lenalidomide: del(5q)"]


def test_abbreviations_and_initials_end_no_sentence() -> None:
    answer = parse_general("What helps in MDS?\n\nSome drugs, e.g. Luspatercept, help. Dr. B. Smith says so.\n")
    assert [s.text for s in answer.statements] == ["Some drugs, e.g. Luspatercept, help.", "Dr. B. Smith says so."]


def test_another_disease_is_not_taken_for_mds() -> None:
    assert parse_general("How is breast cancer treated?\n\nWith surgery in many cases.\n").disease is None


def test_what_stands_under_references_is_not_said_of_the_disease() -> None:
    answer = parse_general("# What helps in MDS?\n\nRest helps.\n\n## References\n\nA study found that all die.\n")
    assert [s.text for s in answer.statements] == ["Rest helps."]


def test_run_in_titles_and_quoted_blocks() -> None:
    answer = parse_general("What helps in MDS?\n\n> Lenalidomide. It is a capsule.\n")
    assert [s.text for s in answer.statements] == ["Lenalidomide.", "It is a capsule."]


@given(st.text(alphabet="aB .?!:;-*•#>|_[]()^`'\"\n\t1)é—\u200b", max_size=300))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    try:
        answer = parse_general("How is MDS treated?\n\n" + text)
    except UsageError:
        return
    assert all(s.text.strip() == s.text and s.text for s in answer.statements)
    assert [s.index for s in answer.statements] == list(range(len(answer.statements)))


def test_hostile_length_takes_no_time() -> None:
    start = time.perf_counter()
    parse_general("How is MDS treated?\n\n" + "*a" * 20_000 + "\n\n" + "[" * 20_000 + " x.\n\n" + "a " * 20_000 + ".")
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize("text", ["", "   \n", "# Only a title?\n"])
def test_nothing_to_tailor(text: str) -> None:
    with pytest.raises(UsageError):
        parse_general(text)


def test_markup_and_links_leave_only_words() -> None:
    answer = parse_general(
        "# What helps in MDS?\n\nSee [this page](https://x.org/a_(b)) and `ESA` and *care* [2].<br>\n"
    )
    assert answer.statements[0].text == "See this page and ESA and care."
