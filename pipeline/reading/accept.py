"""What a parent takes from a child: nothing it says is believed before it is counted and within its ranges."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pydantic import ValidationError

from pipeline.reading.settings import ReadSettings
from pipeline.reading.wire import WireError
from schemas.document import Page, Word
from schemas.errors import ReadFailure

LEAST_MESSAGE = 1 << 20  # bytes a page may always have
BYTES_A_CHARACTER = 160  # of the message of a page; an OCR word carries what each engine read
SPREAD = 4.0  # how far off the page, in longest sides of one, a box may lie
LONGER = 4  # a page's words, with all their readings, may be so much longer than its text
MOST_READINGS = 8
MOST_RULES = 20_000

Told = Callable[[int, int], None]


def longest_message(settings: ReadSettings) -> int:
    """Bytes of the longest message a child may send."""
    return min(settings.max_output_bytes, max(LEAST_MESSAGE, BYTES_A_CHARACTER * settings.max_page_chars))


def untaken(number: int, failure: ReadFailure) -> Page:
    """A page that was not read; its size is not known."""
    return Page(number=number, width=612, height=792, failure=failure)


@dataclass(slots=True)
class Taken:
    """What has come of one document: its number of pages once it was opened, and the pages so far, in order."""

    settings: ReadSettings
    told: Told | None = None
    count: int | None = None
    pages: list[Page] = field(default_factory=list)
    room: int = 0
    words: int = 0
    came: Callable[[Page], None] | None = None

    def __post_init__(self) -> None:
        self.room = self.settings.max_output_bytes
        self.words = sum(len(p.words) for p in self.pages)  # of an earlier reading that was broken off

    @property
    def next_page(self) -> int:
        """The number of the page that is due."""
        return len(self.pages) + 1

    @property
    def too_long(self) -> bool:
        """Whether more words have come than a document may have."""
        return self.words > self.settings.max_document_words

    @property
    def whole(self) -> bool:
        """Whether every page has come."""
        return self.count is not None and len(self.pages) == self.count

    def open(self, body: bytes) -> None:
        """Take the number of pages.

        Raises:
            WireError: it is none, beyond the limit, or other than what a child before said.
        """
        if not (0 < len(body) <= 9 and body.isdigit()):
            raise WireError
        count = int(body)
        if not 1 <= count <= self.settings.max_pages or self.count not in (None, count):
            raise WireError
        self.count = count

    def take(self, body: bytes) -> None:
        """Take the page that is due.

        Raises:
            WireError: it is not that page, or holds what no page can hold.
        """
        self.room -= len(body)
        if self.room < 0 or self.count is None or self.whole:
            raise WireError
        try:
            page = Page.model_validate_json(body)
        except ValidationError:
            raise WireError from None
        if page.number != self.next_page or not _sound(page, self.settings):
            raise WireError
        self._add(page)

    def miss(self, failure: ReadFailure) -> None:
        """Put the page that is due down as not read."""
        if not self.whole:
            self._add(untaken(self.next_page, failure))

    def miss_rest(self, failure: ReadFailure) -> None:
        """Put all pages that have not come down as not read."""
        while self.count is not None and not self.whole:
            self._add(untaken(self.next_page, failure))

    def _add(self, page: Page) -> None:
        self.words += len(page.words)
        self.pages.append(page)
        if self.came is not None:
            self.came(page)
        if self.told is not None and self.count is not None:
            self.told(len(self.pages), self.count)


def _sound(page: Page, settings: ReadSettings) -> bool:
    far = SPREAD * settings.max_page_points
    if not (page.width <= far and page.height <= far):  # not a number is not below either
        return False
    if len(page.rules) > MOST_RULES or not all(_near(r, far) for r in page.rules):
        return False
    if page.rotated not in (0, 90, 180, 270) or not _transform(page.upright):
        return False
    room = LONGER * settings.max_page_chars
    for word in page.words:
        room -= _length(word)
        if room < 0 or not _near(word.box, far) or len(word.readings) > MOST_READINGS:
            return False
        if word.layout_box is not None and not _near(word.layout_box, far):
            return False
    return True


def _near(box: tuple[float, float, float, float], far: float) -> bool:
    x0, top, x1, bottom = box
    return -far <= x0 <= far and -far <= top <= far and -far <= x1 <= far and -far <= bottom <= far


def _transform(numbers: tuple[float, ...] | None) -> bool:
    return numbers is None or (len(numbers) in (6, 9) and all(-1e9 < n < 1e9 for n in numbers))


def _length(word: Word) -> int:
    extra = sum(len(r.text) for r in word.readings) if word.readings else 0
    return len(word.text) + len(word.printed or "") + extra
