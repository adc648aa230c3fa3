"""The views of an answer: nothing of it is lost, every reason leads to its place, records stay text, the sheet fits."""

import io
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

import pytest
from PIL import Image

from app.cli import build_parser
from extractors.patterns import pattern
from knowledge.answers_loader import load_answer
from knowledge.packs import load_pack
from knowledge.tailoring import load_wording
from knowledge.views import load_views
from pipeline.pictures.book import Picture, PictureBook
from pipeline.pictures.places import spot_of
from pipeline.render import render_answer
from pipeline.render.beside import beside_of
from pipeline.render.clinician import clinician_of
from pipeline.render.explain import Explainer
from pipeline.render.page import Page, Said, page_of
from pipeline.render.views import VIEWS, View, wanted_places
from pipeline.tailor import parse_general, tailor
from schemas.answer import Statement, TailoredAnswer
from schemas.facts import Stage
from schemas.profile import Profile
from tests.render.test_render import HOSTILE
from tests.tailor import later_patients, patients
from tests.tailor.people import seen
from tests.tailor.test_patients import TODAY
from tests.tailor.test_plain_words import MOST_WORDS, grade, sentences

PEOPLE = ("p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8")
ANSWERS = ("mds-liver", "mds-higher-risk-treatment")
FOLDABLE = ("does_not_match", "cannot_tell", "investigational")


def profile_of(person: str) -> Profile:
    home: Any = patients if hasattr(patients, person) else later_patients
    made: Profile = getattr(home, person)()
    return made


def tailored(profile: Profile, answer: str) -> TailoredAnswer:
    return tailor(profile, parse_general(load_answer(answer)), load_pack("mds"), today=TODAY, country="US")


@lru_cache(maxsize=32)
def made(person: str, answer: str = ANSWERS[0]) -> TailoredAnswer:
    return tailored(profile_of(person), answer)


def png() -> bytes:
    held = io.BytesIO()
    Image.new("L", (40, 12), 255).save(held, "PNG")
    return held.getvalue()


def book_of(answer: TailoredAnswer, view: View = "patient") -> PictureBook:
    """A picture for every place the view asks for."""
    spots = (spot_of(e) for e in wanted_places(answer, answer.profile, view))
    return PictureBook({s: Picture(png(), 300.0, 20.0) for s in spots if s is not None})


