"""Persons planted in documents of every format are found nowhere: not in the store, the index, an answer, a page, a dump."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from corpus import submissions
from corpus.language import fold
from corpus.store import Store
from index import snapshot
from index.asked import starter_gaps
from index.gaps import read_gap
from search_api.app import create_app
from search_api.cli import main
from search_api.settings import Settings
from tests.ingest.office_files import docx, odt, paragraph
from tests.ingest.pdf_writer import pdf
from tests.ingest.people import Person, mentions, people
from tests.ingest.practice_card import card

HTML = {"Accept": "text/html"}


@given(st.data())
# No shrinking: an example reads ten files, builds an index and asks for everything.
@settings(max_examples=2, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_planted_persons_are_found_nowhere(data: st.DataObject) -> None:
    planted = data.draw(st.lists(people(), min_size=4, max_size=6, unique_by=lambda person: person.surname[0]))
    lines = [line for person in planted for line in _about(person, data.draw(mentions(person)))]
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        source, state = Path(folder, "pliki"), Path(folder, "var")
        source.mkdir()
        for name, content in _files(lines, planted[0]).items():
            (source / name).write_bytes(content)
        patch.setenv("PRAKTYKI_DATA_DIR", str(state))
        assert main(["ingest", str(source)]) == 0
        _send(state, lines)
        assert main(["review", "accept", _sent(state), "--set", "reach=local", "--set", "themes=seniors"]) == 0
        _send(state, lines)
        assert main(["build"]) == 0
        assert main(["dump", str(state / "kopia.jsonl")]) == 0

        with Store.open(state / "store.sqlite3") as store:
            documents = list(store.documents())
            practices = list(store.practices())
        leaks = {
            (where, found.group())
            for where, text in (*_written(state), *_answered(state, planted))
            for person in planted
            if (found := person.traces().search(fold(text)))
        }

    assert not leaks
    # Every file was read, and something was found in each.
    assert {document.file_name for document in documents} == {
        file for file in _files([], planted[0]) if file != "karta.json"
    }
    assert all(set(document.masked) == {"account", "email", "name", "pesel", "phone"} for document in documents)
    # The card, and what was sent with the form and accepted; what was sent after it waits.
    assert len(practices) == 2


def _send(state: Path, lines: list[str]) -> None:
    """Sends the lines with the form in which anybody proposes a practice."""
    about = "\n".join(line.replace("\n", " ") for line in lines)
    # A form holds less than a document: as much of the lines as each field takes.
    fields = dict.fromkeys(("need", "actions", "results", "lessons"), about[:5000].rpartition("\n")[0] or about[:5000])
    fields |= {"title": "Klub seniora", "place": "Rybnik", "institution": lines[0].replace("\n", " ")[:250]}
    with TestClient(create_app(Settings(data_dir=state))) as client:
        sent = client.post(
            "/dodaj", data={**fields, "started": "1", "step": "send"}, headers=HTML, follow_redirects=False
        )
    assert sent.status_code == 303, sent.text


def _sent(state: Path) -> str:
    with Store.open(state / "store.sqlite3") as store, store.reading() as connection:
        (waiting,) = submissions.submissions(connection, status="szkic")
    return waiting.submission.id


def _about(person: Person, mention: str) -> Iterator[str]:
    yield mention
    yield f"{person.given[0]} {person.surname[0]} odbiera telefon {person.phone[:3]} {person.phone[3:6]} {person.phone[6:]}."
    yield f"Adres {person.email}, PESEL {person.pesel}, konto {person.account}."
    yield f"O zajęciach {person.surname[0]} pisze w gazetce."


def _files(lines: list[str], first: Person) -> dict[str, bytes]:
    """The same lines in each format that is read, each file with an opening of its own: equal texts are stored once."""
    flat = [line.replace("\n", " ") for line in lines]
    rows = [["Lp.", "Opis"], *([str(number), line] for number, line in enumerate(flat, start=1))]
    sheet, table, cells = openpyxl.Workbook(), io.BytesIO(), io.StringIO()
    for row in [*rows, ["0", _opening("arkuszu")]]:
        sheet.active.append(row)
    sheet.save(table)
    csv.writer(cells).writerows([*rows, ["0", _opening("tabeli")]])
    page = "".join(f"<p>{line}</p>" for line in (_opening("stronie"), *flat))
    about = " ".join(flat)
    return {
        "opis.txt": "\n\n".join((_opening("notatce"), *lines)).encode(),
        "opis-okienny.txt": "\n\n".join((_opening("książce"), *lines)).encode("cp1250"),
        "strona.html": f"<html><body><article><h1>Klub seniora</h1>{page}</article></body></html>".encode(),
        "pismo.docx": docx("".join(map(paragraph, (_opening("piśmie"), *flat)))),
        "pismo.odt": odt("".join(f"<text:p>{line}</text:p>" for line in (_opening("liście"), *flat))),
        "pismo.rtf": _rtf(_opening("podaniu"), *flat),
        "raport.pdf": pdf([tuple(line for one in (_opening("raporcie"), *flat) for line in (one, ""))]),
        "lista.csv": cells.getvalue().encode(),
        "lista.xlsx": table.getvalue(),
        "karta.json": json.dumps(
            card(1, need=about, results=about, lessons=f"Pytaj: {first.given[0]} {first.surname[0]}")
        ).encode(),
    }


def _opening(where: str) -> str:
    return f"W {where} opisujemy klub seniora, który w Rybniku prowadzą gmina i stowarzyszenie."


def _rtf(*lines: str) -> bytes:
    text = r"\par ".join(lines)
    return rb"{\rtf1\ansi " + "".join(one if one.isascii() else rf"\u{ord(one)}?" for one in text).encode() + b"}"


def _written(state: Path) -> Iterator[tuple[str, str]]:
    """Every file of the data folder as text; what is no text in it reads as noise. Of the words of an index those stay out that
    the program brings with its gaps, pigeons for one: "gołąb" is a surname too."""
    brought = {lemma for gap in starter_gaps() for way in read_gap(gap).ways for lemma in way}
    for path in sorted(state.rglob("*")):
        if path.is_file():
            text = "\n".join(_arrays(path)) if path.suffix == ".npz" else path.read_bytes().decode("utf-8", "replace")
            if path.name == snapshot.WORDS:
                text = "\n".join(word for word in text.splitlines() if word not in brought)
            yield path.name, text


def _arrays(path: Path) -> Iterator[str]:
    """The arrays of a file with their names, but for fractions: among millions of bytes that are no letters three spell "lis"."""
    with np.load(path, allow_pickle=False) as arrays:
        for name in arrays.files:
            yield name
            array = arrays[name]
            if array.dtype.kind in "US":
                yield from map(str, array.ravel())
            elif array.dtype.kind != "f":
                yield array.tobytes().decode("utf-8", "replace")


def _answered(state: Path, planted: list[Person]) -> Iterator[tuple[str, str]]:
    """Every answer about every record, and the answers to searches for the persons, without the query they repeat."""
    app = create_app(Settings(data_dir=state, review="local"))
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5)) as client:
        for path in (
            "/api/v1/search?limit=100",
            "/api/v1/facets",
            "/api/v1/health",
            "/api/v1/outcomes",
            "/api/v1/drafts",
            "/przeglad",
            f"/przeglad/{_sent(state)}",
            "/szukaj",
        ):
            yield path, client.get(path, headers={} if path.startswith("/api") else HTML).text
        for person in planted:
            query = f"{person.given[0]} {person.surname[0]} {person.phone}"
            answer = client.post("/api/v1/search", json={"query": query}).json()
            yield query, json.dumps({key: answer[key] for key in ("results", "facets")}, ensure_ascii=False)
        for hit in client.get("/api/v1/search?limit=100").json()["results"]:
            yield hit["url"], client.get(hit["url"], headers=HTML).text
            for path in re.findall(r'"(/api/v1/[a-z]+/[^"{}]+)"', json.dumps(hit)):
                yield path, client.get(path).text
            yield hit["id"], client.get(f"/api/v1/{hit['kind']}s/{hit['id']}").text
            yield f"{hit['id']} similar", client.get(f"/api/v1/practices/{hit['id']}/similar").text
