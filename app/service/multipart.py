"""Our own reading of uploads: each part goes piece by piece, as it comes, into an encrypting intake.

Nothing is spooled: no temporary file, no copy of a file in memory. A file that is refused costs only itself.
"""

from collections.abc import Callable
from dataclasses import dataclass

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from app.service.errors import FormError
from flows.store.errors import StoreError
from flows.store.intake import Intake

MOST_FIELD = 4_096
MOST_PARTS = 60
MOST_HEADER = 4_096


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one file: its document, or why it was refused (``error``). ``name`` is the sender's own."""

    name: str
    document_id: str | None = None
    created: bool = False
    error: StoreError | None = None


class TooManyFilesError(StoreError):
    """More files in one upload than are taken."""

    code = "too_many_files"
    text = "too many files at once; send the rest in a second go"


class UploadReader:
    """Feeds a multipart body to intakes; fields that are no files are kept (short) in ``fields``."""

    def __init__(
        self,
        content_type: str,
        begin: Callable[[str], Intake],
        *,
        most_files: int,
        check: Callable[[dict[str, str]], None] = lambda fields: None,
    ) -> None:
        """``check`` is asked before the first file is taken, with the fields that came before it.

        Raises:
            FormError: this is no multipart body.
        """
        kind, options = parse_options_header(content_type)
        boundary = options.get(b"boundary", b"")
        if kind != b"multipart/form-data" or not 1 <= len(boundary) <= 200:
            raise FormError
        self.fields: dict[str, str] = {}
        self.received: list[Received] = []
        self._begin, self._most, self._check, self._checked = begin, most_files, check, False
        self._ended, self._parts = False, 0
        self._header, self._value, self._disposition = b"", b"", b""
        self._field, self._text = "", b""
        self._file: str | None = None
        self._intake: Intake | None = None
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._part_begin,
                "on_header_field": self._header_field,
                "on_header_value": self._header_value,
                "on_header_end": self._header_end,
                "on_headers_finished": self._headers_finished,
                "on_part_data": self._part_data,
                "on_part_end": self._part_end,
                "on_end": self._end,
            },
            max_header_size=MOST_HEADER,
        )

    def feed(self, data: bytes) -> None:
        """Take the next bytes of the body.

        Raises:
            FormError: this is no multipart body as browsers make it.
        """
        try:
            self._parser.write(data)
        except FormParserError:
            raise FormError from None

    def finish(self) -> None:
        """The body is over.

        Raises:
            FormError: it broke off; the file that was coming is forgotten, those before it are kept.
        """
        if not self._ended:
            raise FormError

    def forget(self) -> None:
        """Forget a file that has not come whole."""
        if self._intake is not None:
            self._intake.abort()
            self._intake = None

    def _part_begin(self) -> None:
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise FormError
        self._disposition, self._field, self._text, self._file = b"", "", b"", None
        self._header, self._value = b"", b""

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]
        if len(self._value) > MOST_HEADER:
            raise FormError

    def _header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value
        self._header, self._value = b"", b""

    def _headers_finished(self) -> None:
        kind, options = parse_options_header(self._disposition)
        if kind != b"form-data" or b"name" not in options:
            raise FormError
        self._field = options[b"name"].decode("utf-8", "replace")
        name = options.get(b"filename")
        if name is None:
            return
        self._file = name.decode("utf-8", "replace").replace("%22", '"')
        if not self._checked:
            self._check(self.fields)
            self._checked = True
        self._open(self._file)

    def _open(self, name: str) -> None:
        if len(self.received) >= self._most:
            self.received.append(Received(name, error=TooManyFilesError()))
            return
        try:
            self._intake = self._begin(name)
        except StoreError as error:
            self.received.append(Received(name, error=error))

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        if self._file is None:
            self._text += data[start:end]
            if len(self._text) > MOST_FIELD:
                raise FormError
        elif self._intake is not None:
            try:
                self._intake.write(data[start:end])
            except StoreError as error:
                self._refused(error)

    def _part_end(self) -> None:
        if self._file is None:
            self.fields[self._field] = self._text.decode("utf-8", "replace")
            return
        intake = self._intake
        if intake is None:
            return
        if intake.size == 0 and not self._file:  # a form whose file field was left empty
            self.forget()
            return
        try:
            accepted = intake.finish()
            self._intake = None
            self.received.append(Received(self._file, accepted.document_id, accepted.created))
        except StoreError as error:
            self._refused(error)

    def _refused(self, error: StoreError) -> None:
        self.forget()
        self.received.append(Received(self._file or "", error=error))

    def _end(self) -> None:
        self._ended = True
