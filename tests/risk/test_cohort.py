"""`oncotailor risk` on published patients and on rows that cannot be read."""

import csv
import io

import pytest

from pipeline.risk.cohort import OUT_COLUMNS, score_cohort
from schemas.errors import UsageError
from tests.shared import gold_rows, shared_file


def run(text: str) -> tuple[list[dict[str, str]], int]:
    out = io.StringIO()
    unreadable = score_cohort(io.StringIO(text), out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert all(tuple(r) == OUT_COLUMNS for r in rows)
    return rows, unreadable


def as_csv(rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def cohort_row(row: dict[str, str]) -> dict[str, str]:
    """A row of the published cohort in the columns of the command."""
    out = {
        "ID": row["id"],
        "AGE": row["age"],
        "HB": row["hb_g_dl"],
        "PLT": row["plt_g_l"],
        "ANC": row["anc_g_l"],
        "BM_BLAST": row["bm_blast_pct"],
        "CYTO_IPSSR": row["cyto_ipssr"],
        "complex": row["complex"],
    }
    out |= {
        k.removeprefix("feat_"): v for k, v in row.items() if k.startswith("feat_") and k != "feat_TP53multi_published"
    }
    # The cohort states loss of the TP53 locus where it was found.
    out["TP53loh"] = "0" if row["chr17_tp53_locus"] == "normal" else "1"
    return out


def test_published_cohort() -> None:
    gold = [r for r in gold_rows("iwg_patients.csv")]
    rows, unreadable = run(as_csv([cohort_row(r) for r in gold]))
    assert unreadable == 0 and len(rows) == len(gold)
    revised = [(g, r) for g, r in zip(gold, rows, strict=True) if g["ipssr_score"]]
    assert len(revised) > 1900
    names = {"Int": "Intermediate", "Very-Low": "Very Low", "Very-High": "Very High"}
    assert [g["id"] for g, r in revised if float(r["IPSSR_SCORE"]) != float(g["ipssr_score"])] == []
    assert [g["id"] for g, r in revised if r["IPSSR"] != names.get(g["ipssr_cat"], g["ipssr_cat"])] == []
    adjusted = [(g, r) for g, r in revised if g["ipssra_score"] and g["age"]]
    assert [g["id"] for g, r in adjusted if abs(float(r["IPSSRA_SCORE"]) - float(g["ipssra_score"])) > 0.03] == []
    molecular = [(g, r) for g, r in zip(gold, rows, strict=True) if g["ipssm_score"]]
    assert len(molecular) > 1900
    # Hemoglobin below 4 was published unclamped (3.8 and 3.5 g/dL); no category changes.
    differ = [g["id"] for g, r in molecular if float(r["IPSSM_SCORE"]) != float(g["ipssm_score"])]
    assert differ == ["E-H-103042-T1-1-D1-1", "E-H-102579-T1-1-D1-1"]
    assert [g["id"] for g, r in molecular if r["IPSSM"] != g["ipssm_cat"]] == []


def test_missing_values_as_the_original_package() -> None:
    gold = gold_rows("ipssm_missing_vectors.csv")
    rows, _ = run(shared_file("gold/ipssm_missing_vectors.csv").read_text("utf-8"))
    wrong = []
    for g, r in zip(gold, rows, strict=True):
        for case in ("BEST", "MEAN", "WORST"):
            same = float(r[f"IPSSM_SCORE_{case}"]) == float(g[f"IPSSMscore_{case.lower()}"])
            if not same or r[f"IPSSM_{case}"] != g[f"IPSSMcat_{case.lower()}"]:
                wrong.append((g["ID"], case))
        told = (
            "" if g["IPSSMscore"] in ("", "NA") else f"{float(g['IPSSMscore']):g}",
            "" if g["IPSSMcat"] == "NA" else g["IPSSMcat"],
        )
        if (r["IPSSM_SCORE"], r["IPSSM"]) != told:
            wrong.append((g["ID"], "told"))
    assert wrong == []


def test_example_of_the_original_package() -> None:
    rows, unreadable = run(shared_file("gold/ipssm_r_package_example.csv").read_text("utf-8"))
    assert unreadable == 0
    got = {r["ID"]: (r["IPSSM_SCORE_BEST"], r["IPSSM_SCORE_MEAN"], r["IPSSM_SCORE_WORST"], r["IPSSM"]) for r in rows}
    assert got == {
        "pp347": ("0.3", "0.31", "0.63", "Moderate High"),
        "pp564": ("4.55", "4.55", "4.55", "Very High"),
        "zeroScore": ("0", "0", "0", "Moderate Low"),
    }
    # The example states no neutrophils and no age: no IPSS-R, and never a default.
    assert all(r["IPSSR_SCORE"] == "" and "neutrophils" in r["NOTE"] for r in rows)


@pytest.mark.parametrize(
    ("column", "value", "word"),
    [
        ("TP53maxvaf", "42", "fraction"),
        ("HB", "96", "g/dL"),
        ("PLT", "many", "not a number"),
        ("ASXL1", "2", "0, 1 or NA"),
        ("CYTO_IPSSR", "fine", "CYTO_IPSSR"),
        ("TP53mut", "0.5", "TP53mut"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_the_others_are_scored(column: str, value: str, word: str) -> None:
    good = {
        "ID": "a",
        "HB": "10",
        "PLT": "10",
        "ANC": "0",
        "BM_BLAST": "10",
        "CYTO_IPSSR": "Very Good",
        "AGE": "100",
        "TP53maxvaf": "NA",
        "ASXL1": "0",
        "TP53mut": "0",
    }
    rows, unreadable = run(as_csv([good, good | {"ID": "b", column: value}, good | {"ID": "c"}]))
    assert unreadable == 1
    assert [r["ID"] for r in rows] == ["a", "b", "c"]
    assert {k: v for k, v in rows[1].items() if v and k not in ("ID", "NOTE")} == {}
    assert word in rows[1]["NOTE"]
    assert (rows[0]["IPSSR_SCORE"], rows[0]["IPSSR"], rows[0]["IPSSRA_SCORE"]) == ("3.5", "Intermediate", "4.475")
    assert rows[2]["IPSSR_SCORE"] == "3.5"


def test_unknown_is_never_zero() -> None:
    rows, _ = run("ID,HB,PLT,BM_BLAST,ANC,CYTO_IPSSR\nx,10,,5,NA,Good\n")
    assert rows[0]["IPSSR_SCORE"] == "" and "platelets" in rows[0]["NOTE"] and "neutrophils" in rows[0]["NOTE"]
    assert rows[0]["IPSSM_SCORE"] == "" and rows[0]["IPSSM_SCORE_BEST"] != rows[0]["IPSSM_SCORE_WORST"]


def test_a_karyotype_stands_in_for_group_and_flags() -> None:
    rows, unreadable = run(
        'ID,HB,PLT,BM_BLAST,ANC,KARYOTYPE\nx,7.9,310,2,1.9,"46,XX,del(5)(q13q33)[18]/46,XX[2]"\n'
        "y,7.9,310,2,1.9,no growth\n"
    )
    assert (rows[0]["IPSSR_SCORE"], rows[0]["IPSSR"], rows[0]["CYTO_IPSSR"]) == ("2.5", "Low", "Good")
    assert unreadable == 1 and "KARYOTYPE" in rows[1]["NOTE"]


@pytest.mark.parametrize(
    ("stated", "group", "note"),
    [
        ("trisomy 8", "Intermediate", "in words"),
        (">3 abnormalities", "Very Poor", "in words"),
        ("46,XX,del(20)", "Intermediate", "which arm is deleted is not printed"),
        ('"45,X,-Y,t(q22;q22)[14]"', "Intermediate", "not understood"),
        ('"46,XX[20]; see comment"', "Good", "words behind the formula"),
        ("20q-", "Good", "in words"),
    ],
)
def test_a_group_that_rests_on_a_reading_says_so(stated: str, group: str, note: str) -> None:
    value = stated if stated.startswith('"') else f'"{stated}"'
    rows, unreadable = run(f"ID,HB,PLT,BM_BLAST,ANC,KARYOTYPE\nx,7.9,310,2,1.9,{value}\n")
    assert (unreadable, rows[0]["CYTO_IPSSR"]) == (0, group)
    assert note in rows[0]["NOTE"]


def test_a_plain_formula_needs_no_note() -> None:
    rows, _ = run('ID,HB,PLT,BM_BLAST,ANC,AGE,KARYOTYPE\nx,7.9,310,2,1.9,70,"47,XX,+8[18]/46,XX[2]"\n')
    assert "KARYOTYPE" not in rows[0]["NOTE"]


@pytest.mark.parametrize("stated", ["complex", "del7", "no trisomy 8", "normal?"])
def test_what_decides_no_group_is_refused(stated: str) -> None:
    rows, unreadable = run(f"ID,HB,PLT,BM_BLAST,ANC,KARYOTYPE\nx,7.9,310,2,1.9,{stated}\n")
    assert unreadable == 1 and rows[0]["IPSSR_SCORE"] == "" and "KARYOTYPE" in rows[0]["NOTE"]


def test_a_file_without_ids_is_refused() -> None:
    with pytest.raises(UsageError):
        run("HB,PLT\n1,2\n")
