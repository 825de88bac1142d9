"""The style sheet: every theme is readable, and no room brings colours, fonts or pictures of its own."""

from __future__ import annotations

import re

import pytest

from search_api.web.assets import STATIC

STYLE = (STATIC / "style.css").read_text(encoding="utf-8")
PALETTE = STYLE[: STYLE.index("/* == general elements == */")]
TEXT, EDGE = 4.5, 3.0  # contrast that WCAG 2.2 asks of text (1.4.3) and of parts of the interface (1.4.11)


def properties(selector: str) -> dict[str, str]:
    """The custom properties that the palette sets for `selector`, in its first rule."""
    start = PALETTE.index(f"{selector} {{")
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", PALETTE[start : PALETTE.index("}", start)]))


LIGHT = properties(":root")
DARK = properties('\n:root[data-theme="dark"]')
THEMES = {
    "light": LIGHT,
    "dark": LIGHT | DARK,
    "dark of the system": LIGHT | properties(':root:not([data-theme="light"])'),
    "black on white": LIGHT | properties(':root[data-contrast="black-on-white"]'),
    "yellow on black": LIGHT | properties(':root[data-contrast="yellow-on-black"]'),
}
PAIRS = [
    *((text, ground, TEXT) for text in ("ink", "quiet", "link", "visited") for ground in ("paper", "panel")),
    *((text, ground, TEXT) for text in ("error", "warn", "good") for ground in ("paper", "panel")),
    ("on-accent", "accent", TEXT),
    ("on-mark", "mark", TEXT),
    ("error", "error-panel", TEXT),
    ("ink", "error-panel", TEXT),
    ("link", "warn-panel", TEXT),
    ("ink", "warn-panel", TEXT),
    ("ink", "good-panel", TEXT),
    *((edge, ground, EDGE) for edge in ("field", "accent", "focus") for ground in ("paper", "panel")),
    ("shade-4", "shade-1", EDGE),
]  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2, glossary)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """From 1 to 21 (WCAG 2.2, glossary)."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_enough_contrast(theme: str) -> None:
    palette = THEMES[theme]

    faint = {
        (first, second): round(contrast(palette[first], palette[second]), 2)
        for first, second, least in PAIRS
        if contrast(palette[first], palette[second]) < least
    }

    assert not faint


@pytest.mark.parametrize("theme", ["black on white", "yellow on black"])
def test_high_contrast_is_high_everywhere(theme: str) -> None:
    palette = THEMES[theme]

    assert all(
        contrast(palette[text], palette["paper"]) >= 7 for text in ("ink", "quiet", "link", "line", "field", "error")
    )


def test_dark_is_the_same_whether_chosen_or_asked_for_by_the_system() -> None:
    assert properties(':root:not([data-theme="light"])') == DARK
    assert DARK.keys() == LIGHT.keys()


def test_colours_come_from_the_palette_only() -> None:
    rules = STYLE[len(PALETTE) :]
    # Two buttons show the contrast that they choose; paper is white whatever the screen; shadows are no colours to read.
    rules = re.sub(r"\.look \.contrast-[^{]*\{[^}]*\}", "", rules)
    rules = re.sub(r"rgb\(0 0 0 / 0\.\d+\)", "", rules)
    rules = re.sub(r"@media print \{.*?\n\}", "", rules, flags=re.DOTALL)

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", rules) == []


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert "url(" not in STYLE
    assert "@import" not in STYLE
    assert "@font-face" not in STYLE


@pytest.mark.parametrize(
    "asked",
    [
        "prefers-color-scheme: dark",
        "prefers-contrast: more",
        "prefers-reduced-motion: reduce",
        "forced-colors: active",
        "print",
    ],
)
def test_what_the_system_of_the_reader_asks_for_is_heard(asked: str) -> None:
    assert re.search(rf"@media (\()?{asked}", STYLE)


def test_every_property_in_use_is_defined() -> None:
    used = set(re.findall(r"var\(--([\w-]+)", STYLE))
    defined = set(re.findall(r"--([\w-]+):", STYLE))

    assert used <= defined
