import pytest

from extractors.hgvs import codon_agrees, find_coding, find_legacy, find_protein, normal_protein
from tests.shared import gold_rows


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("p.K700E", "p.Lys700Glu"),
        ("p.(Lys700Glu)", "p.Lys700Glu"),
        ("p. Lys700Glu", "p.Lys700Glu"),
        ("p.R204*", "p.Arg204Ter"),
        ("p.R204X", "p.Arg204Ter"),
        ("p.Arg204Ter", "p.Arg204Ter"),
        ("p.G646Wfs*12", "p.Gly646TrpfsTer12"),
        ("p.(Gly646TrpfsTer12)", "p.Gly646TrpfsTer12"),
        ("p.G646fs*12", "p.Gly646fsTer12"),
        ("p.T754fs", "p.Thr754fs"),
        ("p.Y631fs*>5", "p.Tyr631fsTer5"),
        ("p.P95_R102del", "p.Pro95_Arg102del"),
        ("p.N293delN", "p.Asn293del"),
        ("p.Asp835dup", "p.Asp835dup"),
        ("p.C381_Y382delinsFS", "p.Cys381_Tyr382delinsPheSer"),
        ("p.F594_R595insREYEYDL", "p.Phe594_Arg595insArgGluTyrGluTyrAspLeu"),
        ("p.M1?", "p.Met1?"),
        ("p.?", "p.?"),
        ("p.=", "p.="),
    ],
)
def test_protein_changes_have_one_normal_form(printed: str, normal: str) -> None:
    assert normal_protein(printed) == normal
    assert [c.hgvs for c in find_protein(f"seen: {printed}, 34 %")] == [normal]


@pytest.mark.parametrize("text", ["p.", "p.Foo12Bar", "p.700E", "p.J5K", "page p. 12", "p value 0.05", "p.K700"])
def test_what_is_no_protein_change_is_not_repaired(text: str) -> None:
    assert find_protein(text) == []
    assert normal_protein(text) is None


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("c.2098A>G", "c.2098A>G"),
        ("c. 2098A > G", "c.2098A>G"),
        ("c.2098a>g", "c.2098A>G"),
        ("c.1934dup", "c.1934dup"),
        ("c.1934dupG", "c.1934dupG"),
        ("c.613+2_613+3insT", "c.613+2_613+3insT"),
        ("c.1888_1910del23", "c.1888_1910del23"),
        ("c.3804-2_3804delagG", "c.3804-2_3804delAGG"),
        ("c.1741_1742delinsTC", "c.1741_1742delinsTC"),
        ("c.-12C>T", "c.-12C>T"),
    ],
)
def test_coding_changes_have_one_normal_form(printed: str, normal: str) -> None:
    assert [c.hgvs for c in find_coding(f"NM_012433.4:{printed} found")] == [normal]


@pytest.mark.parametrize("text", ["c. 12 weeks", "c.A>G", "c.2098", "etc.12 A", "c.2098A>"])
def test_what_is_no_coding_change_is_not_read(text: str) -> None:
    assert find_coding(text) == []


def test_short_protein_names_stop_at_their_last_letter() -> None:
    assert [(c.hgvs, c.start, c.end) for c in find_legacy("R525H/11% and M1I.")] == [
        ("p.Arg525His", 0, 5),
        ("p.Met1Ile", 14, 17),
    ]
    assert find_legacy("CD34 D7Z1 Q10 R2D2X") == []


def test_codons_tell_a_misread_digit() -> None:
    assert codon_agrees("c.2098A>G", "p.Lys700Glu") is True
    assert codon_agrees("c.2098A>G", "p.Lys706Glu") is False
    assert codon_agrees("c.2008A>G", "p.Lys700Glu") is False
    assert codon_agrees("c.1934dup", "p.Gly646TrpfsTer12") is None


def test_published_mutations_are_read_as_printed() -> None:
    rows = [r for r in gold_rows("iwg_mutations.csv") if r["protein"].startswith("p.") and r["protein"] != "p.?"]
    unread = [r["protein"] for r in rows if len(find_protein(f"x {r['protein']} 12%")) != 1]
    coded = [r for r in rows if r["cdna"].startswith("c.") and normal_protein(r["protein"])]
    clash = [r for r in coded if codon_agrees(r["cdna"], normal_protein(r["protein"]) or "") is False]
    assert len(unread) <= len(rows) * 0.002
    # EP300 Q312* and STAG2 K901* are printed with a coding position of another codon.
    assert len(clash) <= 2


def test_bases_that_go_on_in_the_next_line_of_a_cell_belong_to_the_change() -> None:
    (change,) = find_coding("Nucleotide\tc. 2465_2475delCCAAACCCA GC\tHeterozygous")
    assert change.hgvs == "c.2465_2475delCCAAACCCAGC"
    (change,) = find_coding("c.123delACT A variant")
    assert change.hgvs == "c.123delACT"


def test_a_coding_change_cut_short_is_left_out() -> None:
    assert find_coding("c.1644_1646delTCGINSA") == []
