"""Counts of nought that are told as an absence: "No ring sideroblasts seen"; no other absence becomes a figure."""

from collections.abc import Iterator

from extractors.labs.figures import Reading
from extractors.labs.resolve import Raw
from extractors.labs.when import day_told, goes_on, sentence_at
from extractors.labs.words import lab_words
from extractors.wordings import Wordings

_WORDINGS = Wordings("labs", "prose")

_NONE_SEEN = _WORDINGS.pattern("none_seen")


def none_seen(held: Reading) -> Iterator[Raw]:
    """Ring sideroblasts of which a passage says that there are none; not where it says so of another day."""
    strip, setting = held.strip, held.setting
    m = _NONE_SEEN.search(strip.text.lower())
    analyte = setting.lexicon.by_name.get("ring_sideroblasts")
    if m is None or analyte is None or held.place.site == "elsewhere":
        return
    if strip.text[: m.start()].lower().endswith(("with ", "without ", "and ", "/")):
        return  # the name of a disease: "MDS with ring sideroblasts: absent"
    start, end = sentence_at(held, m.start())
    sentence = strip.text[start:end].lower()
    if any(start <= d.start < end and d.iso != setting.dated for d in held.dates) or lab_words().past.search(sentence):
        return
    words = [(strip.words[k], strip.pages[k]) for k in strip.touched(m.start(), m.end())]
    value = [w for w, _ in words]
    raw = Raw((analyte,), "0", words, value, analyte.name, unit="%", unit_text="%", collected=setting.dated)
    if (day := day_told(held, raw, (start, end))) is not None:
        goes_on(raw, day, setting.dated)
    yield raw
