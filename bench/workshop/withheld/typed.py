# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""A typed marrow report that quotes an earlier one, and a sequencing report that was amended."""

from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.people import WHO
from bench.workshop.withheld.genes import MORE, quiet, three, transcript, variant
from bench.workshop.withheld.leaf import dmon, e, grid, leaf, plus, sex, spelt
from bench.workshop.withheld.marrow import no_result, ringed, rings, share


def earlier_marrow_quoted(d: Doc) -> None:
    """A typed report in capitals: the earlier marrow's figures in the history, numbered sections, a stamp of review at the foot."""
    who, on = d.person, d.on
    before, out = plus(on, -216), plus(on, 4)
    was = who.counts["blasts_marrow"] + (4 if who.counts["blasts_marrow"] < 15 else -4)
    s = d.paper("Courier", 9, 48)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology",), (out, before)
    s.mono(["MESA VERDE VETERANS HOSPITAL          DEPARTMENT OF PATHOLOGY", "BONE MARROW EXAMINATION" + " " * 27 + f"NO. BM-{who.ids[1]}", "=" * 72,
            f"NAME : {who.last.upper()}, {who.first.upper():<28} SEX : {sex(d).upper()}", f"DOB  : {dmon(who.born).upper():<36} ID  : {who.ids[0]}", f"TAKEN: {dmon(on).upper():<30} REPORTED: {dmon(out).upper()}", "=" * 72, "",
            "1. HISTORY", f"   CYTOPENIAS. MARROW OF {dmon(before).upper()} (ELSEWHERE): BLASTS {was:g}%,", "   CELLULARITY 85%. NO THERAPY SINCE. ?PROGRESSION ?RESPONSE", ""])  # fmt: skip
    for analyte, value in (("blasts_marrow", was), ("marrow_cellularity", 85.0)):
        fields = {"analyte": analyte, "comparator": None, "value": value}
        d.fact("labs", 1, f"{value:g}%", may=True, **fields, unit="%", collected=before.isoformat())
        if value != who.counts[analyte]:
            match = {"analyte": analyte, "value": value, "collected": on.isoformat()}
            d.gold.trap("labs", match, "earlier marrow")
    page = s.mono(["2. ASPIRATE (300 CELLS)", f"   BLASTS ................ {share(d, 'blasts_marrow'):>5} %     (NORMAL 0-4)", "   PROMYELOCYTES .........     3 %     (1-5)", "   ERYTHROID .............    36 %     (15-37)",
                   "   LYMPHOCYTES ...........    12 %     (8-20)", "   MEGAKARYOCYTES: SMALL FORMS, SEPARATED NUCLEI", f"   IRON: INCREASED.  RING SIDEROBLASTS: {rings(d).upper()}", "",
                   "3. BIOPSY", f"   CELLULARITY {share(d, 'marrow_cellularity')}%.  NO FIBROSIS.  NO METASTATIC CARCINOMA.", "", "4. FLOW CYTOMETRY (SEPARATE REPORT)", "   CD34+ CD117+ CELLS 6.6% OF GATED EVENTS", "",
                   "5. DIAGNOSIS", f"   {WHO[who.who][0].upper()}", "   NOT DIAGNOSTIC OF ACUTE LEUKEMIA", ""])  # fmt: skip
    d.percent("blasts_marrow", on, page)
    d.percent("marrow_cellularity", on, page)
    ringed(d, page)
    diagnosis(d, page, WHO[who.who][0].upper())
    denied(d, page, "aml", "acute_leukemia", "carcinoma")
    no_result(d, "blasts_marrow", 6.6, "flow")
    both = ["negative", "positive", "equivocal"]
    d.fact("biomarkers", page, "NO FIBROSIS", may=True, name="reticulin_fibrosis", status="negative", any_status=both, collected=on.isoformat())  # fmt: skip
    s.mono(
        [
            f"/ES/ HOLLIS T. BEAUREGARD-NASH, MD   {dmon(out).upper()}",
            "REVIEWED AT CONFERENCE; NO CHANGE.       ** END **",
        ]
    )


def amended_fraction(d: Doc) -> None:
    """An amended sequencing report: the fraction first printed is quoted in a remark above the table, the genes without a variant in a list of their own."""
    who, on, found = d.person, d.on, d.person.mutations
    first, out = plus(on, 14), plus(on, 22)
    rows = [(f"{m.vaf * 100:.1f} %", m.gene, three(m), f"{transcript(m)}:{m.coding}") for m in found]
    remark = "The name of the referring physician has been corrected. Results are unchanged."
    if found:
        m = found[-1]
        wrong = round(m.vaf * 100 * 0.62, 1)
        remark = f"In the report of {spelt(first)} the allele fraction of the {m.gene} variant was given as {wrong} %. This was an error of transcription; the table below is right."
        d.gold.trap("variants", {"gene": m.gene, "vaf": round(wrong / 100, 4)}, "withdrawn")
    quiet_genes = quiet(d, MORE)
    body = (
        f"<table class=h><tr><td><b>Nordlys Genetics</b><br>Haematology sequencing</td><td>{e(who.last)}, {who.first}<br>{sex(d)}, born {spelt(who.born)}<br>Id {who.ids[0]}</td><td>Sampled {spelt(on)}<br>First report {spelt(first)}<br>Amended {spelt(out)}</td></tr></table><div class=a><b>AMENDED REPORT.</b> {remark}</div>"
        "<h3>Findings in bone marrow</h3>" + (grid(("Fraction", "Gene", "Protein", "Sequence"), rows) if found else "<p>No variant found.</p>")
        + f"<h3>Sequenced, no variant found</h3><p>{' &middot; '.join(quiet_genes)}</p><h3>Also examined</h3><p>FLT3-ITD by fragment length: negative. KMT2A-PTD by MLPA: negative.</p><p class=s>Detection limit 2 %. Coverage below 200x: none of the genes. Fractions under the limit are not reported. Signed: Ragnhild Østergaard-Mwangi, specialist in laboratory genetics</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:18mm}body{font:9.5pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{width:100%;border-bottom:2pt solid #2c6e8f}.h td{padding:4pt;width:33%}.a{border:1pt solid #b00;padding:5pt;margin:8pt 0}h3{font-size:10.5pt;margin:8pt 0 2pt}.t{width:100%}.t td,.t th{border-bottom:.5pt solid #777;padding:3pt;overflow-wrap:anywhere}.s{font-size:8pt}"
    sheet = leaf(d, body, css, "molecular")
    for m in found:
        variant(d, m, sheet.at(m.gene, m.coding))
    d.also_dated = (first, out)


MARROW: dict[str, Callable[[Doc], None]] = {"earlier_marrow_quoted": earlier_marrow_quoted}
GENES: dict[str, Callable[[Doc], None]] = {"amended_fraction": amended_fraction}
