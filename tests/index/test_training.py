"""Training: statistics and vectors by hand on tiny texts, and the whole way on generated Polish."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

from corpus.lemmas import lemmatiser
from index.training.statistics import LemmaCorpus, cooccurrences, read_corpus
from index.training.texts import paragraphs
from index.training.train import Recipe, Trained, text_fingerprint, train
from index.training.vectors import Matrix, factorise, ppmi, sif_weights

FARMING = "rolnik pole zboże traktor krowa gospodarstwo".split()
SCHOOL = "uczeń lekcja nauczyciel klasa zeszyt egzamin".split()
SMALL = Recipe(min_count=3, max_vocabulary=100, window=4, dimensions=6, sif_a=0.05, seed=0)


def corpus_of(*paragraph: str, min_count: int = 1, max_size: int = 100) -> LemmaCorpus:
    return read_corpus(paragraph, lemmatiser(), min_count, max_size)


def generated(seed: int = 5) -> list[str]:
    """300 sentences, each of one topic, with words of both kinds common to all."""
    draw = random.Random(seed)
    return [
        f"Nasza gmina: {', '.join(draw.choices(topic, k=5))} oraz {draw.choice(['dom', 'droga', 'miasto'])}."
        for topic in draw.choices([FARMING, SCHOOL], k=300)
    ]


def test_the_vocabulary_is_sorted_by_frequency_and_the_text_becomes_numbers() -> None:
    found = corpus_of("Gmina i gminy: klub.", "Klub w gminie", min_count=2)

    # "gmina" three times, "klub" twice; "i" and "w" are too rare. Each paragraph ends with -1
    assert found.vocabulary == ("gmina", "klub")
    assert found.counts.tolist() == [3, 2]
    assert found.ids.tolist() == [0, -1, 0, 1, -1, 1, -1, 0, -1]


def test_a_small_vocabulary_keeps_the_commonest() -> None:
    assert corpus_of("klub klub gmina gmina gmina dom", max_size=2).vocabulary == ("gmina", "klub")


def test_names_of_persons_and_numbers_stay_out_of_the_vocabulary() -> None:
    # "Agnieszka" and "Banaś" are names in the dictionary; "Xyzzyński" is unknown and written with a capital letter;
    # "żłobkobus" is unknown but written as a common word, "KGW" is a known acronym, "Rybnik" is a place
    text = "Agnieszka Banaś i Xyzzyński jadą do Rybnika. KGW ma żłobkobus z 2024 roku."

    vocabulary = corpus_of(text).vocabulary

    assert not {"agnieszka", "banaś", "xyzzyński", "2024"} & set(vocabulary)
    assert {"rybnik", "kgw", "żłobkobus", "rok"} <= set(vocabulary)


def test_cooccurrences_by_hand() -> None:
    # klub(1) gmina(0) dom(2) | gmina klub: neighbours weigh 1, words two apart weigh 1/2, nothing crosses the paragraph
    corpus = LemmaCorpus(("gmina", "klub", "dom"), np.array([2, 2, 1]), np.array([1, 0, 2, -1, 0, 1, -1], np.int32))

    counts = cooccurrences(corpus, window=2).toarray()

    assert counts.tolist() == [[0, 2, 1], [2, 0, 0.5], [1, 0.5, 0]]


def test_words_out_of_the_vocabulary_part_their_neighbours() -> None:
    corpus = LemmaCorpus(("gmina", "klub"), np.array([1, 1]), np.array([0, -1, 1, -1], np.int32))

    assert cooccurrences(corpus, window=3).nnz == 0


def test_ppmi_by_hand() -> None:
    # Counts [[0, 2], [2, 4]]: sums 2 and 6 of 8. Contexts raised to 1 (no smoothing): 1/4 and 3/4
    # (0, 1): ln(2 / (2 * 3/4)) = ln(4/3) = 0.287682;  (1, 0): ln(2 / (6 * 1/4)) = the same
    # (1, 1): ln(4 / (6 * 3/4)) = ln(8/9) < 0, so 0
    found = ppmi(sparse.csr_matrix(np.array([[0, 2], [2, 4]], dtype=np.float32)), smoothing=1.0).toarray()

    assert found == pytest.approx(np.array([[0, 0.287682], [0.287682, 0]]), abs=1e-6)


def test_smoothing_makes_rare_contexts_weigh_less() -> None:
    counts = sparse.csr_matrix(np.array([[0, 2], [2, 4]], dtype=np.float32))

    # 2^0.75 = 1.681793, 6^0.75 = 3.833659: context 0 has 0.304924 instead of 1/4: ln(2 / (6 * 0.304924)) = 0.089081
    assert ppmi(counts).toarray()[1, 0] == pytest.approx(0.089081, abs=1e-6)


def test_factorised_rows_are_of_unit_length_and_do_not_change_sign_by_chance() -> None:
    draw = np.random.default_rng(3)
    matrix = sparse.csr_matrix(np.abs(draw.normal(size=(12, 12))).astype(np.float32))

    first, second = factorise(matrix, 4, seed=0), factorise(matrix, 4, seed=1)

    assert np.linalg.norm(first, axis=1) == pytest.approx(np.ones(12), abs=1e-5)
    # Another start of the iteration, the same vectors
    assert first == pytest.approx(second, abs=1e-3)


def test_sif_weights_by_hand() -> None:
    # p = 0.9 and 0.1, a = 0.1: 0.1 / 1.0 and 0.1 / 0.2
    assert sif_weights(np.array([9, 1]), 0.1) == pytest.approx([0.1, 0.5])


@pytest.fixture(scope="module")
def trained() -> Trained:
    return train(generated(), SMALL)


def nearness(model: Trained, first: str, second: str) -> float:
    vectors: Matrix = model.vectors / np.linalg.norm(model.vectors, axis=1, keepdims=True)
    return float(vectors[model.vocabulary.index(first)] @ vectors[model.vocabulary.index(second)])


def test_words_of_one_topic_come_nearer_than_of_two(trained: Trained) -> None:
    same = [nearness(trained, a, b) for topic in (FARMING, SCHOOL) for a in topic for b in topic if a < b]
    other = [nearness(trained, a, b) for a in FARMING for b in SCHOOL]

    assert min(same) > max(other)


def test_common_words_weigh_less(trained: Trained) -> None:
    lengths = dict(zip(trained.vocabulary, np.linalg.norm(trained.vectors, axis=1), strict=True))

    assert lengths["gmina"] < lengths["traktor"]
    assert np.abs(trained.vectors).max() == pytest.approx(1.0)


def test_the_same_text_gives_the_same_vectors(trained: Trained) -> None:
    again = train(generated(), SMALL)

    assert again.vocabulary == trained.vocabulary
    assert again.tokens == trained.tokens
    assert np.array_equal(again.vectors, trained.vectors)


def test_the_recipe_sets_the_size(trained: Trained) -> None:
    smaller = train(generated(), replace(SMALL, max_vocabulary=10, dimensions=3))

    assert smaller.vectors.shape == (10, 3)
    assert smaller.vocabulary == trained.vocabulary[:10]


def test_the_fingerprint_of_a_text_is_that_of_its_letters() -> None:
    assert text_fingerprint(["ab", "c"]) == text_fingerprint(["a", "bc"]) != text_fingerprint(["ab"])


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    for name, content in {
        "text/stenogram.txt": "Pierwszy akapit.\nDrugi akapit.\n",
        "civic/interpelacje.tsv": "1\tInterpelacja o drodze\n",
        "civic/vote_topics.tsv": "2\tUchwała o szkole\n",
        "civic/pabulib_projects.tsv": 'x\ty\tPark „kieszonkowy" "\n',
        "qa/pytania.tsv": "Kto pyta?\tGmina\n",
        "parallel/ui.tsv": "council\trada\nonly english\n",
        "synthetic/pairs.jsonl": json.dumps({"practice": "Klub seniora", "needs": ["samotność", "nuda"]}) + "\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def test_every_source_gives_its_polish_text(sources: Path) -> None:
    assert [paragraph.strip() for paragraph in paragraphs(sources)] == [
        "Pierwszy akapit.",
        "Drugi akapit.",
        "Interpelacja o drodze",
        "Uchwała o szkole",
        'Park „kieszonkowy" "',
        "Kto pyta?",
        "Gmina",
        "rada",
        "Klub seniora",
        "samotność",
        "nuda",
    ]


@pytest.mark.parametrize("folder", ["text", "civic", "qa", "parallel", "synthetic"])
def test_a_missing_source_is_an_error_not_a_smaller_model(sources: Path, folder: str) -> None:
    for path in (sources / folder).iterdir():
        path.unlink()

    with pytest.raises(FileNotFoundError):
        list(paragraphs(sources))
