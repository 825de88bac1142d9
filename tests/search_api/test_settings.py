"""Settings come from PRAKTYKI_* once; a wrong one is named with its value, in Polish."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_api.settings import Settings, SettingsError, read_settings


def test_without_any_setting_the_server_is_local_and_state_lies_in_var(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRAKTYKI_DATA_DIR", raising=False)

    settings = Settings()

    assert (settings.host, settings.port, settings.data_dir) == ("127.0.0.1", 8000, Path("var"))
    assert settings.encoder == "own"


def test_a_setting_comes_from_the_environment_and_the_command_line_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRAKTYKI_PORT", "9000")
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", "/srv/praktyki")

    assert read_settings().port == 9000
    assert read_settings({"port": "9001"}).port == 9001
    assert read_settings().store_path == Path("/srv/praktyki/store.sqlite3")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("PRAKTYKI_PORT", "osiem", "Wpisz liczbę całkowitą"),
        ("PRAKTYKI_PORT", "70000", "Najwięcej: 65535"),
        ("PRAKTYKI_LANGUAGE", "de", "pl, en"),
        ("PRAKTYKI_RELOAD_SECONDS", "nan", "liczb"),
        ("PRAKTYKI_RELOAD_SECONDS", "0", "0"),
        ("PRAKTYKI_DATA_DIR", "", "Podaj ścieżkę folderu"),
        ("PRAKTYKI_STARTER_DIR", "  ", "Podaj ścieżkę folderu"),
        ("PRAKTYKI_FETCH_PORTS", "80;443", "oddzielone przecinkami"),
        ("PRAKTYKI_FETCH_PORTS", "0", "od 1 do 65535"),
    ],
)
def test_a_wrong_setting_is_named_with_its_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError) as caught:
        read_settings()

    assert name in str(caught.value)
    assert f"„{value}”" in str(caught.value)
    assert told in str(caught.value)
    assert "should" not in str(caught.value)


def test_a_wrong_option_is_named_as_the_option_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRAKTYKI_PORT", "9000")

    with pytest.raises(SettingsError, match=r"^Opcja --port ma złą wartość „abc”: Wpisz liczbę całkowitą"):
        read_settings({"port": "abc"})


def test_ports_are_a_list_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().web_ports == {80, 443}

    monkeypatch.setenv("PRAKTYKI_FETCH_PORTS", "80, 8080")

    assert read_settings().web_ports == {80, 8080}
