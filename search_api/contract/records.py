"""Whole records as models of the contract: a practice and what follows from it, a document and its kin."""

from __future__ import annotations

from typing import Literal

from corpus.document import Block
from corpus.kinship import SharedPassage
from corpus.practice import Practice
from search_api.contract.reasons import AnswerModel
from search_api.contract.search import PlaceOut


class LegalBasisOut(AnswerModel):
    """Podstawa prawna wyprowadzona z tematów i form współpracy, a nie podana przez źródło."""

    code: str
    label: str
    article: str
    derived: bool
    legal_state: str


class PracticeAnswer(Practice):
    """Cały rekord praktyki i to, co z niego wynika."""

    url: str
    place_resolved: PlaceOut
    known_budget_pln: float | None
    completeness: float
    missing: list[str]
    legal_bases: list[LegalBasisOut]


class KinOut(AnswerModel):
    """Inny dokument z tym samym opisem. „share”: jaka część słów dłuższego z dwóch dokumentów jest wspólna."""

    id: str
    title: str
    url: str
    share: float
    near_duplicate: bool
    passages: list[SharedPassage]


class DocumentAnswer(AnswerModel):
    """Oczyszczony dokument. „masked” mówi, ile danych osobowych zasłonięto.

    „also_in” to dokumenty, w których stoi ten sam opis; „family” to grupa prawie jednakowych dokumentów.
    """

    id: str
    kind: Literal["document"]
    title: str
    file_name: str
    media_type: str
    sha256: str
    pages: int | None
    source_url: str | None
    masked: dict[str, int]
    blocks: list[Block]
    also_in: list[KinOut]
    family: list[str]
    url: str
