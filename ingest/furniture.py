"""Page furniture of Polish office sites: menus, font and contrast switches, breadcrumbs, share buttons, cookie notes.

The rules look at whole lines, folded to lower case without diacritics. Dates of publication stay: they are facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from corpus.language import fold


def _phrases(listed: str) -> frozenset[str]:
    """Folded lines, divided by "|" or a line end."""
    return frozenset(phrase.strip() for phrase in listed.replace("\n", "|").split("|") if phrase.strip())


_NETWORKS = frozenset(
    "facebook facebooku twitter twitterze x linkedin pinterest instagram youtube whatsapp messenger wykop google".split()
)

# Lines that are furniture wherever they stand.
_ANYWHERE = _phrases("""
    czcionki|czcionka|kontrast|rozmiar czcionki|rozmiar tekstu|wielkosc czcionki|wielkosc tekstu
    wersja kontrastowa|wysoki kontrast|ustaw kontrast|zmien kontrast|a a a|a a+ a++|a- a a+|deklaracja dostepnosci
    mapa strony|mapa serwisu|drukuj|drukuj strone|wydrukuj|wersja do druku|zapisz do pdf|udostepnij|udostepnij na
    podziel sie|polub nas|tweetnij|facebook|twitter|linkedin|pinterest|instagram|youtube|whatsapp|messenger
    udostepnij na facebooku|top_baner|baner|banner|do gory|na gore|powrot do gory|wroc do gory|wroc na gore
    przewin do gory|powrot|wstecz|wroc|powrot do listy|skip to content|skip to main content|przejdz do tresci
    przejdz do menu|przejdz do wyszukiwarki|przejdz do glownej tresci|przejdz do tresci glownej|przejdz do stopki
    przejdz do nawigacji|menu|menu glowne|rozwin menu|zwin menu|szukaj|wyszukaj|wyszukiwarka|szukaj w serwisie
    zaloguj|zaloguj sie|wyloguj|zarejestruj sie|czytaj wiecej|czytaj dalej|zobacz wiecej|wiecej informacji
    pokaz wiecej|nastepny artykul|poprzedni artykul|nastepny wpis|poprzedni wpis|nastepna strona|poprzednia strona
    polityka prywatnosci|polityka cookies|polityka plikow cookies|rss|biuletyn informacji publicznej|akceptuje
    akceptuj wszystkie|rozumiem|zgadzam sie|odrzuc wszystkie|ustawienia cookies|tlumacz migowy|wersja mobilna
    """)
# Lines that are furniture only next to other furniture at the top or the bottom of a page; elsewhere they are headings.
_AT_EDGES = _phrases("""
    nasi partnerzy|partnerzy|partnerzy projektu|sponsorzy|portal powstal dzieki wsparciu
    strona powstala dzieki wsparciu|strona glowna|aktualnosci|wydarzenia|ogloszenia|galeria|galeria zdjec
    kalendarz|archiwum|kontakt|newsletter|komentarze|do pobrania|powiazane artykuly|podobne artykuly|zobacz takze
    zobacz rowniez|polecane|najnowsze|tagi|urzad|gmina|miasto|powiat|samorzad|mieszkaniec|dla mieszkanca
    dla mieszkancow|turysta|dla turysty|inwestor|dla inwestora|przedsiebiorca|turystyka|kultura|sport|edukacja|bip
    epuap|e-urzad|wiecej|dalej|pdf|x|zamknij|ustawienia|nastepny|poprzedni|nastepna|poprzednia|stopka|o nas
    """)
_MONTHS = "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia"
# Captions of the logos of European funds at the foot of a page; higher up they may be headings of a strategy.
_LOGOS = _phrases("""
    kapital ludzki|program operacyjny kapital ludzki|czlowiek - najlepsza inwestycja|czlowiek najlepsza inwestycja
    unia europejska|europejski fundusz spoleczny|europejski fundusz rozwoju regionalnego|fundusze europejskie
    narodowa strategia spojnosci|rzeczpospolita polska|dofinansowane przez unie europejska
    """)
# The name of a section with the day of publication behind it: "Aktualności 23 Czerwca 2014".
_DAY = rf"\d{{1,2}}(?:[./-]\d{{1,2}}[./-]|\s+(?:{_MONTHS})\s+)\d{{4}}(?:\s*r\.?)?"
_SECTION_AND_DATE = re.compile(
    rf"^\W*(?P<section>[^\W\d]+(?:[ -][^\W\d]+){{0,3}})\s*[:|,»–-]?\s*(?P<date>{_DAY})\W*$", re.IGNORECASE
)
_PATTERNS = (
    re.compile(
        r"^(?:czcionk[ai]|kontrast|(?:rozmiar|wielkosc) (?:czcionki|tekstu))\s*+:?"
        r"(?:[\sa+|-]|kontrast|:|wlacz\w*+|wylacz\w*+|wysoki|zwykly|normaln\w++|domysln\w++|mala|srednia|duza|reset\w*+)*$"
    ),
    re.compile(
        r"^(?:liczba |ilosc |licznik )?(?:odslon\w*|wyswietlen\w*|odwiedzin\w*|przeczytano|czytano)\s*+:?\s*+\d[\d ]*(?:razy)?$"
    ),
    re.compile(
        r"^(?:©|\(c\)|copyright\b|wszelkie prawa zastrzezone|powered by|projekt i wykonanie\b|realizacja strony\b).{0,100}$"
    ),
    # Who typed the page in: not a fact about the practice, and often a private name.
    re.compile(
        r"^(?:autor(?: wpisu)?|redaktor|opublikowal\(?a?\)?|wprowadzil\(?a?\)?|dodal\(?a?\)?|fot\.?)\s*:.{0,60}$"
    ),
)
_COOKIES = re.compile(
    r"\b(?:cookies?|ciastecz\w+)\b.*\b(?:stron\w*|serwis\w*|witryn\w*|przegladark\w*|zgod\w*)\b|\b(?:stron\w*|serwis\w*|witryn\w*)\b.*\bcookies?\b"
)
_COOKIE_NOTE_LENGTH = 500

_TRAIL_START = re.compile(
    r"^(?:jestes (?:tutaj|w|na stronie)|tu jestes|znajdujesz sie)\b\s*:?|^(?:strona glowna|start|home|glowna)\s*[/»>›→|]"
)
_TRAIL_SIGN = re.compile(r"\s*[»›→>]\s*|\s+/\s+|(?<=\w)/(?=\w)|\s*\|\s*")
_ARROWS = re.compile(r"[»›→]|\s>\s")
_TRAIL_LENGTH = 300
_TITLE_WORDS = 3
_SECTION_LENGTH = 80


def without_furniture(texts: Sequence[str]) -> list[str | None]:
    """Each line as it stands, None for furniture, or what is left of it.

    A breadcrumb leaves the title when it holds the only copy of it, the name of a section with a date leaves the date.
    """
    texts = [_date_of_section(text) or text for text in texts]
    folded = [_bare(text) for text in texts]
    kept: list[str | None] = [
        _title_of_trail(text, folded) if _is_trail(bare) else None if _is_furniture(bare) else text
        for text, bare in zip(texts, folded, strict=True)
    ]
    for places in (range(len(texts)), range(len(texts) - 1, -1, -1)):
        for place in _edge_run(places, kept, folded):
            kept[place] = None
    for place in _logos_at_the_foot(kept, folded):
        kept[place] = None
    return kept


def _logos_at_the_foot(kept: Sequence[str | None], folded: Sequence[str]) -> list[int]:
    left = [place for place in range(len(kept)) if kept[place] is not None]
    return list(takewhile(lambda place: folded[place] in _LOGOS, reversed(left)))


def _edge_run(places: Iterable[int], kept: Sequence[str | None], folded: Sequence[str]) -> list[int]:
    """Lines of `_AT_EDGES` before the first real one. One alone, without other furniture beside it, is a real one."""
    run: list[int] = []
    beside = False
    for place in places:
        if kept[place] is None:
            beside = True
        elif folded[place] in _AT_EDGES:
            run.append(place)
        else:
            break
    return run if beside or len(run) > 1 else []


def _date_of_section(text: str) -> str | None:
    found = _SECTION_AND_DATE.match(text) if len(text) <= _SECTION_LENGTH else None
    return found["date"] if found is not None and _bare(found["section"]) in _AT_EDGES else None


def _bare(text: str) -> str:
    return fold(text).strip(" \u00a0:;.,-–—|*•«‹»›<>↑▲")


def _is_furniture(bare: str) -> bool:
    if not bare or bare in _ANYWHERE or any(pattern.match(bare) for pattern in _PATTERNS):
        return True
    words = bare.replace(",", " ").replace(":", " ").split()
    if words[0] in ("udostepnij", "podziel", "polub", "obserwuj") and any(word in _NETWORKS for word in words[1:]):
        return len(words) <= 2 + len(_NETWORKS)
    if len(words) > 1 and all(word in _NETWORKS for word in words):
        return True
    return len(bare) <= _COOKIE_NOTE_LENGTH and _COOKIES.search(bare) is not None


def _is_trail(bare: str) -> bool:
    if len(bare) > _TRAIL_LENGTH:
        return False
    return _TRAIL_START.match(bare) is not None or len(_ARROWS.findall(bare)) > 1


def _title_of_trail(trail: str, folded: Sequence[str]) -> str | None:
    """The last step of a breadcrumb when it reads like a title and stands nowhere else."""
    last = _TRAIL_SIGN.split(trail)[-1].strip()
    elsewhere = _bare(last) in folded
    return last if len(last.split()) >= _TITLE_WORDS and not elsewhere else None
