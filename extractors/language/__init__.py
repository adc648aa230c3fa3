"""Running text of reports: sentences, names of the vocabulary in them, and how they are asserted."""

from extractors.language.analysis import Analysis, Sentence, analyse
from extractors.language.assertion import Assertion
from extractors.language.scan import Hit

__all__ = ["Analysis", "Assertion", "Hit", "Sentence", "analyse"]
