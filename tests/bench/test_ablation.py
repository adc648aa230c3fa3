"""Words are forgotten where they lie, each of them once, and what is loaded afterwards lacks them."""

from multiprocessing import get_context

from bench.ablation import STRUCTURE, Case, Known, dealt, forget, standing, words_of
from knowledge.loader import load_vocabulary, read_toml


def test_every_place_that_is_forgotten_by_default_holds_words() -> None:
    held = {w.place for w in words_of(STRUCTURE)}
    assert all(any(place == p or place.startswith(f"{p}.") for place in held) for p in STRUCTURE)


def test_only_words_that_stand_in_a_document_are_forgotten() -> None:
    case = Case("a", (), {}, {"note": " the visit date of today "})
    words = [Known("context.keys.visit", "visit date"), Known("context.keys.visit", "date of visit")]
    assert standing(words, [case]) == words[:1]


def test_each_word_is_dealt_once_and_alike_for_one_seed() -> None:
    words = [Known("a", str(n)) for n in range(23)]
    hands = dealt(words, 4, 7)
    assert sorted(w for hand in hands for w in hand) == sorted(words)
    assert hands == dealt(words, 4, 7) != dealt(words, 4, 8)


def _lacks(word: Known) -> tuple[bool, bool]:
    forget([word])
    titles = {t for s in load_vocabulary().sections for t in s.titles}
    return word.text in titles, "family history" in titles


def test_a_forgotten_word_is_gone_in_the_child_and_nowhere_else() -> None:
    """A fork of this process may hold the vocabulary already; a fresh one does not."""
    with get_context("spawn").Pool(1) as pool:
        assert pool.map(_lacks, [Known("sections.sections.titles", "mds fish panel")]) == [(False, True)]
    assert "mds fish panel" in {t for s in read_toml("common/sections.toml")["sections"] for t in s["titles"]}
