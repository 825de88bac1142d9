"""What a word may have been before one typing error."""

from __future__ import annotations

from itertools import groupby

from corpus.language import fold
from corpus.word_forms import EDGE, RUN, WordForms

_ALPHABET = "aąbcćdeęfghijklłmnńoóprsśtuwyzźż"
# Pieces of spelling by what they are without diacritics: "z" -> z, ź, ż.
_LETTERS = {plain: tuple(letters) for plain, letters in groupby(_ALPHABET, fold)}
_NOTHING = {"": ("",)}


def edited(form: str, forms: WordForms) -> list[str]:
    """Spellings with one letter less, more or other, or two swapped, each once. `form` is of Polish letters in lower case.

    Only those are given of which every run of RUN letters is in some form of the list, diacritics aside: a misspelled
    word mostly has a run that no word has, so most places of an edit need not be tried.
    """
    folded = fold(form)
    near = RUN - 1
    right_is_fine = [forms.has_runs(folded[cut:] + EDGE) for cut in range(len(form) + 1)]
    found: dict[str, None] = {}
    for cut in range(len(form) + 1):
        left = EDGE + folded[:cut]
        if not forms.has_runs(left):
            break
        swapped = form[cut : cut + 2][::-1]
        for removed, pieces in ((0, _LETTERS), (1, _LETTERS | _NOTHING), (2, {fold(swapped): (swapped,)})):
            end = cut + removed
            if end > len(form) or not right_is_fine[end]:
                continue
            right = folded[end:] + EDGE
            fitting = [
                spelled for plain, spelled in pieces.items() if forms.has_runs(left[-near:] + plain + right[:near])
            ]
            found.update(dict.fromkeys(form[:cut] + piece + form[end:] for spelled in fitting for piece in spelled))
    found.pop(form, None)
    return list(found)
