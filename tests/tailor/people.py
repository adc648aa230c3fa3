"""Invented people and evaluations for tests of tailoring; what the rules engine would hand over, made by hand."""

from typing import Any

from knowledge.loader import read_toml
from schemas.answer import Alert, Question, Reason
from schemas.evaluation import Evaluation, RuleVerdict
from schemas.facts import ClinicalFinding, Diagnosis, LabResult, Treatment
from schemas.profile import DocumentEntry, Profile
from schemas.provenance import Evidence
from schemas.rules import Concept, Pack

DOCUMENT = "a" * 64


def seen(quote: str, file: str = "marrow.pdf", page: int = 1) -> tuple[Evidence, ...]:
    """One piece of evidence."""
    return (
        Evidence(
            document=DOCUMENT, file=file, page=page, bbox=(50, 60, 200, 72), quote=quote, method="text", confidence=1
        ),
    )


def pack(**changes: Any) -> Pack:
    """The concepts and sources on board without their rules."""
    base = read_toml("mds/pack.toml")
    fields: dict[str, Any] = {
        "disease": "mds",
        "version": "test",
        "status": "draft",
        "name": base["name"],
        "short_name": base["short_name"],
        "concepts": tuple(Concept(**c) for c in base["concepts"]),
        "sources": {},
        "labels": {},
        "options": (),
    }
    return Pack.model_construct(**{**fields, **changes})


def person() -> Profile:
    """Higher-risk MDS on azacitidine, with a raised liver test."""
    return Profile(
        documents=(
            DocumentEntry(id=DOCUMENT, file="marrow.pdf", kind="marrow", dated="2026-08-24", pages=3, status="read"),
        ),
        diagnoses=(
            Diagnosis(
                disease="mds", label="MDS with excess blasts", status="confirmed", date="2026-01-12",
                evidence=seen("MDS with excess blasts-2"),
            ),
        ),
        labs=(
            LabResult(
                analyte="platelets", value=34, unit="10*9/L", original="34 K/uL", collected="2026-11-10",
                evidence=seen("Platelets 34 L", "cbc.pdf"),
            ),
            LabResult(
                analyte="alanine_aminotransferase", value=62, unit="U/L", original="62 U/L", collected="2026-11-10",
                evidence=seen("ALT 62 H", "cbc.pdf"),
            ),
        ),
        treatments=(
            Treatment(
                agent="azacitidine", kind="systemic", status="ongoing", started="2026-02-02", cycles=4, response="SD",
                evidence=seen("azacitidine C4 completed", "note.pdf", 2),
            ),
        ),
    )  # fmt: skip


def with_liver_lesion() -> Profile:
    """The same person with a lesion in the liver."""
    lesion = ClinicalFinding(
        concept="liver_lesion", label="lesion in the liver", category="liver", status="present", date="2026-10-02",
        evidence=seen("2.1 cm lesion segment VI", "ct.pdf"),
    )  # fmt: skip
    return person().model_copy(update={"findings": (lesion,)})


def verdict(rule: str, concept: str, kind: str, text: str, fact: str = "labs[0]", **more: Any) -> RuleVerdict:
    """One verdict of the rules."""
    because = (Reason(fact=fact),) if fact else ()
    sources = more.pop("sources", () if kind in ("cannot_tell", "already_tried") else ("book",))
    return RuleVerdict(rule=rule, concept=concept, verdict=kind, text=text, because=because, sources=sources, **more)


def told(rule: str, concept: str, text: str, fact: str) -> RuleVerdict:
    """What the records say of a topic."""
    return verdict(rule, concept, "information", text, fact, sources=())


def evaluation(**changes: Any) -> Evaluation:
    """What the rules say of ``person``."""
    fields: dict[str, Any] = {
        "disease": "mds",
        "pack_version": "test",
        "fit": "in_scope",
        "fit_reason": "Your records say MDS with excess blasts (12 January 2026).",
        "fit_because": (Reason(fact="diagnoses[0]"),),
        "risk_side": "higher",
        "verdicts": (
            verdict("hma", "hma", "already_tried", "Your records say you had azacitidine (4 cycles).", "treatments[0]"),
            verdict("lenalidomide", "lenalidomide", "does_not_match", "Lenalidomide does not fit your records."),
            verdict("esa", "esa", "does_not_match", "ESAs do not fit your records."),
            verdict(
                "ivosidenib", "ivosidenib", "cannot_tell", "I could not find an IDH1 test in your records.", "",
                missing=("IDH1",), questions=(Question(text="Was IDH1 tested?"),),
            ),
            verdict("hct", "allogeneic_hct", "matches", "A talk with a transplant center is worth asking about."),
            verdict("car-t", "car_t", "investigational", "No CAR-T product is approved for MDS."),
            verdict("tp53", "targeted_tp53", "does_not_match", "Your records show a TP53 change; no drug aims at it."),
        ),
        "cautions": (verdict("deferasirox-plt", "deferasirox", "caution", "Platelets of 34 call for care."),),
        "facts": (
            told("liver-tests", "liver", "Your ALT was 62 U/L (10 November 2026).", "labs[1]"),
            told("dx", "diagnosis", "The diagnosis is MDS with excess blasts.", "diagnoses[0]"),
        ),
        "alerts": (Alert(text="Your platelets were 34.", because=(Reason(fact="labs[0]"),), tier="ask"),),
        "questions": (
            Question(text="Which risk score does my team use?"),
            Question(text="Was IDH1 tested?"),
        ),
    }  # fmt: skip
    return Evaluation(**{**fields, **changes})
