"""How long it takes to find needs: `python -m search_api.planning.bench_needs`.

Prints the machine, then for each size the seconds of the best of three runs. The document repeats sentences with a number of their
own, so that none is dropped as told before.
"""

from __future__ import annotations

import platform
import time

from corpus.document import Block, Document, document_id
from search_api.planning.needs import read_document, read_list

PAGE = (
    "W sołectwie nr {n} brakuje miejsca spotkań, a seniorzy nie mają czym dojechać do lekarza.",
    "Gmina prowadzi szkołę i przedszkole, do których uczęszcza {n} dzieci.",
    "Mieszkańcy wskazywali na zły stan {n} przystanków i niewielką liczbę kursów.",
    "Urząd realizuje program, w którym uczestniczy {n} rodzin z terenu całej gminy.",
)
_SENTENCES_ON_A_PAGE = 40


def document_of(pages: int) -> Document:
    """A document of so many pages of some 3,000 characters."""
    blocks = [
        Block(text=PAGE[number % len(PAGE)].format(n=page * 100 + number), page=page)
        for page in range(1, pages + 1)
        for number in range(_SENTENCES_ON_A_PAGE)
    ]
    digest = f"{pages:064x}"
    return Document(
        id=document_id(digest),
        title="Diagnoza",
        file_name="diagnoza.pdf",
        media_type="application/pdf",
        sha256=digest,
        pages=pages,
        blocks=tuple(blocks),
    )


def best_of_three(pages: int) -> tuple[float, int]:
    """Seconds, and the number of needs found."""
    document = document_of(pages)
    seconds = []
    for _ in range(3):
        began = time.perf_counter()
        found = read_document(document)
        seconds.append(time.perf_counter() - began)
    return min(seconds), len(found.needs)


def main() -> None:
    print(f"{platform.machine()}, Python {platform.python_version()}")
    for pages in (25, 50, 100, 200, 400):
        seconds, needs = best_of_three(pages)
        print(f"document of {pages:>3} pages: {seconds:6.2f} s, {needs} needs")
    listed = "\n".join(f"- potrzeba numer {number}: remont świetlicy" for number in range(2_000))
    began = time.perf_counter()
    read_list(listed)
    print(f"list of 2000 needs: {time.perf_counter() - began:6.2f} s")


if __name__ == "__main__":
    main()
