"""Every form of an answer and a profile: reasons can be walked to the page, and text of records stays text."""

import json
from typing import Any

import pypdfium2
import pytest

from pipeline.plain import plain_date
from pipeline.render import render_answer, render_profile
from pipeline.render.explain import Explainer
from pipeline.render.facts import document_lines, view
from pipeline.render.markdown import escaped
from pipeline.render.page import page_of
from pipeline.render.tidy import Shortener, gather
from pipeline.tailor.parse import parse_general
from pipeline.tailor.tailor import compose
from schemas.answer import Statement, TailoredAnswer
from schemas.errors import UsageError
from schemas.facts import GenePanel, LabResult
from schemas.profile import Conflict, DocumentEntry, Profile, ReviewItem
from tests.tailor.people import evaluation, pack, person, seen

HOSTILE = "</q><script>alert(1)</script> [x](https://evil.example) `c` *b* <b>b</b> & ![i](u) \u202eabc"
GENERAL = (
    "# How is MDS treated?\n\nOptions include:\n\n- Lenalidomide\n- Azacitidine\n\nMarrow is where blood is made.\n"
)


def answer(profile: Profile | None = None, general: str = GENERAL) -> TailoredAnswer:
    return compose(profile or person(), parse_general(general), pack(), evaluation(), strict=True)


def hostile() -> Profile:
    base = person()
    platelets = base.labs[0].model_copy(update={"evidence": seen(HOSTILE, HOSTILE)})
    return base.model_copy(update={"labs": (platelets, *base.labs[1:])})


def test_json_is_the_answer_itself() -> None:
    made = answer()
    assert TailoredAnswer.model_validate_json(render_answer(made, "json")) == made
    fields = set(json.loads(render_answer(made, "json")))
    assert fields >= {"schema_version", "question", "disease", "fit", "summary", "statements", "questions", "sources",
                      "alerts", "profile", "notice"}  # fmt: skip


def test_markdown_reads_in_order() -> None:
    text = render_answer(answer(), "md")
    assert isinstance(text, str)
    titles = [line for line in text.splitlines() if line.startswith("#")]
    assert titles == [
        "# How is MDS treated?",
        "## First of all",
        "## What your records say about this question",
        "## The options at a glance",
        "## What fits your records and is worth asking about",
        "## What does not fit your records",
        "## What you have had or are having",
        "## Questions for your doctor",
        "## From the general answer",
        "## Where this stands in your records",
        "## Where the medical statements come from",
        "## Your documents",
        "## Please note",
    ]


@pytest.mark.parametrize("form", ["md", "html"])
def test_every_reason_shows_date_document_page_and_words(form: str) -> None:
    text = render_answer(answer(), form)
    assert isinstance(text, str)
    assert "Azacitidine: ongoing, from 2 February 2026, 4 cycles, stable disease" in text
    assert "note.pdf, page 2" in text and "azacitidine C4 completed" in text
    assert "Platelets: 34 ×10⁹/L (10 November 2026)" in text.replace("</strong>", "")


def test_html_escapes_and_wants_nothing_from_outside() -> None:
    text = render_answer(answer(hostile()), "html")
    assert isinstance(text, str)
    assert "<script" not in text and "<b>" not in text and "</q><" not in text.replace("</q></figcaption>", "")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text
    assert " src=" not in text and "@import" not in text and "url(" not in text
    assert '<meta name="viewport"' in text and "@media print" in text


def _tokens(text: str) -> set[str]:
    markdown = pytest.importorskip("markdown_it").MarkdownIt("commonmark", {"html": True}).enable("table")
    found: set[str] = set()

    def walk(tokens: Any) -> None:
        for token in tokens:
            found.add(token.type)
            walk(token.children or ())

    walk(markdown.parse(text))
    return found


@pytest.mark.parametrize(
    "text",
    [HOSTILE, "# not a title", "- not a list", "1. not a list", "> not a quote", "| a | b |", "[a]: https://evil.example",
     "<https://evil.example>", "__b__ _e_ ~~s~~", "a_b_c.pdf", "---", "&lt;b&gt;", "\\*a*", "[^1]", "![a][b]"],
)  # fmt: skip
def test_markdown_takes_no_markup_from_records(text: str) -> None:
    assert _tokens(escaped(text)) <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special", "entity"}


def test_markdown_leaves_plain_words_alone() -> None:
    plain = "cbc_2026-11.pdf 46,XX,del(5)(q13q33)[18]/46,XX[2] 8.4 g/dL (L) #3"
    assert escaped(plain) == plain


