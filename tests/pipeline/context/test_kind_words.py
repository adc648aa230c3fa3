"""Kinds of reports told by all their words: what stands first on a page does not decide alone."""

import pytest

from knowledge import kind_words
from knowledge.kind_words import load_kind_words
from knowledge.loader import load_vocabulary
from pipeline.context.kind_words import kind_by_words
from pipeline.context.kinds import kind_of, title_lines
from schemas.errors import KnowledgePackError
from schemas.layout import Report
from tests.pipeline.layout.pages import laid_out

MARROW = """
FLOW CYTOMETRY
Lakeside Cancer Centre
Conclusion. By flow cytometry a small population of myeloid precursors, no larger than usual.
The aspirate is particulate and moderately cellular. Erythropoiesis is megaloblastoid with nuclear
budding in a fifth of the normoblasts. Granulopoiesis shows hypogranular forms. Megakaryocytes are
small and hypolobated. Blasts make up 4% of 500 nucleated cells counted. On iron stain ring
sideroblasts are rare. The trephine core is 14 mm long, cellularity about 50%, reticulin is grade 1.
These findings of dysplasia in three lineages fit a myelodysplastic syndrome; cytogenetics are awaited.
"""
VISIT = """
LABORATORY RESULTS
Hemoglobin        8.9    g/dL      12.0-16.0
Platelets         71     10^9/L    150-400
Leukocytes        2.9    10^9/L    4.0-11.0
Neutrophils       0.9    10^9/L    1.8-7.5
Creatinine        0.8    mg/dL     0.6-1.2
She came to clinic today with her daughter. She feels tired when climbing stairs, sleeps well and has
had no fever or bleeding. Haemoglobin 8.9 g/dL, platelets 71, neutrophils 0.9 and creatinine normal.
On examination no bruises, the spleen is not felt, the chest is clear. Assessment: lower risk disease,
transfused twice since her last visit. Plan: continue epoetin weekly, blood count every two weeks,
see her again in clinic in three months; she will call if she has fever. We discussed the options.
"""


def report(page: str) -> Report:
    return laid_out(page, vocabulary=load_vocabulary()).reports[0]


@pytest.mark.parametrize(("page", "kind"), [(MARROW, "marrow"), (VISIT, "note")])
def test_words_of_the_whole_page_outweigh_its_first_line(page: str, kind: str) -> None:
    assert kind_of(report(page)) == kind


def test_a_few_words_say_nothing() -> None:
    short = report("Bone marrow aspirate: cellular, blasts 3%")
    assert kind_by_words(short, title_lines(short))[1] == 0.0


def test_a_file_of_weights_that_is_not_whole_is_refused(tmp_path, monkeypatch) -> None:
    file = tmp_path / "kind_words.csv"
    monkeypatch.setattr(kind_words, "FILE", file)
    for content in ("word,lab,nonsense\n(bias),0.1,0.2\n", "word,lab,note\n(bias),0.1\n", "word,lab,note\nB:x,1,2\n"):
        file.write_text(content, encoding="utf-8")
        load_kind_words.cache_clear()
        with pytest.raises(KnowledgePackError, match=r"kind_words\.csv"):
            load_kind_words()
    load_kind_words.cache_clear()
