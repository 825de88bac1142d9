"""Word patterns that the evidence ladder rests on: stems with word boundaries, safe for Polish inflection.

Repetitions are bounded, so that matching takes linear time on any text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Up to this many words may stand between the two halves of a pattern.
_NEAR = r"(?:[^\s,;]{1,40}\s){0,6}?"
_CLOSE = r"(?:[^\s,;]{1,40}\s){0,3}?"
_INFINITIVE = r"(?!sieć\b)(?:\w{1,20}[aeiyąuó]ć|iść|\w{0,6}jść|znaleźć|pomóc|móc)\b"


@dataclass(frozen=True, slots=True)
class Signal:
    """Any of `patterns`, unless one of `refuted` matches the same phrase."""

    patterns: tuple[re.Pattern[str], ...]
    refuted: tuple[re.Pattern[str], ...] = ()

    def find(self, text: str) -> re.Match[str] | None:
        """The first match of the first pattern that fits, or None."""
        if any(pattern.search(text) for pattern in self.refuted):
            return None
        return next((match for pattern in self.patterns if (match := pattern.search(text))), None)


def _signal(*patterns: str, refuted: tuple[str, ...] = ()) -> Signal:
    return Signal(
        tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns),
        tuple(re.compile(pattern, re.IGNORECASE) for pattern in refuted),
    )


_GOT = (
    r"\b(?:dosta|otrzyma|zdoby|uzyska|odebra|wygra|zgarnę|przyniós|przynios)(?:ł\w{0,3}|li|ł[ay]?|no|to|wszy)\b"
    r"|\b(?:otrzymuje|otrzymują|zdobywał\w?|przyznano|przypadł\w?|trafił\w? się)\b"
)
_PRIZE = (
    r"(?:nagrod[ęaąy]|wyróżnieni[ea]|tytuł\w{0,3}|certyfikat|statuetk[ęa]|medal|laur|grand prix|godło|"
    r"[„]?najlepsz\w{1,3}|srebro|brąz|złoto|odznaczenie|puchar|znak jakości)\b"
)
# A contest for money or for a contract is no recognition; prizes for participants are not for the practice.
_GRANT_CONTEST = (
    r"\b(?:konkurs\w{0,3} (?:ofert|dotac\w+|grant\w+|miasta|gminy|powiatu|urzędu|na prowadzenie|na realizację|na zadani\w+)"
    r"|przetarg\w{0,3}|budżet\w{0,2} obywatelsk\w{1,3}|głosowani\w{1,3})"
)
_PARTICIPANTS = (
    r"\b(?:uczestnicy|uczestniczki|uczestnikom|absolwenci|kursanci|zawodnicy|zwycięzcy|laureaci|finaliści|autorzy|autorkom|"
    r"najlepsi|najlepszym|każdy|każda|wszyscy|drużyny|uczniowie|uczniom|dzieci|dzieciom|stypendyści)\b"
)
_DENIED = r"\bnie (?:\w{1,20} )?(?:dosta|otrzyma|zdoby|uzyska|wygra|przyzna)\w{1,5}\b"

AWARD = _signal(
    rf"(?:{_GOT})\s{_NEAR}{_PRIZE}",
    rf"\b{_PRIZE}\s{_CLOSE}(?:{_GOT})",
    r"\bjeden z \w{1,20} laureatów\b|\bwśród laureatów\b|\blaureat(?:em|ką)\b",
    rf"\bwygra(?:ł|ła|ło|li|ły)\s{_NEAR}(?:konkurs|plebiscyt|etap|ranking|przegląd|finał|[IVX]{{1,5}} )",
    rf"\bzaj(?:ął|ęła|ęło|ęli|ęły)\s{_CLOSE}miejsc\w{{1,3}} (?:w|na|wśród|spośród)\b",
    rf"\b(?:nagrodzon|wyróżnion|uhonorowan|odznaczon)[yaeio]\s{_NEAR}"
    r"(?:przez|w konkurs\w+|w plebiscy\w+|nagrod\w+|tytułem|medalem|statuetką|„)",
    rf"\b(?:nagrodzono|wyróżniono|uhonorowano)\s{_CLOSE}(?:nagrodą|tytułem|medalem|statuetką|„)",
    rf"\b(?:kapituła|jury)\s{_CLOSE}(?:docenił|nagrodził|wyróżnił)[ao]\b",
    rf"\buzna(?:no|ł|ła|ło|li|ły|ny|na|ne)\s{_CLOSE}za {_CLOSE}"
    r"(?:najleps\w{1,3}|wzorcow\w{1,3}|modelow\w{1,3}|dobrą praktykę)\b",
    r"\bodnosił\w? sukcesy na (?:przegląd|konkurs|festiwal)\w{1,4}\b",
    refuted=(_GRANT_CONTEST, _PARTICIPANTS, _DENIED, r"\bnominowa\w{1,4}\b", r"\binicjatywę edycji\b"),
)

OUTSIDE = _signal(
    r"\b(?:zewnętrzn|niezależn)\w{1,4} (?:\w{1,20} )?(?:ewaluacj|badani|badań|audyt|ocen)\w{0,4}\b",
    r"\b(?:ewaluacj|badani|badań|audyt)\w{0,4} (?:zewnętrzn|niezależn)\w{1,4}\b",
    rf"\b(?:NIK|Najwyższ\w{{1,3}} Izb\w{{1,3}} Kontroli)\s{_NEAR}(?:potwierdz|pozytywnie|docenił|wskazał\w? jako)\w{{0,4}}",
    rf"\b(?:naukowc|badacz|uczeln|uniwersytet|instytut|politechnik)\w{{0,5}}\s{_NEAR}"
    r"(?:zbadał|przebadał|ocenił|potwierdził|wykazał)\w{0,2}\b",
    rf"\b(?:badani\w{{1,3}}|raport)\s{_NEAR}(?:potwierdził|wykazał)\w{{0,2}}\b",
    rf"\b(?:stał|stała|stało|stały) się {_CLOSE}wzorem\b|\bwskazywan\w{{1,3}} jako {_CLOSE}(?:wzór|przykład)\b",
    refuted=(r"\bnieprawidłowoś\w{1,3}\b", r"\bnie potwierdził\w{0,2}\b"),
)

_ELSEWHERE = (
    r"(?:inn(?:e|ych|ym|ymi|ej)|kolejn(?:e|ych|ym)|sąsiedni(?:e|ch|m)|okoliczn(?:e|ych))\s"
    r"(?:gmin|miast|miejscowo|powiat|samorząd|wsi|wios|region|wojew|kraj|dzielnic|sołect|placów|szkoł|szkół|ośrod)\w{0,6}"
)
_COPIED = r"(?:przeni[eo]s|powiel|skopiow|przejęł|przejęt|powtórzył|powtórzon|naśladuj|naśladow|zastosowa|wdroży|wdroż)\w{0,6}"
REPEATED = _signal(
    rf"\b(?:wzór|model|pomysł|rozwiązanie|metodę|program|praktykę)\s{_CLOSE}{_COPIED}\s{_NEAR}(?:do\s\w|w\s\w|{_ELSEWHERE})",
    rf"\b{_COPIED}\s{_NEAR}{_ELSEWHERE}",
    rf"\b{_ELSEWHERE}\s{_NEAR}{_COPIED}",
    rf"\b(?:za|w) (?:jej|jego|ich|tym)? ?(?:przykładem|ślad\w{{0,2}})\s{_CLOSE}posz\w{{2,4}}\b",
    refuted=(r"\bzachęca\w{0,3}\b", r"\bdo naśladowania\b", r"\bkrajow\w{1,3} model\w{0,3}\b"),
)

EVALUATION = _signal(
    r"\bewaluacj\w{1,4}\b",
    rf"\b(?:ankiet|badani)\w{{1,3}}\s{_CLOSE}(?:wykazał|pokazał|potwierdził)\w{{0,2}}\b",
)

PLAN = _signal(
    r"\b(?:zaplanowa|zaplanuj|zapowiedzi|zapowiad|zamierza|przewidzian|przewidział|przewiduj)\w{0,6}\b",
    rf"\bplanuj(?:e|ą|emy)\s{_CLOSE}{_INFINITIVE}",
    r"\bplanowan[oeya]\b(?! przestrzenn)",
    r"\bw plan(?:ie|ach) (?:są|jest|był|była|było|były|ma|mają|znala\w{1,5}|m\.in)\b",
    rf"\b(?:miał|miała|miało|miały|mieli|miano|ma|mają)\s{_CLOSE}{_INFINITIVE}",
    r"\bbędzie\b|\bbędą\b|\bdocelowo\b|\boszacowano\b",
    r"\b(?:powstaną|ruszą|zostanie|zostaną|odbędzie|odbędą|poprowadzi|poprowadzą|rozpocznie|rozpoczną|obejmie|obejmą)\b",
    r"\bpowstanie (?!styczni|listopad|warszaw|śląsk|wielkopol)",
    r"\bzałożono (?:co najmniej|że|(?!stowarzyszeni|zrzeszeni|zgromadzeni)\w{3,20}[nc]ie)\b",
    r"\bna etapie przygotowań\b|\bw przygotowaniu\b",
    r"\bplan na (?:ten )?(?:rok|lata|\d{4})",
)

CONTRAST = _signal(r"^\s*(?:a|ale|lecz|choć|jednak|natomiast|zaś)\b")
NOMINATION = _signal(r"\bnominowa\w{1,4}\b|\bnominacj\w{1,3}\b")
BEYOND = _signal(r"\bw całym (?:kraju|województwie)\b|\bw całej polsce\b|\bw skali (?:kraju|województwa)\b")
GAIN = _signal(r"\b(?:zebra|uzbiera|zarobi|oszczędz|zaoszczędz|pozyska|zdobyt|zdobył)\w{0,5}\b|\bprzych[oó]d\w{0,3}\b")
SPENDING = _signal(
    r"\b(?:koszt|przeznacz|wyda[nł]|wynios|wynosi|warto|wart[aey]?\b|dotacj|pul[aęi]\b|rozdziel|rozda[nł]|przekaza|trafi[łl]|dosta[łl]|otrzyma[łl]|przypad[łl]|budżet|kwot|dofinansow|"
    r"dołoży|zapłaci|środk)\w{0,7}"
)
