"""Open answers to a question of a survey, in a table without votes: which of them tell nothing that a need could be.

Who asks "Czego brakuje?" is given needs, greetings and jokes. All answers are taken but those that the model of
documents (need_model.py) holds for very unlikely below this question.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.document import Block, Document, document_id
from corpus.language import fold
from search_api.planning.need_model import NeedModel, shipped
from search_api.planning.need_sections import marked, section_of
from search_api.planning.need_units import Unit

UNLIKELY = 0.35  # of probability; below the threshold of a document, for the question has asked for needs
_QUESTIONS = "?"


def is_question(title: str) -> bool:
    """True for a title that asks people for needs or tasks in so many words."""
    return _QUESTIONS in title and section_of(marked(title).rest) in ("needs", "tasks")


def telling(question: str, answers: Sequence[str], model: NeedModel | None = None) -> list[bool]:
    """Of each answer below the question whether it may tell a need. `model` is the shipped one unless another is given."""
    if not answers:
        return []
    section = section_of(marked(question).rest) or "needs"
    units = [Unit(answer.rstrip(" .,;"), "item", section, (question,), None, 1) for answer in answers]
    blocks = (Block(text=question, kind="heading", level=2), *(Block(text=one, kind="list_item") for one in answers))
    document = Document(
        id=document_id("0" * 64), title="", file_name="", media_type="text/plain", sha256="0" * 64, blocks=blocks
    )
    # Its place in the sheet must not decide: the same answer is judged as where it is likeliest.
    likeliest: dict[str, float] = {}
    for unit, one in zip(units, (model or shipped()).probabilities(units, document), strict=True):
        likeliest[fold(unit.text)] = max(one, likeliest.get(fold(unit.text), 0.0))
    return [likeliest[fold(unit.text)] >= UNLIKELY for unit in units]
