"""Whether a profile says of one labelled wording what its label expects; one check for each type of wording.

The labels are those of the reference material (``shared/spec/phrasings.jsonl``). A fact that is in doubt or in
conflict counts as not asserted, so that an expected "unknown" is met by silence or by a question alike.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from extractors.hgvs import normal_protein
from extractors.treatments.time import STILL_OPEN
from pipeline.reading import read_bytes
from pipeline.risk.cytogenetics import classify
from pipeline.run import conclude, understand
from schemas.facts import Diagnosis, Fact, LabResult, Stage, Treatment
from schemas.findings import DocumentFindings, ReportFacts
from schemas.profile import Profile

TODAY = dt.date(2026, 11, 20)
VISIT = "Clinic note\nDate of visit: 2026-09-14\n\n"
HEADERS = {
    "blasts": "Bone marrow report\nCollected: 2026-09-10\n\n",
    "immune_marrow": "Bone marrow report\nCollected: 2026-09-10\n\n",
    "karyotype": "Cytogenetics report\nCollected: 2026-09-10\n\n",
    "variant": "Molecular report\nCollected: 2026-09-10\n\n",
    "lab": "Laboratory report\nCollected: 2026-09-10\n\n",
    "date": "",
}
"""What stands above a wording in its record; a clinic note's head for every other type."""


@dataclass(frozen=True)
class Seen:
    """What the whole path made of one record."""

    profile: Profile
    document: DocumentFindings

    @classmethod
    def of(cls, text: str, header: str) -> "Seen":
        """Read a record of ``header`` and ``text`` as any text file is read."""
        read = read_bytes((header + text + "\n").encode(), "record.txt")
        (document,) = understand([read])
        return cls(conclude([document], today=TODAY), document)

    @property
    def report(self) -> ReportFacts:
        """The first report of the record."""
        return self.document.reports[0]

    @cached_property
    def facts(self) -> list[Fact]:
        """Facts read without doubt, as the extractors gave them; earlier results that a report repeats are left out."""
        return [f.fact for f in self.document.findings if f.doubt is None and not f.prior]

    def listed(self, name: str) -> list[Any]:
        """The sure items of one list of the profile."""
        return [x for i, x in enumerate(getattr(self.profile, name)) if f"{name}[{i}]" not in self.profile.unsure]

    @property
    def diagnoses(self) -> list[Diagnosis]:
        """Sure diagnoses."""
        return self.listed("diagnoses")

    @property
    def treatments(self) -> list[Treatment]:
        """Sure treatments."""
        return self.listed("treatments")

    def courses(self, agent: str) -> list[Treatment]:
        """Treatments with ``agent``; those too of which only is unsure whether they go on."""
        of_status = {r.about for r in self.profile.review if r.why == STILL_OPEN}
        unsure = self.profile.conflicted | (self.profile.doubtful - of_status)
        return [
            t for i, t in enumerate(self.profile.treatments) if t.agent == agent and f"treatments[{i}]" not in unsure
        ]

    def labs(self, analyte: str) -> list[LabResult]:
        """Sure results of one analyte."""
        return [lab for lab in self.listed("labs") if lab.analyte == analyte]

    @property
    def findings(self) -> set[tuple[str, str]]:
        """Concept and status of sure clinical findings."""
        return {(f.concept, f.status) for f in self.listed("findings")}


Expect = Mapping[str, Any]
Check = Callable[[Seen, Expect], bool]


def _spelling(text: str) -> str:
    return text.replace(" ", "").replace("-", "").lower()


_SUBTYPES = {
    "MDS-MLD": "mds_mld", "MDS-EB1": "mds_eb1", "MDS-IB1": "mds_ib1", "MDS-LB": "mds_lb", "MDS-SF3B1": "mds_sf3b1",
    "RAEB-1": "mds_raeb1",
}  # fmt: skip
_CERTAINTY = {
    "confirmed": "confirmed", "suspected": "suspected", "favoured": "suspected", "reported": "historical",
    "negative": "ruled_out",
}  # fmt: skip


