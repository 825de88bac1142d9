"""Names told by the words before them: a title ("p. Stempniak"), a label ("Kontakt: Oksana Kovalenko")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.personal.person import SPACE, Person, follows, person_of
from ingest.personal.titles import TITLES, WEAK_TITLES
from ingest.personal.tokens import Token

_AFTER_TITLE = re.compile(rf"\.?{SPACE}{{0,3}}|{SPACE}*\r?\n")
# Beginnings of the words that a label can consist of, before its colon or dash.
_LABELS = """
    sporządzi opracowa przygotowa autor kontakt osob koordyn imi nazwisk podpis prowadz redak tekst zdjęci fot
    wnioskodawc kierowni lider opieku trener ekspert instruktor zgłasza odpowiedzialn pełnomocni reprezentowan skład
    uczestni prelegen moderator wolontariusz prezes człon beneficjent adresat odbior nadawc właściciel zatwierdzi
    sprawdzi zweryfikowa wykona dane mail telefon tel
"""
_REST_OF_LABEL = """
    do kontakt projekt zada program dokument za przez w spraw dzieck opieku uczestni wolontariusz raport notat
    protok materiał osob merytoryczn i oraz stron zarząd komisj nazwisk imi
"""
_LABEL = re.compile(
    rf"(?<![^\W\d_])(?:{'|'.join(_LABELS.split())})\w*\.?(?:[ \t]+(?:{'|'.join(_REST_OF_LABEL.split())})\w*){{0,4}}"
    r"[ \t]*[:–—|(-][ \t\n]*(?:(?:mgr|dr|inż|pani?|p)\.?[ \t]+){0,3}$",
    re.IGNORECASE,
)
_LOOK_BACK = 90


def cued(text: str, words: Sequence[Token], place: int) -> Person | None:
    """A name after a title ("p. Stempniak") or a label ("Kontakt: ..."), also one that the dictionary lacks."""
    word = words[place]
    if not word.is_capital or word.is_initial or (word.is_upper and not word.form.known):
        return None
    titled = place > 0 and _is_after_title(words[place - 1], word)
    if not titled and not (
        _can_be_only_a_name(word) and _LABEL.search(text, max(0, word.start - _LOOK_BACK), word.start)
    ):
        return None
    last = place
    while last - place < 2 and follows(words, last + 1) and _can_go_on(words[last + 1]):
        last += 1
    return person_of(words, place, last, "title" if titled else "label")


def _is_after_title(before: Token, word: Token) -> bool:
    title = before.text.casefold()
    if title not in TITLES or before.is_upper or not _AFTER_TITLE.fullmatch(word.gap):
        return False
    if title in WEAK_TITLES and not (_can_be_only_a_name(word) or word.gap.startswith(".")):
        return False
    if word.form.is_given:
        return True
    # "Pan Wójt", "Pani Prezes": an office, though somebody may be called so.
    return word.form.may_be_surname and not (word.form.other and word.form.nouns)


def _can_go_on(word: Token) -> bool:
    return word.form.may_be_surname and not word.form.other


def _can_be_only_a_name(word: Token) -> bool:
    form = word.form
    return form.is_only_personal or (form.is_given and not form.other) or (not form.known and not word.is_upper)
