"""The speed test measures what it says. How fast the machine is does not matter here."""

from __future__ import annotations

import os

import pytest

from corpus.cards import STARTER, load_folder
from ingest import ocr
from ingest.bench import measure, sample_files
from ingest.loaders import pdf
from ingest.loaders.pdf import Extractor, PdfLoader, installed

PAGES, FILES = 2, 2


@pytest.fixture(scope="module")
def samples() -> list[bytes]:
    return sample_files(list(load_folder(STARTER))[:6], FILES, PAGES)


@pytest.mark.parametrize("extractor", installed())
def test_the_samples_are_full_pages_of_different_polish_text(samples: list[bytes], extractor: Extractor) -> None:
    drafts = [PdfLoader(extractor).load(sample, "plik.pdf") for sample in samples]

    for draft in drafts:
        assert draft.pages == PAGES
        assert draft.notes == ()
        assert 2_000 < sum(len(block.text) for block in draft.blocks) / PAGES < 4_000
    assert drafts[0].blocks != drafts[1].blocks
    assert "ą" in drafts[0].blocks[0].text


def test_a_whole_run_is_measured_and_leaves_the_environment_alone(
    samples: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ocr.VARIABLE, ocr.OFF)
    monkeypatch.delenv(pdf.VARIABLE, raising=False)

    figures = measure("pypdf", samples, PAGES)

    assert (figures.extractor, figures.pages) == ("pypdf", PAGES * FILES)
    assert min(figures.read, figures.document, figures.run) > 0
    assert pdf.VARIABLE not in os.environ
