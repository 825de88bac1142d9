"""Real sentence-transformers folders, a few kilobytes each: letters for tokens, two layers, weights drawn from a seed.

They understand nothing, but everything about them is real: files, tokenizer, attention, pooling, one score for a pair.
"""

from __future__ import annotations

import string
from importlib import import_module
from pathlib import Path
from typing import Any

LETTERS = string.ascii_lowercase + "ąćęłńóśźż" + string.digits + string.punctuation
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
LONGEST = 64


def encoder_folder(folder: Path, *, seed: int = 0, prompts: dict[str, str] | None = None) -> Path:
    """An encoder of 16 dimensions with mean pooling and no normalisation of its own."""
    from sentence_transformers import SentenceTransformer

    # Over a folder of transformers alone the library takes mean pooling.
    alone = _transformer(folder.with_name(f"{folder.name}-bert"), seed, labels=None)
    SentenceTransformer(str(alone), device="cpu", prompts=prompts).save(str(folder))
    return folder


def reranker_folder(folder: Path, *, seed: int = 0, labels: int = 1) -> Path:
    """A cross-encoder that gives `labels` scores for a pair."""
    return _transformer(folder, seed, labels)


def _transformer(folder: Path, seed: int, labels: int | None) -> Path:
    import torch

    # Its classes are made on demand, which a type checker cannot follow.
    transformers: Any = import_module("transformers")
    folder.mkdir(parents=True)
    words = [*SPECIAL, *LETTERS, *(f"##{letter}" for letter in LETTERS)]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    tokenizer = transformers.BertTokenizerFast(str(folder / "vocab.txt"), strip_accents=False, model_max_length=LONGEST)
    config = transformers.BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=LONGEST,
        # Larger than usual, so that different texts are told apart without any training
        initializer_range=0.5,
        **({} if labels is None else {"num_labels": labels}),
    )
    torch.manual_seed(seed)
    make = transformers.BertModel if labels is None else transformers.BertForSequenceClassification
    model = make(config)
    model.save_pretrained(str(folder))
    tokenizer.save_pretrained(str(folder))
    return folder
