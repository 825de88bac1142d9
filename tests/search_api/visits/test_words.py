"""A visit in words: what an organiser reads, on the page and in the files alike."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import get_args

import pytest

from corpus.practice import Partner
from ingest.personal.kinds import MASKS
from search_api.planning.visits import asking, checks, obstacles
from search_api.planning.visits.hosts import hosts_of
from search_api.planning.visits.result import Check, Drive, LeftOut, LeftOutReason, Lunch, Meeting, Value, VisitPlan
from search_api.visits.agenda import step_words
from search_api.visits.letters import letter_text
from search_api.visits.stops import StopWords, addressed, stop_words
from search_api.visits.verdicts import check_words, left_out_text
from search_api.visits.words import VisitWords, words
from search_api.web import texts
from tests.search_api.planning.visits.sample import DEPARTURE, empty_plan, practices, sample_plan

PL, EN = texts.load("pl"), texts.load("en")
TODAY = date(2027, 4, 1)


@pytest.fixture(scope="module")
def told() -> VisitWords:
    return words(sample_plan(), PL, TODAY)


def all_texts(node: object) -> list[str]:
    """Every text of a tree of words."""
    if isinstance(node, str):
        return [node]
    if is_dataclass(node) and not isinstance(node, type):
        return [text for field in fields(node) for text in all_texts(getattr(node, field.name))]
    return [text for one in node for text in all_texts(one)] if isinstance(node, tuple) else []


def test_a_day_is_told_in_the_order_of_time_without_a_hidden_gap(told: VisitWords) -> None:
    first, second = told.areas[0].days

    assert first.heading == "Dzień 1: czwartek, 13 maja 2027"
    assert first.summary == "2 spotkania, 55 km, 1 godz. w drodze, od 7:00 do 14:05"
    assert [(step.kind, step.time) for step in first.steps] == [
        ("drive", "7:00–7:40"),
        ("wait", "7:40–8:00"),
        ("meeting", "8:00–9:30"),
        ("wait", "9:30–11:30"),
        ("lunch", "11:30–12:15"),
        ("drive", "12:15–12:35"),
        ("meeting", "12:35–14:05"),
        ("night", "od 14:05"),
    ]
    assert first.steps[0].text == "Przejazd: Lyski – Niezdrowice, około 39 km"
    assert second.heading == "Dzień 2: piątek, 14 maja 2027"


def test_a_gap_within_one_drive_is_the_rest_of_the_driver() -> None:
    plan = sample_plan()
    day = plan.areas[1].days[0]
    drive = day.items[0]
    assert isinstance(drive, Drive)
    half = DEPARTURE + 60
    split = (replace(drive, end=half), replace(drive, start=half + 45), *day.items[1:])
    on_the_road = tuple(replace(item, spot=None) if isinstance(item, Lunch) else item for item in split)
    area = replace(plan.areas[1], days=(replace(day, items=on_the_road), *plan.areas[1].days[1:]))

    (one,) = words(replace(plan, areas=(area,)), PL).areas

    assert [step.kind for step in one.days[0].steps[:3]] == ["drive", "rest", "drive"]
    assert one.days[0].steps[1].text == "Przerwa kierowcy"
    assert "Obiad po drodze" in [step.text for step in one.days[0].steps]


def test_a_drive_within_one_town_does_not_name_it_twice() -> None:
    plan = sample_plan()
    day = plan.areas[0].days[0]
    drive = day.items[0]
    assert isinstance(drive, Drive)

    step = step_words(replace(drive, target=drive.origin, km=2.0), day, plan.request, PL)

    assert step.text == "Przejazd w miejscowości: Lyski, około 2 km"


def test_without_a_date_no_day_of_the_week_is_made_up() -> None:
    told = words(sample_plan(None), PL)

    assert told.areas[0].days[0].heading == "Dzień 1"
    assert "Nie podano daty, więc nie sprawdzono dni wolnych, a pliku kalendarza nie można zrobić." in told.notices
    # The area has checks of its own, made by hand with a date in them.
    assert not [text for text in all_texts(replace(told.areas[0], checks=(), proposal=())) if "2027" in text]
    assert told.areas[0].checklist[0].when == "8 tygodni przed"


def test_every_quote_stands_in_the_record_of_its_number_word_for_word(told: VisitWords) -> None:
    count = 0
    for area in told.areas:
        numbers = {source.number: source.path.removeprefix("/praktyki/") for source in area.sources}
        for stop in area.stops:
            assert numbers[stop.number] == stop.id
            record = practices()[stop.id]
            for group in stop.quotes:
                for line in group.lines:
                    assert line.sources == (stop.number,)
                    (quote,) = re.findall("„(.*)”", line.text)
                    for sentence in quote.split(" […] "):
                        assert sentence in getattr(record, group.key).replace("\n", " ")
                        count += 1
    assert count > 20


def test_a_stop_tells_whom_to_meet_and_what_to_ask_and_never_a_contact(told: VisitWords) -> None:
    stop = told.areas[0].stops[1]

    assert stop.title == "Leśnica dotuje Caritas: opieka domowa i gabinet rehabilitacji"
    assert [(host.name, host.side) for host in stop.hosts] == [
        ("Gmina Leśnica", "authority"),
        ("Caritas Diecezji Opolskiej", "other"),
    ]
    assert "Co zrobilibyście dziś inaczej?" in stop.questions
    assert any(note.startswith("Organizacja: brak danych w źródle.") for note in stop.notes)
    assert "Kontakt: [osoba, telefon, e-mail: uzupełnia organizator]" in stop.notes
    assert dict(stop.facts)["Czy to sprawdzone"] == "E1: działanie opisane bez wyników"


def stop_with(*partners: tuple[str, str, str]) -> StopWords:
    """A stop whose practice has these partners: name, sector, role."""
    plan = sample_plan()
    day = plan.areas[0].days[0]
    meeting = day.meetings[0]
    named = tuple(
        Partner.model_validate({"name": name, "sector": sector, "role": role}) for name, sector, role in partners
    )
    practice = meeting.candidate.practice.model_copy(update={"partners": named, "reach": "local"})
    found = hosts_of(practice)
    candidate = replace(
        meeting.candidate,
        practice=practice,
        authorities=found.authorities,
        organisations=found.organisations,
        others=found.others,
    )
    return stop_words(replace(meeting, candidate=candidate), day, plan.request, PL)


GMINA, CLUB = ("Gmina Ujazd", "public", "partner"), ("Stowarzyszenie Klub", "ngo", "partner")


@pytest.mark.parametrize(
    "leader",
    [
        ("Województwo Opolskie", "public"),
        ("Miejska Biblioteka Publiczna", "public"),
        ("Caritas Diecezji Opolskiej", "church"),
        ("Młodzieżowa Rada Miasta", "informal"),
        ("Uniwersytet Opolski", "academia"),
        ("Fundacja Czwarta", "ngo"),
    ],
)
def test_who_led_a_practice_is_written_to_first_whatever_it_is(leader: tuple[str, str]) -> None:
    # Given more partners of each side than there are letters, the leader last
    three = [(f"Gmina {number}", "public", "partner") for number in range(3)]
    clubs = [(f"Fundacja {number}", "ngo", "partner") for number in range(3)]

    found = addressed(stop_with(*three, *clubs, (*leader, "lead")))

    assert found[0].name == leader[0]
    assert {"Gmina 0", "Fundacja 0"} < {host.name for host in found}


@pytest.mark.parametrize(
    "leader",
    [
        "mieszkańcy wsi Ujazd",
        "Rolnicy z sołectwa",
        "Rodzice dzieci",
        "wolontariusze",
        "seniorzy",
        "Seniorki z Ujazdu",
        "Młodzi wolontariusze",
        "Sąsiedzi z ulicy Polnej",
        "Rodziny z osiedla",
        "Uczniowie i młodzież",
    ],
)
def test_people_lead_and_have_no_address(leader: str) -> None:
    stop = stop_with((leader, "informal", "lead"), GMINA, CLUB)

    assert [host.name for host in addressed(stop)] == ["Gmina Ujazd", "Stowarzyszenie Klub"]


@pytest.mark.parametrize(
    ("leader", "sector"),
    [
        ("Gminna Rada Seniorów w Ujeździe", "informal"),
        ("Rada Seniorów", "informal"),
        ("Klub Seniora", "informal"),
        ("Komitet Rodzicielski", "informal"),
        ("Rodzinny Klub Ogrodnika", "informal"),
        ("Sąsiednie sołectwa", "informal"),
        ("Młodzieżowa Rada Gminy", "informal"),
        ("Stowarzyszenie Rodziców", "ngo"),
        ("Rodzice dla Szkoły", "ngo"),
    ],
)
def test_bodies_named_after_people_are_written_to(leader: str, sector: str) -> None:
    assert addressed(stop_with((leader, sector, "lead"), GMINA))[0].name == leader


@pytest.mark.parametrize("sector", ["ngo", "public", "informal", "business"])
@pytest.mark.parametrize("role", ["lead", "partner"])
@pytest.mark.parametrize("name", [MASKS["name"], f"Gospodarstwo {MASKS['name']}", f"Klub {MASKS['email']}"])
def test_nobody_whose_name_was_masked_is_written_to(name: str, sector: str, role: str) -> None:
    stop = stop_with((name, sector, role), GMINA, CLUB)

    assert [host.name for host in addressed(stop)] == ["Gmina Ujazd", "Stowarzyszenie Klub"]


def test_masked_hosts_leave_the_letters_to_those_after_them() -> None:
    masked = [(f"{MASKS['name']} {number}", "ngo", "partner") for number in range(3)]

    assert [host.name for host in addressed(stop_with(*masked, CLUB))] == ["Stowarzyszenie Klub"]


def test_public_bodies_that_are_no_authority_are_told_as_what_they_are() -> None:
    stop = stop_with(
        ("Zespół Szkół nr 1", "public", "partner"),
        ("Samorząd Województwa Opolskiego", "public", "funder"),
        ("Parafia w Ujeździe", "church", "partner"),
    )

    assert [host.text for host in stop.hosts] == [
        "Zespół Szkół nr 1 (partner, instytucja publiczna)",
        "Samorząd Województwa Opolskiego (finansujący, samorząd województwa)",
        "Parafia w Ujeździe (partner, inny partner)",
    ]
    assert not any("Strona samorządowa: brak danych" in note for note in stop.notes)
    assert any("tylko samorząd województwa" in note for note in stop.notes)


def test_the_comparison_says_in_what_an_area_is_best(told: VisitWords) -> None:
    compared = told.comparison

    assert compared.heads == ("1. Opole i okolice", "2. Staszów i okolice")
    rows = {row.name: row for row in compared.rows}
    assert rows["Tematy ze spotkaniem"].cells == ("2 z 3", "2 z 3")
    assert rows["Tematy ze spotkaniem"].best == ()
    assert rows["Kilometry razem"].best == (0,)
    assert rows["Temat 1: Samotni seniorzy na wsi nie mają gdzie się spotkać"].cells == ("2 spotkania", "1 spotkanie")
    assert "kilometry razem" in compared.why[0][1]
    assert all(len(row.cells) == 2 for row in compared.rows)


def test_one_area_is_not_said_to_be_better_than_others() -> None:
    plan = sample_plan()

    told = words(replace(plan, areas=plan.areas[:1]), PL)

    assert told.comparison.why == ((),)
    assert all(row.best == () for row in told.comparison.rows)


def test_the_proposal_has_its_five_points_and_a_contact_to_fill_in(told: VisitWords) -> None:
    points = told.areas[0].proposal

    assert [(point.number, point.heading) for point in points] == [
        (1, "Miejsce"),
        (2, "Krótki opis praktyk"),
        (3, "Instytucje warte pokazania i uzasadnienie"),
        (4, "Uwagi"),
        (5, "Kontakt"),
    ]
    assert len(points[1].lines) == 4
    institutions = [line.text for line in points[2].lines]
    assert any(text.startswith("Gmina Ujazd (lider,") and "wynik: „" in text for text in institutions)
    assert all("Uzasadnienie:" in text for text in institutions)
    assert any(line.text.startswith("Termin. Urzędy są wtedy zamknięte: sobota, 15 maja") for line in points[3].lines)
    assert [line.text for line in points[4].lines] == [
        "[instytucja, imię i nazwisko, funkcja, telefon, e-mail: uzupełnia organizator]"
    ]


def test_hosts_come_first_and_the_sign_up_lasts_three_weeks(told: VisitWords) -> None:
    items = told.areas[0].checklist

    assert items[0].key == "hosts"
    assert items[0].when == "8 tygodni przed: czwartek, 18 marca 2027 (już minęło)"
    assert items[0].late
    when = {item.key: item.when for item in items}
    assert when["sign_up"] == "5 tygodni przed: czwartek, 8 kwietnia 2027"
    assert when["list"] == "2 tygodnie przed: czwartek, 29 kwietnia 2027"
    assert when["confirm"] == "dzień przed: środa, 12 maja 2027"
    assert when["thanks"] == "1 tydzień po: piątek, 21 maja 2027"
    assert {"insurance", "coach", "lodging", "materials", "report"} <= when.keys()


def test_nobody_books_a_night_for_a_visit_of_one_day() -> None:
    plan = sample_plan()
    area = replace(plan.areas[0], days=plan.areas[0].days[1:])

    (one,) = words(replace(plan, areas=(area,)), PL).areas

    assert "lodging" not in {item.key for item in one.checklist}


def test_each_host_gets_one_letter_with_all_meetings(told: VisitWords) -> None:
    letters = {letter.host: letter for letter in told.areas[0].letters}

    assert len(letters) == len(told.areas[0].letters)
    both = letter_text(letters["Samorząd Województwa Opolskiego"])
    assert "- piątek, 14 maja 2027, 8:15–9:45, Popielów" in both
    assert "- piątek, 14 maja 2027, 12:45–14:15, Wawelno" in both
    one = letter_text(letters["Gmina Ujazd"])
    assert "„Dom dziennego pobytu w wiejskiej świetlicy w Niezdrowicach” są Państwo wymienieni w roli: lider" in one
    assert "Źródło opisu: Otworzą dom dzienny, Strzelec Opolski, http://strzelecopolski.pl" in one
    assert "Grupa: 20 osób. Środek transportu: autokar." in one
    assert "- Świerkle: kronika wsi wydana przez stowarzyszenie z dotacją gminy" in one
    for blank in ("[miejscowość i data]", "[nazwa i adres organizatora]", "[kim są uczestnicy]", "[data]"):
        assert blank in one


def test_a_letter_asks_few_questions_and_the_programme_all() -> None:
    plan = sample_plan()
    day = plan.areas[0].days[0]
    asks = asking.CODES[:9]
    items = tuple(replace(item, asks=asks) if isinstance(item, Meeting) else item for item in day.items)

    (one,) = words(replace(plan, areas=(replace(plan.areas[0], days=(replace(day, items=items),)),)), PL).areas

    questions = [PL(f"visit.asks.{code}") for code in asks]
    assert list(one.stops[0].questions) == questions
    (asked,) = [part.items for part in one.letters[0].body if part.text == "Chcielibyśmy zapytać:"]
    assert list(asked) == questions[:5]


def test_where_no_host_is_known_the_letter_leaves_the_name_blank() -> None:
    plan = sample_plan()
    day = plan.areas[0].days[0]
    meeting = day.meetings[0]
    nobody = replace(meeting, candidate=replace(meeting.candidate, authorities=(), organisations=(), others=()))
    items = tuple(nobody if item is meeting else item for item in day.items)
    area = replace(plan.areas[0], days=(replace(day, items=items),))

    (one,) = words(replace(plan, areas=(area,)), PL).areas

    assert one.letters[0].host == "[gospodarz w miejscu: Niezdrowice]"
    assert "w tym miejscu działa praktyka" in letter_text(one.letters[0])
    assert one.stops[0].notes[1].startswith("Strona samorządowa: brak danych w źródle.")


def test_a_visit_that_cannot_be_says_what_to_change() -> None:
    told = words(empty_plan(), PL)

    assert told.areas == ()
    assert told.notices == ("Z tych warunków nie da się ułożyć wizyty. Niżej stoi, co zmienić.",)
    (obstacle,) = told.obstacles
    assert obstacle.text.endswith("Pozwól na własny podregion albo zmień temat.")


def test_what_was_asked_for_and_left_out_stands_first_with_its_reason() -> None:
    plan = sample_plan()
    found = (LeftOut("a-b", "Inna", "same_as", False, {"title": "Pierwsza"}), *plan.left_out)

    told = words(replace(plan, left_out=found), PL).left_out

    assert [one.id for one in told] == ["teryt:2412042", "a-b"]
    assert told[0].text == "To jest w waszym podregionie, a ten jest pominięty. Było wskazane jako konieczne."
    assert told[0].path is None
    assert (told[1].text, told[1].path) == ("Mówi prawie to samo co „Pierwsza”.", "/praktyki/a-b")


def test_why_the_times_are_estimates_although_a_server_is_set_is_said() -> None:
    told = words(replace(sample_plan(), travel_note="routes_slow"), PL)

    assert told.notices[0] == "Serwer tras odpowiada za wolno, więc czasy przejazdów są oszacowane."


@pytest.mark.parametrize("t", [PL, EN], ids=["pl", "en"])
def test_every_code_of_the_planner_has_its_words(t: texts.Texts) -> None:
    for rule, reasons in {**checks.SENTENCES, **obstacles.SENTENCES}.items():
        assert t(f"visit.checks.{rule}.heading")
        for reason in reasons:
            assert t.tree(f"visit.checks.{rule}.{reason}")
    for code in asking.CODES:
        assert t(f"visit.asks.{code}").endswith("?")
    for reason in get_args(LeftOutReason):
        assert left_out_text(LeftOut("x", "X", reason, True), t)


def test_no_words_are_kept_for_a_code_that_the_planner_does_not_know() -> None:
    known = {**checks.SENTENCES, **obstacles.SENTENCES}
    tree = PL.tree("visit.checks")
    assert isinstance(tree, dict)

    assert {rule: set(told) - {"heading"} for rule, told in tree.items()} == {
        rule: set(reasons) for rule, reasons in known.items()
    }
    asks = PL.tree("visit.asks")
    assert isinstance(asks, dict)
    assert set(asks) == set(asking.CODES)


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (
            Check("hours", "kept", "within", {"longest_minutes": 565, "most_minutes": 600}),
            "Najdłuższy dzień trwa 9 godz. 25 min (najwyżej 10 godz.).",
        ),
        (
            Check("calendar", "broken", "holiday", {"off_dates": ("2027-05-27",), "off_holidays": ("corpus_christi",)}),
            "Święto: Boże Ciało (czwartek, 27 maja 2027). Urzędy są zamknięte. Wybierz inny dzień.",
        ),
        (
            Check("topics", "broken", "not_all", {"topics": ("Rowery", "2024")}),
            "Na te tematy nie ma spotkania w tym obszarze: „Rowery”; „2024”.",
        ),
        (
            Check("authorities", "kept", "met", {"count": 2, "names": ("Gmina A", "Gmina B")}),
            "W programie są 2 spotkania ze stroną samorządową: Gmina A; Gmina B.",
        ),
        (
            Check("lunch", "kept", "in_time_but", {"meal_days": ("1", "2"), "no_days": ("3",), "count": 1}),
            "Obiad jest między 11:30 a 14:30 (dzień 1, 2). "
            "Bez obiadu jest dzień 3: kończy się na miejscu startu przed porą obiadu.",
        ),
        (
            Check("lunch", "kept", "in_time_but", {"meal_days": ("1",), "no_days": ("2", "3"), "count": 2}),
            "Obiad jest między 11:30 a 14:30 (dzień 1). "
            "Bez obiadu są dni 2, 3: kończą się na miejscu startu przed porą obiadu.",
        ),
        (
            Check("obstacle", "broken", "earlier_departure", {"change": "departure", "to": 360, "helps": 3}),
            "Pomoże wyjazd o 6:00.",
        ),
        (
            Check("running", "unknown", "unknown", {"count": 12, "names": tuple("ABCDEFGHIJKL")}),
            "Przy 12 praktykach opis nie mówi, czy jeszcze działają: A; B; C; D; E; F; G; H i jeszcze 4. "
            "Zapytaj gospodarzy przed wyjazdem.",
        ),
    ],
)
def test_the_values_of_a_check_are_told_as_people_write_them(check: Check, text: str) -> None:
    assert check_words(check, PL).text == text


def test_the_english_words_fill_the_same_tree() -> None:
    polish, english = words(sample_plan(), PL, TODAY), words(sample_plan(), EN, TODAY)

    assert len(all_texts(polish)) == len(all_texts(english))
    assert english.areas[0].days[0].heading == "Day 1: Thursday, 13 May 2027"
    assert english.areas[0].name == "Opole and around"


def test_no_text_keeps_an_unfilled_name() -> None:
    for plan in (sample_plan(), sample_plan(None), empty_plan()):
        for t in (PL, EN):
            assert not [text for text in all_texts(words(plan, t, TODAY)) if re.search(r"\{\w*\}|[^.]\.\.$", text)]


@pytest.mark.parametrize("t", [PL, EN], ids=["pl", "en"])
def test_a_whole_hour_does_not_end_a_sentence_twice(t: texts.Texts) -> None:
    values: dict[str, Value] = dict.fromkeys(
        ("longest_minutes", "most_minutes", "start_minutes", "needed_minutes"), 600
    )
    values |= {"start_km": 5, "nearest_km": 5, "over_days": ("1",), "long_days": ("1",)}

    for rule, reasons in {**checks.SENTENCES, **obstacles.SENTENCES}.items():
        for reason in reasons:
            text = t.tree(f"visit.checks.{rule}.{reason}")
            if isinstance(text, str) and "_minutes}" in text:
                assert ".." not in check_words(Check(rule, "kept", reason, values), t).text


def test_the_same_plan_has_the_same_words() -> None:
    made: list[VisitPlan] = [sample_plan(), replace(sample_plan())]

    assert words(made[0], PL, TODAY) == words(made[1], PL, TODAY)
