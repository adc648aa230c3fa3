"""Sentences, the dictionary scan and assertion."""

import pytest

from extractors.findings import EXTRACTOR as FINDINGS
from extractors.language import analyse
from extractors.language.criteria import is_criterion
from extractors.language.persons import name_spans
from extractors.language.pipeline import long_form_of
from extractors.language.scan import Dictionary, Name
from extractors.language.sentences import split_sentences
from extractors.language.text import normalise, pieces_of
from knowledge.loader import load_vocabulary
from schemas.facts import ClinicalFinding
from schemas.layout import SectionLabel
from schemas.vocabulary import Agent, DiseaseTerm, FindingTerm
from tests.reports import report_from_sections, report_from_text


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Seen by Dr. Smith. No fever.", ["Seen by Dr. Smith.", "No fever."]),
        ("Hb 8.4 g/dL. PLT 34.", ["Hb 8.4 g/dL.", "PLT 34."]),
        ("1. Continue azacitidine.", ["1. Continue azacitidine."]),
        ("Given approx. 4 units. Stable.", ["Given approx. 4 units.", "Stable."]),
        ("Marrow No. 3 was normal", ["Marrow No. 3 was normal"]),
        ("Is it MDS? No.", ["Is it MDS?", "No."]),
        ("see p. 3 of report", ["see p. 3 of report"]),
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[a:b] for a, b in split_sentences(text)] == sentences


def test_normalise_moves_no_character() -> None:
    text = "IPSS‑M −0.98 – “high” µ é"
    assert len(normalise(text)) == len(text)
    assert normalise(text).startswith("IPSS-M -0.98 - ")


def scan(text: str, *names: Name) -> list[str]:
    return [text[h.start : h.end] for h in Dictionary(names).scan(text, pieces_of(text))]


def test_names_are_found_inside_compounds_and_across_hyphens() -> None:
    assert scan("ven/aza and MDS-EB-2", Name("aza", 1), Name("MDS EB2", 2)) == ["aza", "MDS-EB-2"]


def test_the_longest_name_wins_and_names_do_not_start_inside_words() -> None:
    assert scan(
        "MDS with excess blasts, AML1, armds", Name("MDS", 1), Name("MDS with excess blasts", 2), Name("AML", 3)
    ) == ["MDS with excess blasts"]


def test_abbreviations_keep_their_case() -> None:
    assert scan("all of ALL, ESAs", Name("ALL", 1, exact=True), Name("ESA", 2, exact=True)) == ["ALL", "ESAs"]


def test_a_blocked_phrase_hides_the_name_in_it() -> None:
    assert scan("Minimum Data Set (MDS)", Name("MDS", 1), Name("Minimum Data Set (MDS)", None, blocks=True)) == []


def test_a_run_without_blanks_is_one_piece() -> None:
    assert len(pieces_of("x" * 100_000)) == 1


def test_a_report_decides_what_its_abbreviation_means() -> None:
    text = "Findings of mucosal disease syndrome (MDS) today. MDS is stable."
    assert long_form_of("MDS", text) == "mucosal disease syndrome"
    analysis = analyse(report_from_text(text), load_vocabulary())
    assert [s.diseases for s in analysis.sentences] == [[], []]


def test_a_definition_in_the_vocabularys_own_words_keeps_the_name() -> None:
    analysis = analyse(report_from_text("He has myelodysplastic syndrome (MDS). MDS is stable."), load_vocabulary())
    assert [[h.value.disease for h in s.diseases] for s in analysis.sentences] == [["mds", "mds"], ["mds"]]