class Tree(HTMLParser):
    """Tags with their attributes and the ids and pictures inside each list item of the places."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.pictures: dict[str, int] = {}
        self.at = ""
        self.folds: list[str] = []
        self.folded: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag == "li" and (found.get("id") or "").startswith("r"):
            self.at = found["id"] or ""
            self.pictures.setdefault(self.at, 0)
        if tag == "img" and self.at:
            self.pictures[self.at] += 1
        if tag == "details":
            self.folds.append(found.get("class") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self.folds.pop()

    def handle_data(self, data: str) -> None:
        if self.folds:
            self.folded.append(data)

    def of(self, tag: str, name: str) -> list[str]:
        return [a[name] or "" for t, a in self.tags if t == tag and name in a]


def text_of(said: Said) -> str:
    return " ".join(["".join(s.text for s in said.text), "".join(s.text for s in said.rest), *said.names]).strip()


def weighed(answer: TailoredAnswer) -> list[Statement]:
    return [s for s in answer.statements if s.rule and s.verdict != "information" and s.change != "dropped"]


def groups(page: Page) -> Iterator[tuple[str, Said]]:
    yield from ((s.statement.verdict, s) for s in page.cautions)
    yield from ((g.key, s) for g in page.groups for s in g.said)


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("person", PEOPLE)
def test_every_verdict_stands_under_its_head(person: str, answer: str) -> None:
    """Alone, or told with others of its verdict; what the first lines or an alert have told may stay there."""
    one = made(person, answer)
    page = page_of(one)
    shown = list(groups(page))
    first = {text_of(s).strip() for s in page.summary}
    members = load_pack("mds").agent_groups
    labels = {c.id: c.label for c in load_pack("mds").concepts}
    for s in weighed(one):
        own = [k for k, said in shown if said.statement.id == s.id]
        name = labels[s.about or ""]
        together = [k for k, said in shown if said.statement.about is None and name.lower() in text_of(said).lower()]
        group = [k for k, said in shown if s.about in members.get(said.statement.about or "", ())]
        reasons = {r for r in s.because if r not in one.summary[0].because}
        alerted = s.verdict == "caution" and any(reasons <= set(a.because) for a in one.alerts)
        assert own == [s.verdict] or s.verdict in (*together, *group) or s.text in first or alerted, s.id
    assert all(key == said.statement.verdict for key, said in shown if key not in ("figures", "information"))


def test_the_titles_of_the_heads_are_those_of_the_verdicts() -> None:
    page = page_of(made("p2"))
    order = ["matches", "does_not_match", "cannot_tell", "already_tried", "information"]
    assert [(g.key, g.title) for g in page.groups] == [(k, load_wording().groups[k]) for k in order]
    names = dict((g.key, [n for n, _ in g.names]) for g in page.glance)
    assert "Lenalidomide" in names["matches"] and "Lenalidomide" not in names["does_not_match"]


@pytest.mark.parametrize("view", ["patient", "beside"])
@pytest.mark.parametrize("person", PEOPLE)
def test_every_reason_leads_to_its_place_and_picture(person: str, view: View) -> None:
    one = made(person)
    tree = Tree(str(render_answer(one, "html", view=view, book=book_of(one, view))))
    ids = [i for t, a in tree.tags if (i := a.get("id"))]
    assert len(ids) == len(set(ids))
    links = [h for h in tree.of("a", "href") if h.startswith("#r")]
    assert {h.removeprefix("#") for h in links} == set(tree.pictures)
    assert all(h.removeprefix("#") in ids for h in tree.of("a", "href") if h.startswith("#"))
    page = page_of(one, None, book_of(one)) if view == "patient" else beside_of(one, None, book_of(one))
    assert page.places or (one.fit == "out_of_scope" and view == "beside")
    for placed in page.places:
        assert tree.pictures[placed.anchor] == len(placed.inks)
        assert placed.inks or not placed.fact.places
    if view == "patient":
        reasons = {r.fact for s in (*one.summary, *weighed(one)) for r in s.because}
        assert reasons <= {p.fact.pointer for p in page.places} | {"documents"}


def test_a_reason_may_lead_elsewhere() -> None:
    page = page_of(made("p1"), link=lambda p: f"/facts/{p}" if p.startswith("labs") else None)
    hrefs = [w.href for s in page.summary for w in s.whys]
    assert any(h.startswith("/facts/labs[") for h in hrefs) and any(h.startswith("#r") for h in hrefs)


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("person", PEOPLE)
def test_no_warning_is_folded_away(person: str, answer: str) -> None:
    one = made(person, answer)
    tree = Tree(str(render_answer(one, "html")))
    cues = [pattern(p) for p in load_views().never_folded]
    page = page_of(one)
    parts = [s.rest for _, s in groups(page)] + [q.text for q in page.more_questions]
    for text in ("".join(x.text for x in part) for part in parts):
        assert not any(c.search(text) for c in cues)
    folded = " ".join(tree.folded)
    for warned in (*(a.text for a in one.alerts), *(s.text for s in weighed(one) if s.verdict == "caution")):
        assert warned not in folded
    if any(s.rest for _, s in groups(page)):
        assert tree.folded


def test_paper_folds_nothing() -> None:
    from pipeline.render.views import patient_html

    one = made("p2")
    tree = Tree(patient_html(one, one.profile, opened=True))
    assert tree.of("details", "open") == [""] * len(tree.of("details", "class")) != []


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("person", PEOPLE)
def test_every_sentence_of_the_general_answer_is_beside_once(person: str, answer: str) -> None:
    one = made(person, answer)
    general = parse_general(load_answer(answer))
    rows = [r for _, many in beside_of(one).sections for r in many]
    assert [(r.index, r.text) for r in rows] == [(s.index, s.text) for s in general.statements]
    for r in rows:
        assert r.chip and (r.now or r.why), r.text
        assert (r.change == "dropped") == (not r.now and r.change not in ("kept", "general"))
    changes = {r.change for r in rows}
    assert changes == {"dropped"} if one.fit == "out_of_scope" else {"kept", "replaced"} <= changes
    said = str(render_answer(one, "html", view="beside"))
    assert said.count('<div class="pair ') == len(general.statements)


def test_what_no_rule_knows_stays_general_and_is_marked_so() -> None:
    text = "# How is MDS treated?\n\nLenalidomide is an option for some. Bring a friend to the visit.\n"
    one = tailor(profile_of("p2"), parse_general(text), load_pack("mds"), today=TODAY, country="US")
    assert [(p.text, p.change) for p in one.general_parts] == [
        ("Lenalidomide is an option for some.", "replaced"),
        ("Bring a friend to the visit.", "general"),
    ]
    assert one.general_parts[0].statements == ("s-mds.lenalidomide.us",)


@pytest.mark.parametrize("person", PEOPLE)
def test_the_clinician_sees_rules_deciders_scores_and_doubts(person: str) -> None:
    one = made(person)
    page = clinician_of(one)
    rows = {r.id: r for r in (*page.rules, *page.cautions)}
    assert set(rows) == {s.rule for s in weighed(one)}
    for s in weighed(one):
        row = rows[s.rule or ""]
        assert row.key == s.verdict and (row.deciders or row.missing)
    assert [s.system for s in page.scores] == [s.system for s in one.profile.stages]
    html = str(render_answer(one, "html", view="clinician"))
    tree = Tree(html)
    ids = {a.get("id") for _, a in tree.tags}
    assert all(h[1:] in ids for h in tree.of("a", "href") if h.startswith("#"))
    for rule in rows:
        assert rule in html


def test_the_clinician_sees_what_would_change_a_verdict() -> None:
    page = clinician_of(made("p2"))
    lenalidomide = next(r for r in page.rules if r.id.startswith("mds.lenalidomide.us"))
    assert {f.name for f in lenalidomide.deciders} >= {"the risk score", "the chromosome test"}
    assert any(label == "the risk score" and "above 3.5" in when for label, when, _ in lenalidomide.flips)


def test_the_clinician_sees_the_inputs_of_a_score_and_what_it_lacks() -> None:
    base = profile_of("p2")
    at = next(i for i, x in enumerate(base.labs) if x.analyte == "hemoglobin")
    inputs: dict[str, object] = {
        "hemoglobin": {"fact": f"labs[{at}]", "value": "7.9", "unit": "g/dL", "date": "2026-11-05"},
        "genes": {"TP53": {"value": "not mutated"}, "SF3B1": {"value": "not mutated"}, "IDH1": {"value": "mutated"}},
        "assumed": {"KMT2A_PTD": "not found"},
    }
    stage = Stage(
        system="IPSS-M", category="", range=(-1, 0.5), origin="computed", inputs=inputs, missing=("platelets",)
    )
    one = made("p2").model_copy(update={"profile": base.model_copy(update={"stages": (stage,)})})
    (score,) = clinician_of(one).scores
    assert (score.system, score.result) == ("IPSS-M", "-1 to 0.5")
    assert [(f.name, f.value, f.date) for f in score.inputs] == [
        ("Hemoglobin", "7.9 g/dL", "5 November 2026"),
        ("TP53, SF3B1", "not mutated", ""),
        ("IDH1", "mutated", ""),
    ]
    assert score.inputs[0].href == f"#f-labs-{at}"
    assert score.assumed == ("KMT2A_PTD: not found",) and len(score.missing) == 1


def hostile() -> TailoredAnswer:
    base = profile_of("p2")
    bad = base.labs[0].model_copy(update={"evidence": seen(HOSTILE, HOSTILE)})
    who = base.patient.model_copy(update={"name": HOSTILE})
    dx = base.diagnoses[0].model_copy(update={"label": HOSTILE})
    given = base.model_copy(update={"labs": (bad, *base.labs[1:]), "patient": who, "diagnoses": (dx,)})
    text = f"# {HOSTILE}\n\nLenalidomide is an option in MDS. {HOSTILE} is said of MDS too.\n"
    return tailor(given, parse_general(text), load_pack("mds"), today=TODAY, country="US")


@pytest.mark.parametrize("view", VIEWS)
def test_records_and_answers_stay_text(view: View) -> None:
    one = hostile()
    text = str(render_answer(one, "html", view=view, book=book_of(one, view)))
    assert "alert(1)" in text
    tree = Tree(text)
    assert not {t for t, _ in tree.tags} & {"script", "b", "iframe", "object", "form", "link", "base"}
    assert not [n for _, a in tree.tags for n in a if n.startswith("on")]
    assert all(s.startswith("data:image/") for s in tree.of("img", "src"))
    assert all(h.startswith(("#", "https://")) and "evil" not in h for h in tree.of("a", "href"))
    assert "default-src 'none'" in text.replace("&#39;", "'")


@pytest.mark.parametrize("view", VIEWS)
def test_markdown_of_every_view_takes_no_markup_from_records(view: View) -> None:
    markdown = pytest.importorskip("markdown_it").MarkdownIt("commonmark", {"html": True})
    found: set[str] = set()

    def walk(tokens: Any) -> None:
        for token in tokens:
            found.add(token.type)
            walk(token.children or ())

    walk(markdown.parse(str(render_answer(hostile(), "md", view=view))))
    assert "heading_open" in found
    assert not found & {"html_block", "html_inline", "image", "code_inline", "fence", "code_block"}


def visible(page: Page) -> str:
    """What is read without unfolding anything, but for links and references."""
    parts = [*page.dates, *("".join(x.text + x.plain for x in a.text) for a in page.alerts)]
    said = [*page.summary, *page.premises, *page.cautions, *(s for g in page.groups for s in g.said)]
    parts += [f"{s.label}. " + "".join(x.text + x.plain for x in s.text) for s in said]
    parts += ["".join(x.text for x in a.text) + a.how for a in page.asks]
    parts += ["".join(x.text for x in q.text) for q in page.questions]
    return " ".join(parts)


def test_the_page_is_short_and_plain() -> None:
    """What concerns her alone, before the general answer: a few minutes' reading."""
    lengths, grades = [], []
    for person in PEOPLE:
        text = visible(page_of(made(person)))
        lengths.append(len(text.split()))
        grades.append(grade(text))
    assert max(lengths) <= 1200 and sorted(lengths)[len(lengths) // 2] <= 1000, lengths
    assert sorted(grades)[len(grades) // 2] <= 8.0, grades


def test_options_are_explained_beside_their_name() -> None:
    """All but those that are called by plain words."""
    plain = {
        "supportive care",
        "blood transfusions",
        "watching without treatment (observation)",
        "vaccines",
        "a specialist MDS center",
        "supportive (palliative) care specialists",
        "intensive chemotherapy",
        "a medicine aimed at SF3B1",
        "a medicine aimed at TP53",
        "medicines against FLT3 or NPM1 changes",
    }
    labels = {c.label for c in load_pack("mds").concepts if c.kind == "option"}
    assert {x for x in labels if not Explainer("mds").label(x)} == plain
    for person in PEOPLE:
        page = page_of(made(person))
        said = [*page.summary, *page.premises, *(s for _, s in groups(page))]
        told = [s.plain for s in said] + [x.plain for s in said for x in (*s.text, *s.rest)]
        told += [x.plain for a in page.alerts for x in a.text]
        assert all(Explainer("mds").label(s.label) in told for s in said if s.label), person
        open_ = [t for s in said for t in (s.plain, *(x.plain for x in s.text)) if t]
        assert len(open_) == len(set(open_)), person


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("person", PEOPLE)
def test_no_sentence_of_the_page_is_long(person: str, answer: str) -> None:
    page = page_of(made(person, answer))
    texts = [*page.dates, page.fates, *("".join(x.text for x in s.text) for _, s in groups(page))]
    texts += ["".join(x.text for x in s.rest) for _, s in groups(page)] + [s.change for _, s in groups(page)]
    assert [s for t in texts for s in sentences(t) if len(s.split()) > MOST_WORDS] == []


def test_words_of_the_views_are_plain() -> None:
    views = load_views()
    texts = [*views.patient.values(), *views.beside.values(), *views.sheet.values()]
    assert [s for t in texts for s in sentences(t) if len(s.split()) > MOST_WORDS] == []


def test_the_command_line_takes_a_view() -> None:
    parser = build_parser()
    asked = ["tailor", "folder", "--answer", "mds-liver"]
    assert parser.parse_args(asked).view == "patient"
    assert [parser.parse_args([*asked, "--view", v]).view for v in VIEWS] == list(VIEWS)
    with pytest.raises(SystemExit) as wrong:
        parser.parse_args([*asked, "--view", "nurse"])
    assert wrong.value.code == 2
