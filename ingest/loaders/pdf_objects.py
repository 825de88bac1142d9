"""Small questions to the objects of pypdf, whatever a damaged file has put in their place."""

from __future__ import annotations

from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NumberObject, PdfObject

from ingest.loaders.pdf_matrix import IDENTITY, Matrix, matrix_of, product


def resolved(value: PdfObject | None) -> PdfObject | None:
    """What a reference stands for; the object itself when it is none."""
    return value.get_object() if value is not None else None


def numbers_of(value: PdfObject | None) -> list[float]:
    """The numbers of an array; none for anything else."""
    found = resolved(value)
    items = [resolved(item) for item in found] if isinstance(found, ArrayObject) else []
    return [float(item) for item in items if isinstance(item, NumberObject | FloatObject)]


def form_matrix(form: DictionaryObject) -> Matrix:
    """The matrix of a form XObject (8.10.1), the identity where it gives none."""
    return matrix_of(numbers_of(form.get("/Matrix"))) or IDENTITY


def placed(box: list[float], matrix: Matrix, rectangle: list[float]) -> Matrix | None:
    """The matrix that brings the box of an appearance, transformed by its own matrix, onto the rectangle (12.5.5)."""
    if len(box) != 4 or len(rectangle) != 4:
        return None
    corners = [product((1, 0, 0, 1, x, y), matrix)[4:] for x in box[::2] for y in box[1::2]]
    left, low = min(x for x, _ in corners), min(y for _, y in corners)
    width, height = max(x for x, _ in corners) - left, max(y for _, y in corners) - low
    if not width or not height:
        return None
    across = abs(rectangle[2] - rectangle[0]) / width
    up = abs(rectangle[3] - rectangle[1]) / height
    right, above = min(rectangle[::2]) - across * left, min(rectangle[1::2]) - up * low
    return product(matrix, (across, 0, 0, up, right, above))


def inherited_resources(owner: DictionaryObject) -> DictionaryObject:
    """The resources of a page, which may stand in a node above it (7.7.3.4)."""
    seen: set[int] = set()
    node: PdfObject | None = owner
    while isinstance(node, DictionaryObject) and id(node) not in seen:
        seen.add(id(node))
        found = resolved(node.get("/Resources"))
        if isinstance(found, DictionaryObject):
            return found
        node = resolved(node.get("/Parent"))
    return DictionaryObject()


def entry(category: PdfObject | None, name: str) -> PdfObject | None:
    """The entry as the file gives it, a reference where it is one."""
    return category.raw_get(f"/{name}") if isinstance(category, DictionaryObject) and f"/{name}" in category else None