def diagnosis(seen: Seen, expect: Expect) -> bool:
    """One diagnosis with its subtype, classification and certainty, and no other."""
    return [(d.subtype, _spelling(d.system or ""), d.status) for d in seen.diagnoses] == [
        (_SUBTYPES[expect["dx"]], _spelling(expect["system"]), _CERTAINTY[expect["certainty"]])
    ]


def _near(found: list[LabResult], value: float) -> bool:
    return len(found) == 1 and found[0].comparator is None and abs(found[0].value - value) < 0.01


def blasts(seen: Seen, expect: Expect) -> bool:
    """The count at its site; a range, a bound without a site, flow and stains give no count of the aspirate."""
    marrow, blood = seen.labs("blasts_marrow"), seen.labs("blasts_blood")
    if expect["site"] == "PB":
        return _near(blood, expect["lo"]) and not marrow
    if blood:
        return False
    if "hi_exclusive" in expect:
        return all(lab.comparator == "<" and lab.value == expect["hi_exclusive"] for lab in marrow)
    if expect.get("method") == "aspirate":
        return any(_near([lab], expect["lo"]) for lab in marrow) and len(marrow) == 1
    if expect.get("method") in ("flow", "IHC"):
        return not marrow
    return all(expect["lo"] < lab.value <= expect["hi"] and lab.comparator == "<=" for lab in marrow)


def karyotype(seen: Seen, expect: Expect) -> bool:
    """The formula in normal form and its risk group."""
    found = seen.listed("karyotypes")
    return [k.iscn for k in found] == [expect["iscn"]] and classify(found[0].iscn).group == expect["ipssr_group"]


def variant(seen: Seen, expect: Expect) -> bool:
    """The change with its fraction; or the gene tested without one; or nothing where it was not tested."""
    found = [v for v in seen.listed("variants") if v.gene == expect["gene"]]
    tested = expect["gene"] in seen.profile.genes_tested_negative
    if expect["status"] == "detected":
        return [(v.hgvs_p, v.vaf) for v in found] == [(normal_protein(expect["p"]), expect["vaf"])] and not tested
    limits = [p.limit_of_detection for p in seen.profile.gene_panels]
    return not found and tested == (expect["status"] == "not_detected") and expect.get("lod") in (None, *limits)


_ANALYTES = {
    "hb": "hemoglobin", "plt": "platelets", "wbc": "leukocytes", "creat_mgdl": "creatinine",
    "bili_mgdl": "bilirubin_total", "ferritin_ugL": "ferritin", "ALT": "alanine_aminotransferase",
    "AST": "aspartate_aminotransferase",
}  # fmt: skip


def lab(seen: Seen, expect: Expect) -> bool:
    """One result, in the canonical unit, of the analyte expected, with its comparator; and no other."""
    found = seen.listed("labs")
    if len(found) != 1:
        return False
    named = "analyte" not in expect or found[0].analyte == _ANALYTES[expect["analyte"]]
    near = abs(found[0].value - expect["value"]) <= expect.get("tol", 0.02) * max(expect["value"], 1)
    return bool(named and near and found[0].comparator == expect.get("comparator"))


def risk(seen: Seen, expect: Expect) -> bool:
    """The score and category as reported."""
    found = [(s.system, s.score, s.category) for s in _reported(seen)]
    return found == [(expect["system"], expect["score"], expect["category"])]


def _reported(seen: Seen) -> list[Stage]:
    return [s for s in seen.listed("stages") if s.origin == "reported"]


_AGENTS = {"darbepoetin": "darbepoetin alfa", "ESA": "esa"}
_STATUS = {
    "ongoing": ("ongoing", None), "on_hold": ("ongoing", "on_hold"), "planned": ("planned", None),
    "declined": ("declined", None), "hypothetical": ("considered", None),
    "stopped_progression": ("stopped", "progression"),
}  # fmt: skip


def therapy(seen: Seen, expect: Expect) -> bool:
    """The agent with its status, or as never given, or nothing where a relative had it."""
    agent = _AGENTS.get(expect["drug"], expect["drug"])
    given = [(t.agent, t.status, t.stop_reason) for t in seen.treatments]
    never = [n.agent for n in seen.listed("not_given")]
    if expect["status"] == "family":
        return not given and not never
    if expect["status"] == "never":
        return not given and never == [agent]
    return given == [(agent, *_STATUS[expect["status"]])] and not never