def test_pdf_holds_the_answer() -> None:
    data = render_answer(answer(), "pdf")
    assert isinstance(data, bytes)
    document = pypdfium2.PdfDocument(data)
    text = " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
    document.close()
    assert "How is MDS treated?" in text
    assert "note.pdf, page 2" in text and "azacitidine C4 completed" in text
    assert "Lenalidomide does not fit your records." in text


def test_unknown_formats_are_named() -> None:
    with pytest.raises(UsageError):
        render_answer(answer(), "docx")
    with pytest.raises(UsageError):
        render_profile(person(), "pdf")


def test_profile_table_shows_value_date_place_and_words() -> None:
    lines = render_profile(person(), "table").splitlines()
    row = next(i for i, line in enumerate(lines) if "Platelets" in line)
    assert lines[row].split() == ["Platelets", "34", "×10⁹/L", "10", "November", "2026"]
    assert lines[row + 1].strip() == "cbc.pdf, page 1: “Platelets 34 L”"
    assert "marrow.pdf (bone marrow report, 24 August 2026): read" in lines[-1]


def test_profile_table_cannot_steer_a_terminal() -> None:
    item = person().labs[0].model_copy(update={"evidence": seen("\x1b[31mred\x07", "a\x1b[2Jb.pdf")})
    table = render_profile(Profile(labs=(item,)), "table")
    assert "\x1b" not in table and "\x07" not in table


def test_profile_names_what_is_to_be_checked_and_what_disagrees() -> None:
    doubt = ReviewItem(about="labs[0]", why="two readings", question="Is this 8.9 or 3.9 g/dL?")
    clash = Conflict(about="variants", values=("TP53 found", "TP53 not found"), evidence=seen("TP53"))
    profile = person().model_copy(update={"review": (doubt,), "conflicts": (clash,), "gaps": ("erythropoietin",)})
    for form in ("table", "html"):
        text = render_profile(profile, form)
        assert "Is this 8.9 or 3.9 g/dL?" in text
        assert "TP53 found against TP53 not found" in text
        assert "erythropoietin" in text


def test_a_row_that_is_asked_about_says_so_in_the_table() -> None:
    doubt = ReviewItem(about="labs[0]", why="two readings", question="Is this 8.9 or 3.9 g/dL?")
    sure, unsure = (render_profile(person().model_copy(update={"review": r}), "table") for r in ((), (doubt,)))
    assert "not sure" not in sure
    assert unsure.count("not sure") == 1


def test_files_set_aside_for_one_reason_stand_in_one_line() -> None:
    def entry(name: str, status: str, **more: object) -> DocumentEntry:
        return DocumentEntry.model_validate({"id": "b" * 64, "file": name, "status": status, **more})

    lines = document_lines(
        [
            entry("a.pdf", "read", kind="lab", dated="2026-01-02"),
            entry("b.pdf", "failed", reason="the file is empty"),
            entry("c.pdf", "read", unread_pages=(2,)),
            entry("d.pdf", "failed", reason="the file is empty"),
        ]
    )
    assert lines == (
        "a.pdf (blood tests, 2 January 2026): read",
        "b.pdf (other record), d.pdf (other record): not read: the file is empty",
        "c.pdf (other record): read; pages not read: 2",
    )


def test_profile_html_escapes() -> None:
    text = render_profile(hostile(), "html")
    assert "<script" not in text and "&lt;script&gt;" in text


@pytest.mark.parametrize(
    "pointer", ["labs[9]", "labs[x]", "__class__", "nothing", "labs[0].evidence[0]", "", "patient.__class__"]
)
def test_a_pointer_that_leads_nowhere_shows_nothing(pointer: str) -> None:
    assert view(person(), pointer) is None


def test_comparators_and_old_style_dates() -> None:
    lab = LabResult(
        analyte="ferritin", value=2000, comparator=">", unit="ng/mL", original=">2000", collected="2026-03",
        evidence=seen("Ferritin >2000"),
    )  # fmt: skip
    found = view(Profile(labs=(lab,)), "labs[0]")
    assert found is not None
    assert (found.name, found.value, found.date) == ("Ferritin", ">2,000 ng/mL", "March 2026")
    assert [plain_date(d) for d in (None, "2026", "2026-01-02")] == ["", "2026", "2 January 2026"]


def test_a_word_is_explained_once_and_whole() -> None:
    explain = Explainer("mds")
    first, second = explain.split("Your ferritin and ferritin"), explain.split("ferritin again")
    assert [s.text for s in first if s.plain] == ["Your ferritin"]
    assert [s.plain for s in second] == [""]
    assert "".join(s.text for s in first) == "Your ferritin and ferritin"
    assert [s.plain for s in Explainer("mds").split("SALTY blasted")] == [""]
    assert [s.plain for s in Explainer("mds").split("karyotype (already explained)")] == [""]


