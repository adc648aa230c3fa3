"""From words with boxes to reports, sections, passages and tables: geometry and titles only, nothing medical.

What extractors get (``lay_out``):

- **Report**: ``kind`` is ``"other"`` and dates and identity are empty here; ``pipeline.context`` fills them in. A file
  that holds several reports (page 1 of n again, a new identity block, a line of ``=====``) gives several.
- **Section**: runs from its title to the next one. A title on its own line is ``heading`` and stands in no passage;
  an inline title ("DIAGNOSIS: MDS-EB2"), and a line that only looks like a title (label ``OTHER``), is ``heading``
  *and* stays in a passage. Text before any title is
  ``HEADER`` when it is an identity block, else ``OTHER``. Page headers and footers (repeated over pages, page
  numbers) come last, in one ``HEADER`` section with the heading ``"page furniture"``.
- **Passage, running text**: wrapped lines joined by one space into a paragraph (hyphenation undone; a karyotype or
  an HGVS name broken inside a word is joined without a space). A "Key: value" line and each item of a list is a
  passage of its own.
- **Passage, row**: one line of cells, or one row of a table: cells joined by **one tab**, words of a cell by single
  spaces (with ⇥ for a tab: "Hemoglobin⇥7.8⇥L⇥g/dL"). A cell wrapped over lines is joined inside its cell. No running
  text holds one, so a tab in ``passage.text`` tells the two apart. A line of two or more "Key: value" pairs side by
  side is such a row ("Name: A B⇥DOB: 1950-01-01").
- **Table**: the same rows again with ``Cell.column``; title rows stand in ``header`` (a table without title rows of its
  own below one with the same columns inherits them) and, once, in ``passages``. Tables split over pages are joined.

Geometry is read from ``word.place``; evidence cites ``word.box``. Pages that were not read are
skipped. Nothing is dropped but words that only draw (leader dots, rules of dashes).
"""

from pipeline.layout.build import lay_out

__all__ = ["lay_out"]
