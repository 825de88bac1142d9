"""Legal bases that follow from the themes and forms of a practice.

Spheres of public tasks come from art. 4 ust. 1 of the act of 24 April 2003 on public benefit and volunteering, forms of
cooperation from art. 5 and the articles around it. They are derived by `corpus/vocabularies/legal_mapping.yaml`, not read
from a source, and say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import yaml

from corpus import vocabulary
from corpus.practice import Practice

_MAPPING = vocabulary.FOLDER / "legal_mapping.yaml"


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One article. `code` as in legal_spheres.yaml and legal_forms.yaml; `legal_state` names the text of the act."""

    code: str
    label: str
    article: str
    legal_state: str
    derived: Literal[True] = True


def legal_bases(practice: Practice) -> tuple[LegalBasis, ...]:
    """Spheres of the themes, then forms of the cooperation forms, each once, in the order of the record."""
    spheres, forms = _mappings()
    found = [basis for theme in practice.themes for basis in spheres[theme]]
    found += [basis for form in practice.cooperation_forms for basis in forms[form]]
    return tuple(dict.fromkeys(found))


@cache
def _mappings() -> tuple[Mapping[str, tuple[LegalBasis, ...]], Mapping[str, tuple[LegalBasis, ...]]]:
    content = yaml.load(_MAPPING.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return (
        _checked(content["themes"], "themes", "legal_spheres"),
        _checked(content["cooperation_forms"], "cooperation_forms", "legal_forms"),
    )


def _checked(rows: Mapping[str, list[str]], source: str, target: str) -> Mapping[str, tuple[LegalBasis, ...]]:
    if set(rows) != set(vocabulary.load(source).codes):
        raise ValueError(f"{_MAPPING}: the codes of {source} and the rows differ")
    return {code: tuple(_basis(target, article) for article in articles) for code, articles in rows.items()}


def _basis(name: str, code: str) -> LegalBasis:
    terms = vocabulary.load(name)
    term = terms.term(code)
    if term.article is None or terms.legal_state is None:
        raise ValueError(f"{name}.yaml: {code} has no article or the file has no legal_state")
    return LegalBasis(code=code, label=term.pl, article=term.article, legal_state=terms.legal_state)
