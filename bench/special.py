"""Documents that only a certain mechanism can tell from good ones; what they print truly is in their gold.

A misprint is put into the words as read: a wrong figure on paper, or one that both engines read wrongly alike, reaches
the product in this way and in no other. The other documents are printed so.
"""

import dataclasses
import io
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from bench.switches import Switch, without
from bench.workshop import sheet
from bench.workshop.dress import COUNTRIES, Doc
from bench.workshop.gold import Gold
from bench.workshop.make import FIRST, make_case
from bench.workshop.people import Person, person
from sample_records.gold import load
from schemas.document import Page, ReadDocument, Word

Gold_ = dict[str, Any]
LIKE = {"0": "8", "1": "7", "2": "7", "3": "8", "4": "9", "5": "6", "6": "8", "7": "1", "8": "3", "9": "4"}
UNITS = {"g/dL": "g/L", "g/L": "g/dL", "g/dl": "g/l", "K/uL": "/uL", "10^9/L": "10^6/L", "x10^9/L": "x10^6/L"}
PAIRS = ("38", "17", "56", "49", "08", "25")
COURIER = sheet.FACES["Courier"]
VERSIONED = ("counts", "marrow", "genes")


# -- misprints --------------------------------------------------------------------------------------------------------


def misprint(documents: Sequence[ReadDocument], gold: Gold_, rng: random.Random, most: int = 3) -> list[ReadDocument]:
    """The documents with a digit, a decimal point or a unit changed in ``most`` results, and a formula and a change."""
    pages = {(_stem(d.file), p.number): p for d in documents for p in d.pages}
    changed: dict[tuple[str, int], dict[int, str]] = {}
    targets = [(_mistype, lab.get("printed") or "", w) for lab in gold["labs"] for w in lab["where"][:1]]
    rng.shuffle(targets)
    done = 0
    for kind, text, where in targets:
        done += _change(pages, changed, where, text, kind, rng) if done < most else 0
    for karyotype in gold["karyotypes"][:1]:
        _change(pages, changed, karyotype["where"][0], karyotype["iscn"], _misplace, rng)
    for variant in gold["variants"][:1]:
        _change(pages, changed, variant["where"][0], variant["hgvs_c"] or "", _misplace, rng)
    return [
        d.model_copy(update={"pages": tuple(_reworded(p, changed.get((_stem(d.file), p.number), {})) for p in d.pages)})
        for d in documents
    ]


def _stem(file: str) -> str:
    return Path(file).stem


def _change(
    pages: Mapping[tuple[str, int], Page],
    changed: dict[tuple[str, int], dict[int, str]],
    where: Gold_,
    text: str,
    kind: Callable[[Page, int, random.Random], tuple[int, str] | None],
    rng: random.Random,
) -> int:
    """Change the one word of the page that is ``text``; 1 where there is one."""
    place = (_stem(where["file"]), where["page"])
    page = pages.get(place)
    if page is None or not text:
        return 0
    hits = [i for i, w in enumerate(page.words) if w.text == text and w.agreed]
    new = kind(page, hits[0], rng) if len(hits) == 1 else None
    if new is None:
        return 0
    changed.setdefault(place, {})[new[0]] = new[1]
    return 1


def _mistype(page: Page, at: int, rng: random.Random) -> tuple[int, str] | None:
    """A digit read as one like it, a lost decimal point, or a unit mistaken."""
    text = page.words[at].text
    kind = rng.choice(("digit", "digit", "point", "unit"))
    unit = next((i for i in _right_of(page, at) if page.words[i].text in UNITS), None)
    if kind == "unit" and unit is not None:
        return unit, UNITS[page.words[unit].text]
    if kind == "point" and "." in text.strip("."):
        return at, text.replace(".", "")
    return at, _digit(text, rng)


def _misplace(page: Page, at: int, rng: random.Random) -> tuple[int, str] | None:
    return at, _digit(page.words[at].text, rng)


def _digit(text: str, rng: random.Random) -> str:
    n = rng.choice([i for i, c in enumerate(text) if c.isdigit()])
    return text[:n] + LIKE[text[n]] + text[n + 1 :]


def _right_of(page: Page, at: int) -> list[int]:
    box = page.words[at].place
    there = [(w.place, i) for i, w in enumerate(page.words)]
    return [i for b, i in sorted(there) if b[0] >= box[2] - 1 and abs(b[1] + b[3] - box[1] - box[3]) < 6]


def _reworded(page: Page, new: Mapping[int, str]) -> Page:
    words = [_said(w, new[i]) if i in new else w for i, w in enumerate(page.words)]
    return page.model_copy(update={"words": tuple(words)}) if new else page


def _said(word: Word, text: str) -> Word:
    readings = tuple(r.model_copy(update={"text": text}) for r in word.readings)
    return word.model_copy(update={"text": text, "readings": readings, "printed": None})


# -- pages of somebody else -------------------------------------------------------------------------------------------


