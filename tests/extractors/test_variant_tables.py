"""Tables of variants in any order of columns, side by side, and turned; by layout, not by template."""

import pytest

from extractors.molecular.variants import run
from knowledge.loader import load_vocabulary
from schemas.facts import Finding, Variant
from schemas.layout import ReportDates
from tests.pipeline.layout.pages import laid_out

VOCABULARY = load_vocabulary()
Row = tuple[str, str | None, str | None, float | None]


def read(page: str) -> list[Finding]:
    found: list[Finding] = []
    for report in laid_out(page, vocabulary=VOCABULARY).reports:
        dated = report.model_copy(update={"kind": "molecular", "dates": ReportDates(collected="2025-03-04")})
        found += [f for f in run(dated, VOCABULARY) if isinstance(f.fact, Variant)]
    return found


def rows(page: str) -> list[Row]:
    facts = [f.fact for f in read(page) if f.doubt is None]
    return [(v.gene, v.hgvs_c, v.hgvs_p, v.vaf) for v in facts if isinstance(v, Variant)]


TWO: list[Row] = [
    ("SF3B1", "c.2098A>G", "p.Lys700Glu", 0.341),
    ("TET2", "c.3100C>T", "p.Gln1034Ter", 0.082),
]
TABLES = {
    "transcript, exon and depth beside the percentage": (
        "Gene    Transcript       cDNA        Protein          Exon   VAF %   Depth   Tier\n"
        "SF3B1   NM_012433.3      c.2098A>G   p.(Lys700Glu)    15     34.1    1250    I\n"
        "TET2    NM_001127208.2   c.3100C>T   p.(Gln1034*)     3      8.2     980     II"
    ),
    "fraction last": (
        "Tier   Gene    Protein change   cDNA change   Coverage   Allele fraction\n"
        "I      SF3B1   p.K700E          c.2098A>G     1250       0.341\n"
        "II     TET2    p.Q1034*         c.3100C>T     980        0.082"
    ),
    "reads, identifiers and a population": (
        "Chr:Pos       Gene    cDNA        AA change     % Alt   Depth   COSMIC      gnomAD freq\n"
        "2:198266834   SF3B1   c.2098A>G   p.Lys700Glu   34.1    1250    COSM84677   0.00001\n"
        "4:106157199   TET2    c.3100C>T   p.Gln1034*    8.2     980     COSM1234    0"
    ),
    "frequency with its counts": (
        "Gene    Variant                    VAF (reads)\n"
        "SF3B1   c.2098A>G (p.Lys700Glu)    34.1% (426/1250)\n"
        "TET2    c.3100C>T (p.Gln1034*)     8.2% (80/980)"
    ),
    "an earlier study beside this one": (
        "Gene    cDNA        Protein       VAF       Previous VAF\n"
        "SF3B1   c.2098A>G   p.K700E       34.1%     20.0%\n"
        "TET2    c.3100C>T   p.Q1034*      8.2%      2.0%"
    ),
    "turned": (
        "Gene             SF3B1        TET2\n"
        "Nucleotide       c.2098A>G    c.3100C>T\n"
        "Protein          p.K700E      p.Q1034*\n"
        "VAF              34.1%        8.2%"
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_tables_in_any_order(name: str) -> None:
    assert rows(TABLES[name]) == TWO


def test_a_column_of_percentages_without_a_sign_is_one_also_below_one() -> None:
    page = (
        "Gene    Protein     VAF\n"
        "SF3B1   p.K700E     34.1\n"
        "TET2    p.Q1034*    0.9"
    )  # fmt: skip
    found = {f.fact.gene: (f.fact.vaf, f.doubt is None) for f in read(page) if isinstance(f.fact, Variant)}
    assert found["SF3B1"] == (0.341, True)
    assert found["TET2"] in {(0.009, True), (0.009, False)}


def test_a_dated_column_dates_its_variants() -> None:
    page = (
        "Gene    Protein     VAF % 2025-02-22   VAF % 2024-08-23\n"
        "SF3B1   p.K700E     41.5               35.2\n"
        "TET2    p.Q1034*    4.2                5.4"
    )  # fmt: skip
    facts = [f.fact for f in read(page)]
    assert [(v.vaf, v.collected) for v in facts if isinstance(v, Variant)] == [
        (0.415, "2025-02-22"),
        (0.042, "2025-02-22"),
    ]


def test_a_numbered_class_is_what_its_title_says() -> None:
    page = (
        "Class   Gene    cDNA        Protein        VAF (fraction)\n"
        "5       ASXL1   c.1762C>T   p.Gln588Ter    0.420\n"
        "4       ETNK1   c.731A>G    p.Asn244Ser    0.322\n"
        "3       SMC3    c.1145G>A   p.Arg382Gln    0.487"
    )
    facts = [f.fact for f in read(page)]
    assert [v.significance for v in facts if isinstance(v, Variant)] == ["pathogenic", "likely_pathogenic", "uncertain"]


def test_a_bound_in_a_cell_is_no_frequency() -> None:
    assert rows("Gene    Protein     VAF\nSF3B1   p.K700E     <5%\nTET2    p.Q1034*    8.2%") == [
        ("SF3B1", None, "p.Lys700Glu", None),
        ("TET2", None, "p.Gln1034Ter", 0.082),
    ]


def test_two_records_in_a_row_are_asked_about() -> None:
    page = "Gene    Protein    VAF     Gene    Protein    VAF\nSF3B1   p.K700E    34%     TET2    p.Q1034*   8%"
    found = read(page)
    assert found and all(f.doubt is not None for f in found)


def test_the_coding_change_below_its_protein_change_may_name_its_transcript():
    page = (
        "Alteration          VAF      Tier     Drugs\nSF3B1 p.His662Gln   10.9%    Tier I   None\nNM_012433.4:c.1986C>A"
    )
    assert rows(page) == [("SF3B1", "c.1986C>A", "p.His662Gln", 0.109)]


def test_figures_set_apart_from_their_sign_keep_the_title_of_two_words() -> None:
    page = (
        "Variant                           Allele fraction   Reads\n"
        "SF3B1 c.2098A>G p.Lys700Glu       34.1 %            640\n"
        "TET2 c.3100C>T p.Gln1034*         8.20 %            980\n"
        "NRAS c.35G>A p.Gly12Asp           11.0 %            970"
    )
    assert rows(page) == [*TWO, ("NRAS", "c.35G>A", "p.Gly12Asp", 0.11)]


def test_two_names_of_one_change_in_two_lines_of_a_card() -> None:
    page = "DDX41 p.Y167fs*53        Tier I\nDDX41 c.500_501delAC     Variant allele frequency: 3.8%     Reads: 800"
    assert rows(page) == [("DDX41", "c.500_501delAC", "p.Tyr167fsTer53", 0.038)]


def test_two_changes_of_one_gene_whose_codons_differ_stay_two() -> None:
    page = "TET2 p.Q1030*        Tier I\nTET2 c.1842dupG      Variant allele frequency: 40.1%     Reads: 800"
    assert rows(page) == [("TET2", "c.1842dupG", None, 0.401)]


def test_bases_that_go_on_below_with_the_protein_change_behind_them() -> None:
    page = (
        "Gene     Variant                                       VAF       Class\n"
        "SRSF2    c.284C>A p.Pro95His                           47.2%     Pathogenic\n"
        "STAG2    c.837_838insGAAATAGAAAATATGATGAATGCA          48.3%     Pathogenic\n"
        "         ATATTTAAAGGAGTG p.Asp299fsTer2\n"
    )
    assert ("STAG2", "c.837_838insGAAATAGAAAATATGATGAATGCAATATTTAAAGGAGTG", "p.Asp299fsTer2", 0.483) in rows(page)


def test_a_card_whose_key_of_the_frequency_begins_like_a_title_of_variants() -> None:
    page = (
        "Gene                       : SF3B1\nNucleotide change          : c.2098A>G\n"
        "Amino acid change          : p.Lys700Glu\nVariant allele frequency   : 34.1 %"
    )
    assert rows(page) == [("SF3B1", "c.2098A>G", "p.Lys700Glu", 0.341)]
