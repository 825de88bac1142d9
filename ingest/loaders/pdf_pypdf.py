"""PDF files through pypdf: structure, streams and fonts are its work, the operators of a page are read by `pdf_text_state`.

pypdf gives the text of a page but not where it ends on the line, which columns, paragraphs and divided words need.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject, PdfObject, StreamObject

from ingest.loaders.pdf_fields import with_fields
from ingest.loaders.pdf_fonts import Fonts
from ingest.loaders.pdf_objects import entry, form_matrix, inherited_resources, numbers_of, placed, resolved
from ingest.loaders.pdf_operators import has_text, paints
from ingest.loaders.pdf_runs import Face
from ingest.loaders.pdf_spans import PdfEncrypted, Span
from ingest.loaders.pdf_text_state import Form, spans_of

_START = b"%PDF-"
_CATALOG = re.compile(rb"\b(\d{1,10})\s+(\d{1,5})\s+obj\b[^>]{0,500}/Type\s{0,9}/Catalog\b")
# Annotations that carry text of the author, and the flags of those that are not seen (12.5.3: invisible, hidden, no view).
_SHOWING = ("/Widget", "/FreeText")
_HIDDEN = 0b100011


class PypdfFile:
    """Raises any error of pypdf for a damaged file, `PdfEncrypted` for one that the empty password does not open.

    `repaired`: the file has lost the table of its objects, and they were looked for; some may be missing.
    """

    def __init__(self, data: bytes) -> None:
        self.repaired = False
        try:
            self._reader, self._pages = _opened(data)
        except (PdfEncrypted, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 (pypdf meets damage with exceptions of every kind)
            # pypdf looks for the objects when the table is not where the end of the file says, not when there is no end.
            try:
                self._reader, self._pages = _opened(_with_an_end(data))
            except MemoryError:
                raise
            except Exception:  # noqa: BLE001 (as above)
                raise error from None
            self.repaired = True
        self._fonts = Fonts()

    @property
    def title(self) -> str | None:
        try:
            information = self._reader.metadata
            title = information.title if information is not None else None
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 (a damaged title does not cost the text)
            return None
        return str(title) if title else None

    @property
    def page_count(self) -> int:
        return len(self._pages)

    def page(self, number: int) -> PypdfPage:
        return PypdfPage(self._pages[number - 1], self._fonts)

    def single_page(self, number: int) -> bytes | None:
        writer, stream = PdfWriter(), io.BytesIO()
        try:
            writer.add_page(self._pages[number - 1])
            writer.write(stream)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 (pypdf meets damage with exceptions of every kind)
            return None
        return stream.getvalue()

    def close(self) -> None:
        self._reader.close()


def _with_an_end(data: bytes) -> bytes:
    """The file from its first mark on, with an end that makes pypdf look for the objects, and names the catalog if it can."""
    catalog = _CATALOG.search(data)
    root = b"\ntrailer\n<< /Root %s %s R >>" % catalog.groups() if catalog is not None else b""
    return data[max(0, data.find(_START)) :] + root + b"\nstartxref\n0\n%%EOF\n"


def _opened(data: bytes) -> tuple[PdfReader, list[PageObject]]:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise PdfEncrypted
    # Taken at once: pypdf walks through the tree for each page by its number.
    return reader, list(reader.pages)


class PypdfPage:
    def __init__(self, page: PageObject, fonts: Fonts) -> None:
        self._page = page
        self._fonts = fonts

    def spans(self) -> Sequence[Span]:
        content = self._content()
        own = spans_of(content, _Resources(self._page, self._fonts)) if has_text(content) else []
        on_top = [spans_of(form.content, form.resources, form.matrix) for form in self._shown_on_top()]
        return with_fields(own, list(chain.from_iterable(on_top)))

    def _shown_on_top(self) -> Iterator[Form]:
        """What annotations show: values of form fields and typed notes. Each is a form that its rectangle places (12.5.5)."""
        annotations = resolved(self._page.get("/Annots"))
        for reference in annotations if isinstance(annotations, ArrayObject) else ():
            annotation = resolved(reference)
            if not isinstance(annotation, DictionaryObject) or annotation.get("/Subtype") not in _SHOWING:
                continue
            flags = annotation.get("/F", 0)
            if not (isinstance(flags, int) and flags & _HIDDEN) and (form := self._appearance(annotation)) is not None:
                yield form

    def _appearance(self, annotation: DictionaryObject) -> Form | None:
        looks = resolved(annotation.get("/AP"))
        normal = resolved(looks.get("/N")) if isinstance(looks, DictionaryObject) else None
        if not isinstance(normal, StreamObject) or not has_text(content := normal.get_data()):
            return None
        matrix = form_matrix(normal)
        place = placed(numbers_of(normal.get("/BBox")), matrix, numbers_of(annotation.get("/Rect")))
        if place is None:
            return None
        owner = normal if "/Resources" in normal else self._page
        return Form(id(normal), content, _Resources(owner, self._fonts), place)

    def paints(self) -> bool:
        return paints(self._content())

    def _content(self) -> bytes:
        contents = resolved(self._page.get("/Contents"))
        if not isinstance(contents, StreamObject | ArrayObject):
            return b""
        return ContentStream(contents, self._page.pdf, "bytes").get_data()


class _Resources:
    """The resources of a page or a form."""

    def __init__(self, owner: DictionaryObject, fonts: Fonts) -> None:
        self._owner = owner
        self._fonts = fonts
        self._resources = inherited_resources(owner)
        self._forms: dict[str, Form | None] = {}

    def face(self, name: str) -> Face | None:
        return self._fonts.face(entry(self._category("/Font"), name))

    def form(self, name: str) -> Form | None:
        if name not in self._forms:
            self._forms[name] = self._read_form(name)
        return self._forms[name]

    def properties(self, name: str) -> Mapping[str, object] | None:
        found = resolved(entry(self._category("/Properties"), name))
        if not isinstance(found, DictionaryObject):
            return None
        return {str(key).removeprefix("/"): resolved(value) for key, value in found.items()}

    def _category(self, key: str) -> PdfObject | None:
        return resolved(self._resources.get(key))

    def _read_form(self, name: str) -> Form | None:
        reference = entry(self._category("/XObject"), name)
        form = resolved(reference)
        if not isinstance(form, StreamObject) or form.get("/Subtype") != "/Form":
            return None
        content = form.get_data()
        if not has_text(content):
            return None
        key = (reference.idnum, reference.generation) if isinstance(reference, IndirectObject) else id(form)
        # A form without resources of its own uses those of its page (7.8.3).
        owner = form if "/Resources" in form else self._owner
        return Form(key, content, _Resources(owner, self._fonts), form_matrix(form))
