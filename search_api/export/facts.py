"""What a file says about itself, as pairs of a name and a value: the sheet of a workbook, the first page of a document."""

from __future__ import annotations

from search_api.export.about import About
from search_api.export.jsonld import PROJECT_LICENCE, PROJECT_LICENCE_NAME
from search_api.web.texts import Texts


def facts_of_file(about: About, t: Texts) -> tuple[tuple[str, str], ...]:
    """Day, search or list, how many records, what is left out, terms. Only what there is to say."""
    facts = [("what", t("export.of_list") if about.is_list else t("export.of_search"))]
    if about.query:
        facts.append(("query", about.query))
    if about.filters:
        facts.append(("filters", "; ".join(about.filters)))
    facts += [("made", about.made.isoformat()), ("address", about.address), ("held", str(about.held))]
    if about.is_cut:
        facts.append(("cut", t("export.cut", held=about.held, total=about.total)))
    if about.gone:
        facts.append(("gone", ", ".join(about.gone)))
    facts += [
        ("empty", t("export.empty_means")),
        ("licence", t("export.terms", name=PROJECT_LICENCE_NAME, address=PROJECT_LICENCE)),
        ("snapshot", about.snapshot),
    ]
    return tuple((t(f"export.facts.{key}"), value) for key, value in facts)
