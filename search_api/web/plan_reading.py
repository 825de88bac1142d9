"""From what a person pasted or sent to the first list of needs: their own words, a table, a whole document, a saved plan."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Literal

from starlette.datastructures import FormData, UploadFile

from corpus.document import Document
from corpus.language import normalise
from search_api import uploads
from search_api.pasted import document_of_text
from search_api.planning import needs
from search_api.planning.need import Assumed, Need
from search_api.planning.need_limits import MOST_NEEDS, NeedsRead, NoNeeds
from search_api.planning.programme import check
from search_api.searching.engine import Engine
from search_api.uploads import Upload, UploadRefused, read_pasted, read_upload
from search_api.web import plan_form, plan_link
from search_api.web.plan_check import CheckWords, check_words
from search_api.web.plan_link import BadState
from search_api.web.plan_state import Conditions, PlanState, of_needs
from search_api.web.plan_weights import recounted
from search_api.web.texts import Texts

LONGEST_NAME = 120
ACCEPTED = (".docx", ".odt", ".pdf", ".rtf", ".doc", ".txt", ".csv", ".xlsx", ".ods", ".html", ".json")
TOO_MANY = "Razem jest {found} potrzeb. Zostawiono pierwsze {kept}."
NO_TABLE = "To jest tabela. Wczytaj program jako dokument: docx, odt, pdf, rtf albo txt."
NO_CHILD = "Nie możemy teraz czytać plików. Wklej treść w pole obok albo spróbuj za chwilę."

Field = Literal["lista", "plik"]
_log = logging.getLogger(__name__)


class Refused(Exception):
    """Nothing can be made of what was sent. `field` is "lista" or "plik"; the message is a Polish sentence on what to do."""

    def __init__(self, field: Field, message: str, status: int = HTTPStatus.UNPROCESSABLE_ENTITY) -> None:
        super().__init__(message)
        self.field: Field = field
        self.message, self.status = message, status


@dataclass(frozen=True, slots=True)
class Sent:
    """What a person gave on a page: a text, which is a list or a whole document, and a file."""

    text: str
    is_document: bool
    upload: UploadFile | None

    @property
    def file_name(self) -> str:
        """The name of the file as it may be shown."""
        return normalise(self.upload.filename or "")[:LONGEST_NAME] if self.upload is not None else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The state with which editing begins. `alike` are pairs of places of needs that say nearly the same; `check` that of a
    document that is a programme of cooperation."""

    state: PlanState
    file_name: str = ""
    alike: tuple[tuple[int, int], ...] = ()
    check: CheckWords | None = None


def sent(form: FormData, text: str, file: str) -> Sent:
    """What stands in the fields of these names."""
    found = form.get(file)
    upload = found if isinstance(found, UploadFile) and found.filename else None
    typed = plan_form.text_of(form, text, plan_form.LONGEST_LIST)
    return Sent(typed if typed.strip() else "", bool(plan_form.text_of(form, "dokument")), upload)


def read(given: Sent, conditions: Conditions, engine: Engine, t: Texts) -> Reading:
    """The needs of a text and of a file, in this order. Raises Refused."""
    if given.upload is not None and plan_link.is_saved(given.file_name) and not given.text:
        return _saved(given, t)
    parts: list[NeedsRead] = []
    document: Document | None = None
    if given.text and given.is_document:
        pasted = _read_by_child("lista", lambda: read_pasted(given.text))
        document = pasted.document
        parts.append(_needs_of("lista", pasted))
    elif given.text:
        parts.append(_needs("lista", lambda: needs.read_list(given.text)))
    if given.upload is not None:
        opened = _opened(given.upload)
        document = opened.document or document
        parts.append(_needs_of("plik", opened))
    found = _joined(parts)
    if not found.needs and not found.perhaps:
        message = " ".join(found.notes) or t("plan_pages.start.nothing_found")
        raise Refused("plik" if given.upload is not None else "lista", message)
    alike = tuple(pair for pair in found.alike if pair[1] < MOST_NEEDS)
    words = _checked(document, engine, t) if document is not None else None
    state = of_needs(found.needs, conditions, found.notes, found.perhaps)
    if len(parts) > 1:
        state = state.model_copy(update={"needs": recounted(state.needs)})
    return Reading(state, given.file_name, alike, words)