_NO_RESPONSE = {"not_CR", "not_evaluable", "future", "patient_report", "post_HCT_relapse"}
_RESPONSES = {"CR_2006": "CR", "CRL_2023": "CRL", "secondary_failure": "loss_of_response"}
_REASONS = {"patient_choice": "patient_choice", "intolerance": "toxicity"}


def response(seen: Seen, expect: Expect) -> bool:
    """The response of the agent, or why it was stopped, or none where none was assessed."""
    agent = _AGENTS.get(expect["drug"], expect["drug"])
    found = seen.courses(str(agent))
    if expect["response"] in _NO_RESPONSE:
        return all(t.response is None and t.cycles is None for t in found)
    if expect["response"] in _REASONS:
        return [(t.response, t.stop_reason) for t in found] == [(None, _REASONS[expect["response"]])]
    return [t.response for t in found] == [_RESPONSES.get(expect["response"], expect["response"])]


def transfusion(seen: Seen, expect: Expect) -> bool:
    """Units in 8 weeks, or in a lifetime; nothing where platelets are meant."""
    found = seen.profile.transfusions
    if "transfusions" in seen.profile.unsure:
        return False
    one = found.rbc_units_8_weeks
    rate = found.rbc_units_8_weeks_range or ((one, one) if one is not None else None)
    if "units_lifetime" in expect:
        return found.rbc_units_lifetime == expect["units_lifetime"] and rate is None
    if expect["rbc_per_8wk"] is None:
        return rate is None and found.rbc_units_lifetime is None
    return rate is not None and all(abs(r - expect["rbc_per_8wk"]) < 0.05 for r in rate)


_HCT = {
    "done": ("allogeneic_hct", "completed"), "planned": ("allogeneic_hct", "planned"),
    "referral": ("allogeneic_hct", "considered"), "declined": ("allogeneic_hct", "declined"),
    "auto_other": ("autologous_hct", "completed"), "dli": ("donor_lymphocyte_infusion", "completed"),
}  # fmt: skip
_DONORS = {
    "haploidentical daughter": "donor_haploidentical", "10/10 sibling": "donor_matched_sibling",
    "9/10 unrelated": "donor_unrelated", "cord blood": "donor_cord_blood", "no donor found": "donor_none",
}  # fmt: skip
_WANTED = {
    "chimerism": ("post_transplant", "present"), "conditioning": ("conditioning", "present"),
    "gvhd": ("gvhd", "absent"),
}  # fmt: skip


def transplant(seen: Seen, expect: Expect) -> bool:
    """Transplants and cell therapies with their status and year, donors, and what follows a transplant."""
    given = [(t.agent, t.status) for t in seen.treatments]
    if "hct" in expect:
        if expect["hct"] == "excluded":
            return not given and ("transplant_candidate", "absent") in seen.findings
        return given == ([_HCT[expect["hct"]]] if expect["hct"] in _HCT else []) and _in_year(seen, expect)
    if "cart" in expect:
        statuses = [s for _, s in given]
        return statuses == ["completed"] if expect.get("status") == "received" else set(statuses) <= {"considered"}
    if "donor" in expect:
        return (_DONORS[expect["donor"]], "present") in seen.findings and not given
    return not given and all(_WANTED[k] in seen.findings for k in _WANTED if k in expect)


def _in_year(seen: Seen, expect: Expect) -> bool:
    if expect["hct"] != "done":
        return True
    return [t.started or t.ended for t in seen.treatments] == [str(expect["year"])]


_SICK = {("liver_lesion", "present"), ("liver_mass", "present"), ("liver_metastases", "present")}


def liver(seen: Seen, expect: Expect) -> bool:
    """Lesions, their absence, hearsay, iron, and enzymes against their limit."""
    if "bili" in expect or "value" in expect:
        analyte = expect.get("analyte", "bili_mgdl")
        value = expect.get("bili", expect.get("value"))
        found = seen.labs(_ANALYTES[analyte])
        return len(found) == 1 and abs(found[0].value - value) <= max(expect.get("tol", 0), 0.02 * value)
    if "analyte" in expect:  # only a multiple of a limit: no value in a unit can be known
        return not seen.listed("labs")
    if "ferritin" in expect:
        known = seen.profile.transfusions.rbc_units_lifetime == expect["units_lifetime"]
        return known and _near(seen.labs("ferritin"), expect["ferritin"])
    if "lic" in expect:
        return any(f.value == expect["lic"] for f in seen.listed("findings"))
    return _liver_words(seen, expect)


