"""The map page, the drawings and what the script of the map is given, as a reader without JavaScript gets them."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from corpus import outlines
from corpus.practice import Place
from search_api.web import map_view, pages, texts
from search_api.web.assets import STATIC
from search_api.web.map_view import SHADES, upper_bounds
from tests.search_api.conftest import app_with
from tests.search_api.fakes import ATTACK, BARE, HOSTILE, INVITATION, PLOCKI, SENIORS, FakeEngine, practice
from tests.search_api.searching.test_map_route import POWIAT, SEVERAL, WHOLE
from tests.search_api.web.test_pages import BROWSER, Page, read

FAR = SENIORS.model_copy(
    update={
        "id": "klub-na-slasku",
        "title": f"Klub {HOSTILE}",
        "place": Place(powiat="rybnicki", voivodeship="śląskie"),
        "areas": (POWIAT,),
        "evidence_level": None,
    }
)
EVERYWHERE = practice("wszedzie", "W całym województwie", "Potrzeba", areas=(WHOLE,))
RECORDS = (SENIORS, FAR, SEVERAL, EVERYWHERE, BARE, ATTACK, INVITATION)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with TestClient(app_with(FakeEngine(RECORDS), tmp_path_factory.mktemp("mapa"))) as running:
        yield running


def macro(name: str, *arguments: object, **named: object) -> Page:
    """What a macro of `_maps.html` writes."""
    module = pages.environment().get_template("_maps.html").make_module()
    page = Page()
    page.feed(getattr(module, name)(*arguments, **named))
    page.close()
    return page


class TestMapPage:
    def test_shows_podregiony_and_the_same_practices_as_a_list(self, client: TestClient) -> None:
        page = read(client, "/mapa")

        assert "Na liście pod mapą jest 6 praktyk." in page.text
        listed = [link["href"] for link in page.all("a") if link["href"].startswith("/praktyki/")]
        assert set(listed) == {f"/praktyki/{record.id}" for record in RECORDS if record.kind == "practice"}
        assert listed.count(f"/praktyki/{SEVERAL.id}") == 2  # in two podregiony
        assert page.text.index("mazowieckie") < page.text.index("śląskie", page.text.index("Lista według miejsc"))

    def test_says_what_has_no_place(self, client: TestClient) -> None:
        page = read(client, "/mapa")

        assert "3 praktyki są tylko na liście, bo nie znamy ich dokładnego miejsca." in page.text
        assert "1 dokumentu nie da się umieścić na mapie." in page.text
        assert "całe województwo albo bez podregionu" in page.text

    def test_a_podregion_of_the_drawing_leads_to_its_place_in_the_list(self, client: TestClient) -> None:
        page = read(client, "/mapa")

        ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
        led = {link["href"] for link in page.all("a") if link["href"].startswith("#podregion-")}
        assert led == {"#podregion-PL227", "#podregion-PL923"}
        assert {address[1:] for address in led} <= ids

    def test_takes_the_search_of_the_results_page_and_leads_back_to_it(self, client: TestClient) -> None:
        page = read(client, "/mapa?q=samotni+seniorzy&voivodeship=mazowieckie&lang=pl")

        assert "Filtry w użyciu: województwo: mazowieckie." in page.text
        hrefs = [link["href"] for link in page.all("a")]
        assert "/szukaj?q=samotni+seniorzy&voivodeship=mazowieckie&lang=pl" in hrefs
        assert "/mapa?lang=pl" in hrefs
        assert [link for link in hrefs if link.startswith("/praktyki/")] == [f"/praktyki/{SENIORS.id}?lang=pl"]

    def test_the_script_gets_its_points_from_the_list_with_what_they_are_the_middle_of(
        self, client: TestClient
    ) -> None:
        page = read(client, "/mapa")

        (place,) = [attributes for _, attributes in page.tags if "data-map" in attributes]
        assert place["data-listed"] == "lista-praktyk"
        assert "data-points" not in place
        spots = [attributes for _, attributes in page.tags if "data-at" in attributes]
        assert sorted(spot["data-at"] for spot in spots) == ["50.0971 18.5418"] * 2 + ["52.4 19.4"] * 2
        assert {spot.get("data-of") for spot in spots} == {None, "powiat"}

    def test_a_list_too_long_for_the_page_is_cut_said_and_left_to_the_api(self, tmp_path: Path) -> None:
        many = [SENIORS.model_copy(update={"id": f"klub-{number:02d}"}) for number in range(43)]
        with TestClient(app_with(FakeEngine(many), tmp_path)) as client:
            page = read(client, "/mapa?q=seniorzy")

        (place,) = [attributes for _, attributes in page.tags if "data-map" in attributes]
        assert place["data-points"] == "/api/v1/map?q=seniorzy"
        assert "data-listed" not in place
        assert "pokaż wszystkie 43 w wynikach" in page.text
        assert len([link for link in page.all("a") if link["href"].startswith("/praktyki/")]) == 40

    def test_nothing_found_is_said_with_a_way_out(self, client: TestClient) -> None:
        page = read(client, "/mapa?q=papugi+egzotyczne+w+klatkach")

        assert "Nie ma praktyk do pokazania" in page.text
        assert "/mapa" in [link["href"] for link in page.all("a")]
        assert not [attributes for _, attributes in page.tags if "data-map" in attributes]

    def test_hostile_titles_are_text(self, client: TestClient) -> None:
        page = read(client, "/mapa")

        assert f"Klub {HOSTILE}" in page.text
        assert not [script for script in page.all("script") if not script.get("src", "").startswith("/static/js/")]

    @pytest.mark.parametrize("address", ["/mapa", "/mapa?q=seniorzy", "/mapa?q=papugi+w+klatkach", "/mapa?lang=en"])
    def test_is_well_formed_with_headings_in_order_and_ids_that_exist(self, client: TestClient, address: str) -> None:
        page = read(client, address)

        assert (page.faults, page.open) == ([], [])
        ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        assert len(ids) == len(set(ids))
        levels = [int(tag[1]) for tag, _ in page.tags if tag in {"h1", "h2", "h3", "h4"}]
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
        for _, attributes in page.tags:
            assert "style" not in attributes
            assert attributes.get("aria-labelledby", ids[0]) in ids
            if attributes.get("href", "").startswith("#"):
                assert attributes["href"][1:] in ids

    def test_a_wrong_filter_is_a_page_of_the_house(self, client: TestClient) -> None:
        assert client.get("/mapa?theme=kosmos", headers=BROWSER).status_code == 422
        assert "Nie ma wartości „kosmos”" in read(client, "/mapa?theme=kosmos").text


class TestCoverage:
    COUNTS = {"nuts:PL227": 12, "nuts:PL923": 1, "nuts:PL214": 3}  # noqa: RUF012

    def test_names_every_podregion_and_links_those_with_practices(self) -> None:
        page = macro("coverage", self.COUNTS, texts.load("pl"), "pl")

        assert "podregion rybnicki: 12 praktyk" in page.text
        assert "podregion płocki: 1 praktyka" in page.text
        assert "podregion suwalski: 0 praktyk" in page.text
        hrefs = [link["href"] for link in page.all("a")]
        # On the map and in the list beneath
        assert all(hrefs.count(f"/szukaj?subregion={code}") == 2 for code in self.COUNTS)
        assert sum(address.startswith("/szukaj") for address in hrefs) == 2 * len(self.COUNTS)
        assert (page.faults, page.open) == ([], [])

    def test_the_list_beneath_has_every_number_of_the_map(self) -> None:
        page = macro("coverage", self.COUNTS, texts.load("pl"), "pl")

        assert page.text.index("Te same liczby jako lista") < page.text.rindex("podregion rybnicki 12")
        assert len(page.all("li")) == 1 + len(set(self.COUNTS.values())) + 73

    def test_speaks_the_language_and_keeps_it_when_it_was_chosen(self) -> None:
        page = macro("coverage", self.COUNTS, texts.load("en"), "en", suffix="?lang=en")

        assert "podregion rybnicki: 12 practices" in page.text
        assert "/szukaj?subregion=nuts:PL227&lang=en" in [link["href"] for link in page.all("a")]

    def test_shades_stand_with_numbers_and_a_legend(self) -> None:
        found = map_view.coverage(self.COUNTS)

        shades = {region.code: region.shade for region in found.regions if region.count}
        assert shades == {"nuts:PL923": 1, "nuts:PL214": 2, "nuts:PL227": 3}
        assert [(shade.least, shade.most) for shade in found.shades] == [(1, 1), (2, 3), (4, 12)]
        assert {region.shade for region in found.regions if not region.count} == {0}

    def test_an_empty_base_is_a_map_without_links(self) -> None:
        page = macro("coverage", {}, texts.load("pl"), "pl")

        assert [link["href"] for link in page.all("a")] == ["#za-mapa"]

    def test_is_small_even_when_every_podregion_has_practices(self) -> None:
        counts = dict.fromkeys(outlines.load().subregions, 100)
        text = str(
            pages.environment().get_template("_maps.html").make_module().coverage(counts, texts.load("pl"), "pl")  # type: ignore[attr-defined]
        )

        assert len(text.encode()) < 60_000


@given(st.lists(st.integers(0, 500), max_size=73))
def test_bounds_of_shades_rise_and_end_with_the_greatest_number(counts: list[int]) -> None:
    bounds = upper_bounds(counts)

    assert list(bounds) == sorted(set(bounds))
    assert len(bounds) <= SHADES
    assert bounds[-1:] == ((max(counts),) if any(counts) else ())


@dataclass
class Spot:
    name: str
    lat: float | None
    lon: float | None
    subregion: str | None = None


class TestLocator:
    def test_marks_the_places_and_says_their_names(self) -> None:
        page = macro("locator", [PLOCKI, POWIAT], texts.load("pl"))

        (drawing,) = page.all("svg")
        assert drawing["role"] == "img"
        assert drawing["aria-label"] == "Miejsce na mapie Polski: Lucień; powiat rybnicki"
        assert len(page.all("circle")) == 2
        assert len([path for path in page.all("path") if path["class"] == "locator__area"]) == 2

    def test_places_at_one_spot_are_one_mark(self) -> None:
        points = [Spot("Rybnik", 50.1, 18.54), Spot("Rybnik", 50.1, 18.54), Spot(HOSTILE, 50.1, 18.54)]

        page = macro("locator", points, texts.load("pl"))

        assert page.all("svg")[0]["aria-label"] == f"Miejsce na mapie Polski: Rybnik, {HOSTILE}"
        assert len(page.all("circle")) == 1
        assert page.all("script") == []

    def test_without_coordinates_there_is_no_map(self) -> None:
        assert macro("locator", [Spot("Wola", None, None)], texts.load("pl")).tags == []
        assert macro("locator", [], texts.load("pl")).tags == []

    def test_is_small(self) -> None:
        text = str(pages.environment().get_template("_maps.html").make_module().locator([PLOCKI], texts.load("pl")))  # type: ignore[attr-defined]

        assert len(text.encode()) < 8_000


class TestResultMap:
    def test_is_shut_beside_the_list_and_a_link_without_a_script(self) -> None:
        page = macro("result_map", "q=samotni+seniorzy&theme=seniors", texts.load("pl"), suffix="?lang=pl")

        (fold,) = page.all("details")
        assert "open" not in fold
        assert [link["href"] for link in page.all("a")] == ["/mapa?q=samotni+seniorzy&theme=seniors&lang=pl"]
        (place,) = [attributes for _, attributes in page.tags if "data-map" in attributes]
        assert "hidden" in place
        assert place["data-points"] == "/api/v1/map?q=samotni+seniorzy&theme=seniors"

    @pytest.mark.parametrize(
        ("query", "suffix", "address"),
        [("", "", "/mapa"), ("", "?lang=en", "/mapa?lang=en"), ("q=a", "", "/mapa?q=a")],
    )
    def test_leads_to_the_page_of_the_same_search(self, query: str, suffix: str, address: str) -> None:
        page = macro("result_map", query, texts.load("pl"), suffix=suffix)

        assert [link["href"] for link in page.all("a")] == [address]

    @pytest.mark.parametrize("language", ["pl", "en"])
    def test_the_words_of_the_script_come_with_the_page(self, language: str) -> None:
        t = texts.load("pl" if language == "pl" else "en")
        page = macro("result_map", "", t)

        (place,) = [attributes for _, attributes in page.tags if "data-map" in attributes]
        assert json.loads(place["data-words"]) == t.tree("map_script")
        assert place["data-lang"] == language


def test_the_outlines_are_served_to_be_kept_and_the_address_changes_with_them(client: TestClient) -> None:
    answer = client.get(map_view.outlines_address())

    assert answer.headers["content-type"] == "application/json"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.content == outlines.FILE.read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        "leaflet-1.9.4/leaflet.js",
        "leaflet-1.9.4/leaflet.css",
        "leaflet-1.9.4/images/layers.png",
        "leaflet.markercluster-1.5.3/leaflet.markercluster.js",
        "leaflet.markercluster-1.5.3/MarkerCluster.css",
    ],
)
def test_the_libraries_of_the_map_are_our_own_files_with_their_licences(client: TestClient, path: str) -> None:
    assert client.get(f"/static/vendor/{path}").status_code == 200
    assert "Copyright" in client.get(f"/static/vendor/{path.split('/')[0]}/LICENSE").text


def test_every_word_that_the_scripts_use_is_in_the_catalogue() -> None:
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in (STATIC / "js").glob("map*.js"))

    used = set(re.findall(r"\bwords\.(\w+)", scripts)) - {"counted"}
    assert used | {"north", "south", "east", "west"} == set(texts.load("pl").tree("map_script"))  # type: ignore[call-overload]