def document_of(given: Sent) -> Document:
    """The document of a file, else of a pasted text. Raises Refused."""
    if given.upload is not None:
        document = _opened(given.upload).document
        if document is None:
            raise Refused("plik", NO_TABLE)
        return document
    from ingest.errors import Unreadable

    try:
        return document_of_text(given.text)
    except Unreadable as error:
        raise Refused("lista", error.reason) from error


def file_values() -> dict[str, object]:
    """Which files may be sent, for the form."""
    most = uploads.UPLOAD_BYTES.value
    size = f"{most // 2**20} MB" if most >= 2**20 else f"{most // 1000} kB"
    return {"size": size, "most_bytes": most, "accept": ",".join(ACCEPTED)}


def _needs(field: Field, reading: Callable[[], NeedsRead]) -> NeedsRead:
    try:
        return reading()
    except NoNeeds as error:
        raise Refused(field, str(error)) from error


def _needs_of(field: Field, opened: Upload) -> NeedsRead:
    rows, document = opened.rows, opened.document
    if rows is not None:
        found = _needs(field, lambda: needs.read_table(rows))
    elif document is not None:
        found = _needs(field, lambda: needs.read_document(document))
    else:
        found = NeedsRead(())
    return replace(found, notes=(*opened.notes, *found.notes))


def _joined(parts: Sequence[NeedsRead]) -> NeedsRead:
    together: tuple[Need, ...] = ()
    notes: tuple[str, ...] = ()
    alike: tuple[tuple[int, int], ...] = ()
    perhaps: tuple[Need, ...] = ()
    for part in _weighed_alike(parts):
        shift = len(together)
        alike = (*alike, *((first + shift, second + shift) for first, second in part.alike))
        together, notes, perhaps = (*together, *part.needs), (*notes, *part.notes), (*perhaps, *part.perhaps)
    if len(together) > MOST_NEEDS:
        notes = (*notes, TOO_MANY.format(found=len(together), kept=MOST_NEEDS))
    return NeedsRead(together, notes, alike, perhaps)


def _weighed_alike(parts: Sequence[NeedsRead]) -> Iterator[NeedsRead]:
    """Beside a part with weights the needs of a part without any are needs that nobody weighed."""
    weighed = [any(need.assumed or need.weight != 1.0 for need in part.needs) for part in parts]
    how: Assumed = next((need.assumed for part in parts for need in part.needs if need.assumed), "least")
    for part, has_weights in zip(parts, weighed, strict=True):
        if has_weights or not any(weighed):
            yield part
            continue
        needs, perhaps = (tuple(replace(need, assumed=how) for need in some) for some in (part.needs, part.perhaps))
        yield replace(part, needs=needs, perhaps=perhaps)


def _saved(given: Sent, t: Texts) -> Reading:
    assert given.upload is not None
    content = given.upload.file.read(plan_link.LONGEST_FILE + 1)
    try:
        return Reading(plan_link.read_file(content), given.file_name)
    except BadState as error:
        raise Refused("plik", t("plan_pages.start.bad_file")) from error


def _opened(upload: UploadFile) -> Upload:
    data = upload.file.read(uploads.UPLOAD_BYTES.value + 1)
    return _read_by_child("plik", lambda: read_upload(data, upload.filename or ""))


def _read_by_child(field: Field, reading: Callable[[], Upload]) -> Upload:
    from ingest.errors import ChildBroken

    try:
        return reading()
    except UploadRefused as refused:
        status = HTTPStatus.SERVICE_UNAVAILABLE if refused.busy else HTTPStatus.UNPROCESSABLE_ENTITY
        raise Refused(field, str(refused), status) from refused
    except ChildBroken as broken:
        _log.exception(NO_CHILD)
        raise Refused(field, NO_CHILD, HTTPStatus.SERVICE_UNAVAILABLE) from broken


def _checked(document: Document, engine: Engine, t: Texts) -> CheckWords | None:
    found = check(document)
    return None if found.kind == "none" else check_words(found, engine, t)