def _liver_words(seen: Seen, expect: Expect) -> bool:
    kind = expect.get("liver")
    if kind == "lesion":
        return bool(seen.findings & _SICK)
    if kind in ("negative", "reported_unverified"):
        return not seen.findings & _SICK and not seen.diagnoses
    if kind == "angiomyolipoma":
        return [d.disease for d in seen.diagnoses] == ["angiomyolipoma"]
    if "hep" in expect:
        return ("hepatitis_b", "absent") in seen.findings
    return bool(seen.findings or seen.diagnoses)


def fitness(seen: Seen, expect: Expect) -> bool:
    """The step of the scale, or the age."""
    found = seen.profile.performance
    if "age" in expect:
        at_diagnosis = seen.profile.patient.age_years is None and not expect["adult"]
        return found is None and (seen.profile.patient.age_years == expect["age"] or at_diagnosis)
    scale = "ECOG" if "ecog" in expect else "KPS"
    if found is None or "performance" in seen.profile.unsure:
        return False
    return (found.scale, found.value) == (scale, expect[scale.lower()])


_BELIEVED = (
    "diagnoses", "treatments", "variants", "labs", "karyotypes", "biomarkers", "findings", "not_given",
    "genes_tested_negative",
)  # fmt: skip


def noise(seen: Seen, expect: Expect) -> bool:
    """Nothing of relatives, donors, orders and markup; denials as denials."""
    if "subject" in expect or "action" in expect:
        if expect.get("action") == "downgrade_or_reject":
            return not seen.diagnoses and not seen.treatments
        return not any(seen.listed(name) for name in _BELIEVED)
    if expect["concept"] == "transfusions":
        return seen.profile.transfusions.dependent is False
    if expect["concept"] == "blasts":
        return all(lab.value == 0 for lab in seen.listed("labs")) and not seen.diagnoses
    return seen.findings == {(expect["concept"].replace(" ", "_"), "absent")} and len(seen.facts) == 1


def marrow(seen: Seen, expect: Expect) -> bool:
    """Clones, cellularity, ring sideroblasts, dysplasia and fibrosis."""
    if "pnh_gran" in expect:
        found = [(b.status == "positive", b.value or 0) for b in seen.listed("biomarkers") if b.name == "pnh_clone"]
        return found == [(expect["positive"], expect["pnh_gran"])]
    for key, analyte in (("cellularity", "marrow_cellularity"), ("rs", "ring_sideroblasts")):
        if key in expect:
            return not seen.labs(analyte) if expect[key] is None else _near(seen.labs(analyte), expect[key])
    if "dysplasia" in expect or "dysplasia_negative" in expect:
        status = "present" if "dysplasia" in expect else "absent"
        return (f"dysplasia_{expect.get('dysplasia') or expect['dysplasia_negative']}", status) in seen.findings
    return not seen.diagnoses  # a grade of fibrosis or a rearrangement makes no disease


def date(seen: Seen, expect: Expect) -> bool:
    """The day of collection, and no other day in its place."""
    dates, report = seen.report.dates, seen.report
    if "kind" in expect:
        return report.key.dated is None
    wanted = str(expect.get("date") or "")
    if "date_reported" in expect:
        reported = None if expect["date_reported"] == "ambiguous" else expect["date_reported"]
        return dates.collected is None and dates.reported == reported
    if "/" in wanted:
        return dates.collected in (None, wanted[:4])  # a quarter is known to its year
    return dates.collected == (None if wanted in ("", "ambiguous") else wanted)


CHECKS: dict[str, Check] = {
    "diagnosis": diagnosis, "blasts": blasts, "karyotype": karyotype, "variant": variant, "lab": lab, "risk": risk,
    "therapy": therapy, "transfusion": transfusion, "response": response, "fitness": fitness, "immune_marrow": marrow,
    "liver": liver, "transplant_cellular": transplant, "date": date, "subject_noise": noise,
}  # fmt: skip