@pytest.mark.parametrize(
    "text",
    [
        "The clone may turn into AML (acute myeloid leukemia) one day.",
        "He had CLL (six rounds of chemotherapy) and now has MDS (since May).",
        "Testing was consistent with Vacuoles, E1, X-linked, autoimmunity, somatic (VEXAS) syndrome.",
        "A myelodysplastic syndrome with blasts. (MDS)",
    ],
)
def test_a_bracket_that_gives_no_other_meaning_loads_no_detector(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def detector() -> None:
        raise AssertionError("loaded")

    monkeypatch.setattr("extractors.language.pipeline.language", detector)
    assert any(s.diseases for s in analyse(report_from_text(text), load_vocabulary()).sentences)


ASSERTIONS = [
    ("No evidence of MDS.", "negated"),
    ("MDS was ruled out.", "negated"),
    ("MDS cannot be ruled out.", "possible"),
    ("Suspicious for MDS.", "possible"),
    ("History of MDS.", "historical"),
    ("Her brother has MDS.", "family"),
    ("Patient asks whether MDS is curable.", "mention"),
    ("No fever, but MDS persists.", "affirmed"),
    ("No complaints; MDS stable.", "affirmed"),
    ("Accompanied by his wife. MDS stable.", "affirmed"),
    ("Risk of MDS.", "hypothetical"),
    ("MDS, TP53 negative.", "affirmed"),
]


@pytest.mark.parametrize(("text", "expected"), ASSERTIONS)
def test_assertion(text: str, expected: str) -> None:
    analysis = analyse(report_from_text(text), load_vocabulary())
    found = [analysis.assertion(s, h) for s in analysis.sentences for h in s.diseases]
    assert found == [expected]


def test_offsets_cite_the_words_they_touch_over_passages() -> None:
    report = report_from_sections([(SectionLabel.HISTORY, "MDS since\nJanuary 2026"), (SectionLabel.PLAN, "Wait")])
    analysis = analyse(report, load_vocabulary())
    start = analysis.text.index("since")
    assert [e.quote for e in analysis.cite(start, start + len("since\nJanuary"))] == ["since", "January"]


def test_words_read_differently_raise_one_question() -> None:
    analysis = analyse(report_from_text("IPSS-M -0.98", doubtful=["-0.98"]), load_vocabulary())
    doubt = analysis.doubt("risk score", (0, 12))
    assert doubt is not None and doubt.candidates == ("-0.98", "0.98")
    assert analysis.doubt("risk score", (0, 6)) is None


def names(value: object) -> str:
    return value.name if isinstance(value, Agent) else value.label  # type: ignore[attr-defined]


def entries() -> list[tuple[str, Agent | DiseaseTerm | FindingTerm]]:
    v = load_vocabulary()
    return [
        *(("agents", a) for a in v.agents),
        *(("diseases", d) for d in v.diseases),
        *(("findings", f) for f in v.findings),
    ]


@pytest.mark.parametrize(("layer", "entry"), [e for e in entries() if e[1].examples or e[1].counter_examples])
def test_examples_of_the_vocabulary_hold(layer: str, entry: Agent | DiseaseTerm | FindingTerm) -> None:
    for text, wanted in [*((t, True) for t in entry.examples), *((t, False) for t in entry.counter_examples)]:
        report = report_from_text(text)
        if layer == "findings" and not wanted:  # a name may stand there and yet state nothing
            facts = [f.fact for f in FINDINGS.run(report, load_vocabulary())]
            found = [f.label for f in facts if isinstance(f, ClinicalFinding) and f.status != "absent"]
        else:
            sentences = analyse(report, load_vocabulary()).sentences
            found = [names(h.value) for s in sentences for h in getattr(s, layer)]
        assert (names(entry) in found) is wanted, (text, found)


def test_parts_of_regimens_are_agents() -> None:
    agents = {a.name for a in load_vocabulary().agents}
    assert all(set(a.parts) <= agents for a in load_vocabulary().agents)


def test_no_spelling_stands_for_two_agents_without_context() -> None:
    seen: dict[str, str] = {}
    for agent in load_vocabulary().agents:
        for alias in (agent.name, *agent.aliases):
            key = " ".join(p for p, _, _ in pieces_of(alias))
            assert seen.setdefault(key, agent.name) == agent.name, alias


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Name DOE, Jane, female", ["DOE, Jane"]),
        ("Jane A. Doe was seen; Mrs DOE reports DOE on stairs.", ["Jane A. Doe", "Mrs DOE"]),
        ("DOE on exertion", []),
        ("Doe Doe", []),
    ],
)
def test_where_the_name_of_the_patient_is_printed(text: str, spans: list[str]) -> None:
    assert [text[a:b] for a, b in name_spans(text, "Jane Doe")] == spans
    assert name_spans(text, None) == name_spans(text, "Jane") == []


@pytest.mark.parametrize(
    ("text", "of_nobody"),
    [
        ("A VAF >10% with 10-19% blasts is classified as MDS with mutated TP53.", True),
        ("Cases with 5-9% blasts are classified as MDS-IB1.", True),
        ("Persistent cytopenia with 10 to 19 % blasts is called MDS/AML.", True),
        ("Hb <8 g/dL is considered severe anaemia.", True),
        ("This case with 5-9% blasts is classified as MDS-IB1.", False),
        ("The marrow with 5-9% blasts is classified as MDS-IB1.", False),
        ("Her platelets of <20 are considered a risk.", False),
        ("With 12% blasts the diagnosis is MDS-IB2.", False),
        ("Blasts were 5-9% and are classified as increased.", False),
    ],
)
def test_a_limit_that_makes_a_class_is_of_nobody(text: str, of_nobody: bool) -> None:
    assert is_criterion(text) is of_nobody


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("stopped for loss of response Now on decitabine", ["stopped for loss of response", "Now on decitabine"]),
        ("stopped in May 2024 Currently on it", ["stopped in May 2024", "Currently on it"]),
        ("Jun 6, 2025 Started epoetin alfa", ["Jun 6, 2025 Started epoetin alfa"]),
        ("seen by Dr. He Wang today", ["seen by Dr. He Wang today"]),
    ],
)
def test_a_line_without_a_stop_ends_where_another_sentence_opens(text: str, sentences: list[str]) -> None:
    assert [text[a:b] for a, b in split_sentences(text)] == sentences