def strangers(seed: int, number: int, out: Path) -> tuple[Path, Gold_]:
    """A case with another person's blood count among its files, and that person's page behind its marrow report."""
    folder = make_case(seed, number, "digital", out, (), ("first",))
    other = make_case(seed + 500, number, "digital", out, (), ("first",))
    gold = load(folder)
    theirs = next(f for f in sorted(other.glob("*.pdf")) if f.stem.startswith("counts"))
    (folder / "strayed.pdf").write_bytes(theirs.read_bytes())
    mine = next(d for d in gold["documents"] if d["file"].startswith("marrow"))
    file = folder / mine["file"]
    foreign = next(f for f in sorted(other.glob("*.pdf")) if f.stem.startswith("marrow"))
    file.write_bytes(_joined(file.read_bytes(), foreign.read_bytes()))
    mine["pages"] += 1
    return folder, gold


def _joined(first: bytes, second: bytes) -> bytes:
    whole, more = pypdfium2.PdfDocument(first), pypdfium2.PdfDocument(second)
    whole.import_pages(more, [0])
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


# -- reports that were issued again -----------------------------------------------------------------------------------


def amended(seed: int, number: int, out: Path) -> tuple[Path, Gold_]:
    """Three reports, each with the version that was issued first and held another value."""
    rng = random.Random(f"amended/{seed}/{number}")
    who = person(seed, number, COUNTRIES[rng.randrange(len(COUNTRIES))])
    sex = {"F": "female", "M": "male"}[who.sex]
    gold = Gold(f"v{seed}_{number:03}", {"name": who.name, "birth_date": who.born.isoformat(), "sex": sex})
    folder = out / gold.case
    folder.mkdir(parents=True, exist_ok=True)
    for kind in VERSIONED:
        name = rng.choice(sorted(FIRST[kind]))
        for stamp, p in (("", _before(who)), ("AMENDED REPORT", who)):
            chance = random.Random(f"{seed}/{number}/{kind}")
            stem = f"{kind}_{name}" if stamp else f"first_{kind}"
            doc = Doc(stem, p, gold if stamp else Gold("", {}), chance, who.diagnosed)
            with without((Switch("bench.workshop.dress:Doc.paper", _stamped(stamp)),) if stamp else ()):
                FIRST[kind][name](doc)
            (folder / f"{stem}.pdf").write_bytes(doc.finish(f"{kind}.{name}"))
    data = gold.as_json()
    (folder / "gold.json").write_text(json.dumps(data), encoding="utf-8")
    return folder, load(folder)


def _stamped(text: str) -> Callable[[Any], Any]:
    def instead(original: Any) -> Any:
        def paper(self: Doc, *args: Any, **kwargs: Any) -> sheet.Sheet:
            made: sheet.Sheet = original(self, *args, **kwargs)
            made.line(text, True)
            return made

        return paper

    return instead


def _before(who: Person) -> Person:
    """The person as the first version has it: other counts, other blasts, other allele frequencies."""
    counts = {**who.counts, "platelets": who.counts["platelets"] + 31, "hemoglobin": who.counts["hemoglobin"] + 1.3,
              "blasts_marrow": who.counts["blasts_marrow"] + 3}  # fmt: skip
    mutations = tuple(dataclasses.replace(m, vaf=round(min(m.vaf + 0.07, 0.95), 3)) for m in who.mutations)
    return dataclasses.replace(who, counts=counts, mutations=mutations)


# -- layers that lie --------------------------------------------------------------------------------------------------


def forged(seed: int, number: int, out: Path) -> tuple[Path, Gold_]:
    """A case whose faces draw two figures as each other; the paper shows what the gold says, the layer does not."""
    pair = random.Random(f"forged/{seed}/{number}").choice(PAIRS)
    with _forging(pair):
        folder = make_case(seed, number, "digital", out, ("counts", "marrow", "genes"), ("first",))
    return folder, load(folder)


@contextmanager
def _forging(pair: str) -> Iterator[None]:
    faces = tuple(_face(name, pair) for name in ("Vera", "VeraBd"))
    swapped = str.maketrans(pair, pair[::-1])

    def drawn(original: Any) -> Any:
        def put(self: sheet.Sheet, cell: sheet.Cell, *args: Any, **kwargs: Any) -> None:
            face = kwargs.get("face") or (args[2] if len(args) > 2 else None) or self.face
            text = cell.text if face == "Courier" else cell.text.translate(swapped)
            original(self, dataclasses.replace(cell, text=text), *args, **kwargs)

        return put

    lies = Switch(
        "bench.workshop.sheet:FACES", lambda known: {**dict.fromkeys(known, faces), "Courier": known["Courier"]}
    )
    with without((lies, Switch("bench.workshop.sheet:Sheet.put", drawn))):
        yield


def _face(name: str, pair: str) -> str:
    full = f"{name}{pair}"
    if full not in pdfmetrics.getRegisteredFontNames():
        data = Path(reportlab.__path__[0], "fonts", f"{name}.ttf").read_bytes()
        font = TTFont(full, io.BytesIO(data), asciiReadable=False)
        a, b = (ord(c) for c in pair)
        there = font.face.charToGlyph
        font.face.charToGlyph = {**there, a: there[b], b: there[a]}
        font.face.name += pair.encode()
        pdfmetrics.registerFont(font)
    return full
