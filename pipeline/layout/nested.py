"""Tables inside a form: a key whose value is a table of its own ("Treatments | Treatment | From | To | Result")."""

from pipeline.layout.ink import Line, Segment

_NEAR = 3.0  # points
_FORM = 2  # cells of a row of a form: key and value


def nested_end(lines: list[Line], i: int) -> int:
    """Where the table ends whose titles stand as the value of a key in line ``i``; ``i`` where none begins there.

    The rows below have cells under two of its titles at least and none under the key; a row of the form, key and value,
    stands right above or below.
    """
    first = lines[i]
    if len(first.segments) <= _FORM + 1 or any(c.isdigit() for s in first.segments[1:] for c in s.text):
        return i
    end = i + 1
    while end < len(lines) and _is_row(lines[end], lines[end - 1], first.segments):
        end += 1
    if end == i + 1:
        return i
    around = [lines[k] for k in (i - 1, end) if 0 <= k < len(lines)]
    return end if any(_is_of_form(ln, first) for ln in around) else i


def _is_row(line: Line, before: Line, titles: list[Segment]) -> bool:
    under = [any(abs(s.x0 - t.x0) < _NEAR for t in titles[1:]) for s in line.segments]
    close = line.page == before.page and line.top - before.top < 2.5 * line.height
    return close and len(under) > _FORM - 1 and all(under) and line.x0 > titles[0].x1


def _is_of_form(line: Line, first: Line) -> bool:
    pairs = list(zip(line.segments, first.segments[:_FORM], strict=False))
    return len(line.segments) == _FORM and all(abs(a.x0 - b.x0) < _NEAR for a, b in pairs)


def parts(lines: list[Line]) -> list[Line]:
    """The lines of such a table, its key in a line of its own before the titles."""
    key, titles = lines[0].segments[:1], lines[0].segments[1:]
    return [lines[0].part(key), lines[0].part(titles), *lines[1:]]
