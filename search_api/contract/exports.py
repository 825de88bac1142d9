"""What an export takes and what its JSON holds."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from search_api import numbers
from search_api.contract.reasons import AnswerModel
from search_api.contract.records import PracticeAnswer
from search_api.contract.search import Codes, FilterParameters, Near, SearchParameters, Sort


class ExportParameters(FilterParameters):
    """Albo identyfikatory („id”, można powtarzać), albo wyszukiwanie. Bez żadnego: cała baza."""

    id: Annotated[Codes, Field(description="Identyfikator rekordu; kilka daje listę w tej kolejności.")] = ()
    q: Annotated[str, Field(description="Potrzeba własnymi słowami.", examples=["samotni seniorzy na wsi"])] = ""
    sort: Sort = "relevance"
    near: Near | None = None
    diversity: Annotated[numbers.Diversity, Field(description="Nie zmienia kolejności w pliku.")] = 0.0

    def search(self) -> SearchParameters:
        """The same as a search."""
        return SearchParameters.model_construct(**{name: getattr(self, name) for name in SEARCHING})


SEARCHING = tuple(name for name in ExportParameters.model_fields if name in SearchParameters.model_fields)


class ExportedDocument(AnswerModel):
    """Dokument bez treści; treść jest pod /api/v1/documents/{id}."""

    id: str
    title: str
    file_name: str
    pages: int | None
    source_url: str | None
    url: str


class ExportAnswer(AnswerModel):
    """Rekordy zestawienia. „held” z „total” jest w pliku; „gone” to identyfikatory, których nie ma w bazie.

    „order” podaje kolejność rekordów obu rodzajów."""

    made: str
    address: str
    query: str
    filters: list[str]
    licence: str
    snapshot: str
    total: int
    held: int
    gone: list[str]
    order: list[str]
    practices: list[PracticeAnswer]
    documents: list[ExportedDocument]