def test_a_word_of_capitals_is_not_the_same_word_in_small_letters() -> None:
    assert [s.plain for s in Explainer("mds").split("Ask who decides that")] == [""]
    assert Explainer("mds").split("The WHO group")[0].plain != ""


def test_long_brackets_are_read_once() -> None:
    shortener = Shortener()
    long = "IPSS-R: low, score 2.5 (3 June 2026); IPSS-M: low, score −0.98 (calculated)"
    assert shortener.shorten(f"One ({long}).") == f"One ({long})."
    assert shortener.shorten(f"Two ({long}). Three (short).") == "Two. Three (short)."
    assert Shortener().shorten("open (never closed") == "open (never closed"


def statement(about: str, text: str, verdict: str = "cannot_tell") -> Statement:
    return Statement(id=f"s-{about}", about=about, text=text, verdict=verdict, missing=("x",))


def test_statements_that_differ_by_a_name_are_told_together() -> None:
    labels = {"a": "alpha", "b": "beta", "c": "gamma", "d": "delta"}
    same = [statement(k, f"I cannot compare {labels[k]}.") for k in "abc"]
    other = statement("d", "Delta is something else.")
    assert [s.text for s in gather([*same, other], labels, {})] == [
        "I cannot compare alpha, beta or gamma.",
        "Delta is something else.",
    ]
    assert len(gather(same[:2], labels, {})) == 2


def test_a_member_is_told_with_its_group() -> None:
    said = [statement("hma", "Group.", "cannot_tell"), statement("azacitidine", "Member.", "cannot_tell")]
    assert [s.about for s in gather(said, {}, {"hma": ("azacitidine", "decitabine")})] == ["hma"]
    assert [s.about for s in gather(said[1:], {}, {"hma": ("azacitidine",)})] == ["azacitidine"]


def test_only_sources_in_use_are_numbered() -> None:
    page = page_of(answer())
    assert [number for number, _ in page.sources] == list(range(1, len(page.sources) + 1))
    parts = (page.alerts, page.summary, page.cautions, page.premises, *(said for _, said in page.kept))
    shown = {n for part in (*parts, *(g.said for g in page.groups)) for s in part for n, _ in s.sources}
    assert shown == {number for number, _ in page.sources}


def panels() -> Profile:
    """Two genes without a change, each quoted where it stands among many."""
    words = ("TP53", "ASXL1", "IDH1: not detected", "IDH1", "IDH10 locus")
    evidence = tuple(e for w in words for e in seen(w, "ngs.pdf"))
    made = GenePanel(tested=("ASXL1", "IDH1"), negative=("ASXL1", "IDH1"), collected="2026-06-03", evidence=evidence)
    return person().model_copy(
        update={"gene_panels": (made,), "genes_tested_negative": ("ASXL1", "IDH1"), "variants": ()}
    )


def test_a_gene_without_a_change_shows_its_own_words() -> None:
    found = view(panels(), "genes_tested_negative[1]")
    assert found is not None and [p.quote for p in found.places] == ["IDH1"]


def test_genes_of_one_panel_stand_in_one_row_without_their_words() -> None:
    table = render_profile(panels(), "table")
    assert "ASXL1, IDH1" in table and "ngs.pdf, page 1\n" in table and "IDH10" not in table
    assert str(render_profile(panels(), "html")).count("tested, no change reported") == 1


def test_two_places_are_shown_and_the_rest_counted() -> None:
    many = person().labs[0].model_copy(update={"evidence": tuple(e for w in "abcd" for e in seen(f"place {w}"))})
    profile = person().model_copy(update={"labs": (many, *person().labs[1:])})
    for text in (
        render_answer(answer(profile), "md"),
        render_profile(profile, "table"),
        render_profile(profile, "html"),
    ):
        assert "place b" in str(text) and "place c" not in str(text) and "and 2 more" in str(text)


def test_the_words_behind_a_fact_are_quoted_once() -> None:
    text = str(render_answer(answer(), "md"))
    quotes = [
        line.split("“")[1]
        for line in text.splitlines()
        if line.lstrip("> ").startswith("- ") and ", page " in line and "“" in line
    ]
    assert quotes and len(quotes) == len(set(quotes))


def test_a_number_is_taken_for_a_list_only_where_a_line_opens() -> None:
    assert escaped("2. Transplant") == "2\\. Transplant"
    quoted = person().labs[0].model_copy(update={"evidence": seen("2. Platelets 34")})
    text = str(render_answer(answer(person().model_copy(update={"labs": (quoted, *person().labs[1:])})), "md"))
    assert "“2. Platelets 34”" in text
