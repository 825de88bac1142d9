"""Makes the PDFs in `tests/ingest/pdfs` from `tekst.md`, each by another program and in another setting.

    python -m tests.ingest.make_pdfs [FOLDER]

Needs LibreOffice Writer with the Polish hyphenation patterns (Debian: libreoffice-writer, hyphen-pl), Chromium, and the
packages typst and pypdfium2. The results are kept, so the tests need none of them. Made with LibreOffice 7.4, Chromium 156
and typst 0.15.
"""

from __future__ import annotations

import html
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.ingest.pdf_writer import picture_pdf

FOLDER = Path(__file__).parent / "pdfs"
SOURCE = FOLDER / "tekst.md"
RUNNING_HEAD = "Gmina Lipowa Dolina – sprawozdanie"
_SECONDS = 180

_SYLLABLE = re.compile(r"(?<=[^\W\d_][^\W\d_][aeiouyąęó])(?=[bcdfghjklłmnńprsśtwzźż]{1,2}[aeiouyąęó][^\W\d_])")

Kind = Literal["title", "heading", "item", "paragraph"]
_SIGNS: tuple[tuple[str, Kind], ...] = (("# ", "title"), ("## ", "heading"), ("- ", "item"))


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of the source without its sign."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Setting:
    """How a page is set. All of them are justified and divide words."""

    columns: int
    contents: bool


def read_source(text: str) -> list[Part]:
    """The parts of the small Markdown that the source is written in."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [_part(line) for line in lines]


def _part(line: str) -> Part:
    for sign, kind in _SIGNS:
        if line.startswith(sign):
            return Part(kind, line.removeprefix(sign))
    return Part("paragraph", line)


def typst_source(parts: Sequence[Part], setting: Setting) -> str:
    """Libertinus, with its ligatures. Numbers the pages and sets a running head."""
    signs: dict[Kind, str] = {"title": "= ", "heading": "== ", "item": "- ", "paragraph": ""}
    head = (
        f'#set page(paper: "a5", margin: 16mm, columns: {setting.columns}, numbering: "1 / 1",'
        f" header: align(right)[{RUNNING_HEAD}])\n"
        '#set text(lang: "pl", size: 10pt, hyphenate: true)\n#set par(justify: true)\n'
    )
    contents = '#outline(title: "Spis treści")\n' if setting.contents else ""
    body = "\n\n".join(signs[part.kind] + re.sub(r"([#$*_@<\[\]])", r"\\\1", part.text) for part in parts)
    return f"{head}{contents}{body}\n"


def make_with_typst(parts: Sequence[Part], setting: Setting, target: Path) -> None:
    import typst

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "tekst.typ")
        source.write_text(typst_source(parts, setting), encoding="utf-8")
        typst.compile(source, output=target, ignore_system_fonts=True)


def html_source(parts: Sequence[Part], setting: Setting) -> str:
    """Chromium has no Polish patterns here, so long words carry soft hyphens. It adds running heads of its own."""
    tags: dict[Kind, str] = {"title": "h1", "heading": "h2", "item": "li", "paragraph": "p"}
    body = "\n".join(f"<{tags[p.kind]}>{divided(html.escape(p.text))}</{tags[p.kind]}>" for p in parts)
    body = re.sub(r"((?:<li>.*</li>\n?)+)", r"<ul>\1</ul>\n", body)
    entries = "".join(
        f"<p><span>{html.escape(title)}</span><span>{page}</span></p>" for title, page in entries_of(parts)
    )
    contents = f"<nav><h2>Spis treści</h2>{entries}</nav>\n" if setting.contents else ""
    return (
        '<!doctype html><html lang="pl"><meta charset="utf-8"><title>Sprawozdanie</title><style>'
        "@page { size: A5; margin: 16mm } "
        f"body {{ font: 10pt 'Liberation Serif', serif; text-align: justify; columns: {setting.columns}; column-gap: 6mm }}"
        " h1 { font-size: 15pt } h2 { font-size: 12pt }"
        " nav p { display: flex; justify-content: space-between; margin: 0 }"
        f"</style><body>\n{contents}{body}</body></html>"
    )


def make_with_chromium(parts: Sequence[Part], setting: Setting, target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "tekst.html")
        source.write_text(html_source(parts, setting), encoding="utf-8")
        _run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"],
            [f"--print-to-pdf={target.resolve()}", source.as_uri()],
        )


def divided(text: str) -> str:
    """Soft hyphens in long words, after vowels that consonants and a vowel follow."""
    return re.sub(r"[^\W\d_]{9,}", lambda word: _SYLLABLE.sub("\u00ad", word.group()), text)


def entries_of(parts: Sequence[Part]) -> list[tuple[str, int]]:
    """A table of contents; the page numbers need not be right."""
    titles = [part.text for part in parts if part.kind == "heading"]
    return [(title, 1 + place // 2) for place, title in enumerate(titles)]


def odt_source(parts: Sequence[Part], setting: Setting) -> str:
    """A flat OpenDocument text with hyphenation on, a running head and page numbers."""
    columns = (
        f'<style:columns fo:column-count="{setting.columns}" fo:column-gap="0.6cm">'
        + '<style:column style:rel-width="1*"/>' * setting.columns
        + "</style:columns>"
        if setting.columns > 1
        else ""
    )
    body = "".join(_odt_part(part) for part in parts)
    entries = "".join(
        f'<text:p text:style-name="C">{title}<text:tab/>{page}</text:p>' for title, page in entries_of(parts)
    )
    contents = f'<text:p text:style-name="H">Spis treści</text:p>{entries}' if setting.contents else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="Serif" svg:font-family="'Liberation Serif'"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:paragraph-properties fo:text-align="justify" fo:margin-bottom="0.2cm"/>
<style:text-properties style:font-name="Serif" fo:font-size="10pt" fo:language="pl" fo:country="PL" fo:hyphenate="true"
 fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"/></style:default-style>
<style:style style:name="T" style:family="paragraph" style:default-outline-level="1">
<style:text-properties fo:font-size="15pt" fo:font-weight="bold" fo:hyphenate="false"/></style:style>
<style:style style:name="H" style:family="paragraph" style:default-outline-level="2">
<style:text-properties fo:font-size="12pt" fo:font-weight="bold" fo:hyphenate="false"/></style:style>
<style:style style:name="C" style:family="paragraph"><style:paragraph-properties fo:text-align="start">
<style:tab-stops><style:tab-stop style:position="11.7cm" style:type="right"/></style:tab-stops></style:paragraph-properties>
</style:style>
</office:styles>
<office:automatic-styles><style:page-layout style:name="P">
<style:page-layout-properties fo:page-width="14.8cm" fo:page-height="21cm" fo:margin="1.5cm">{columns}
</style:page-layout-properties>
<style:header-style><style:header-footer-properties fo:min-height="0.8cm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="0.8cm"/></style:footer-style>
</style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P">
<style:header><text:p>{RUNNING_HEAD}</text:p></style:header>
<style:footer><text:p>Strona <text:page-number/> z <text:page-count/></text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>{contents}{body}</office:text></office:body></office:document>"""


def _odt_part(part: Part) -> str:
    text = html.escape(part.text)
    if part.kind == "title":
        return f'<text:h text:style-name="T" text:outline-level="1">{text}</text:h>'
    if part.kind == "heading":
        return f'<text:h text:style-name="H" text:outline-level="2">{text}</text:h>'
    return f"<text:p>{'• ' if part.kind == 'item' else ''}{text}</text:p>"


def make_with_libreoffice(parts: Sequence[Part], setting: Setting, target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"{target.stem}.fodt")
        source.write_text(odt_source(parts, setting), encoding="utf-8")
        _run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"],
            ["--outdir", str(target.parent.resolve()), str(source)],
        )


def _run(program: Sequence[str], arguments: Sequence[str]) -> None:
    subprocess.run([*program, *arguments], check=True, timeout=_SECONDS, capture_output=True)


SCANNED = (
    "Gmina Lipowa Dolina ogłasza konkurs",
    "na zajęcia świetlicowe dla dzieci i młodzieży",
    "z żółtą łąką w źródle.",
)
SCAN = FOLDER / "skan" / "skan.pdf"
_DOTS_PER_INCH, _DARK = 150, 128


def make_scan(target: Path) -> None:
    """A page that only shows an image of text, in black and white."""
    import numpy as np
    import pypdfium2
    import typst

    source = '#set page(width: 12cm, height: 5cm, margin: 1cm)\n#set text(size: 12pt, lang: "pl")\n' + "\\ ".join(
        SCANNED
    )
    page = pypdfium2.PdfDocument(typst.compile(source.encode()))[0]
    image = np.asarray(page.render(scale=_DOTS_PER_INCH / 72, grayscale=True).to_numpy()).squeeze()
    rows = np.packbits(image >= _DARK, axis=1)
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(picture_pdf(rows.tobytes(), image.shape[1], image.shape[0], _DOTS_PER_INCH))


MAKERS: dict[str, Callable[[Sequence[Part], Setting, Path], None]] = {
    "libreoffice": make_with_libreoffice,
    "chromium": make_with_chromium,
    "typst": make_with_typst,
}
SETTINGS = {"jedna": Setting(columns=1, contents=True), "dwie": Setting(columns=2, contents=False)}


def main(folder: Path) -> None:
    parts = read_source(SOURCE.read_text(encoding="utf-8"))
    for program, make in MAKERS.items():
        for name, setting in SETTINGS.items():
            make(parts, setting, folder / f"{program}-{name}.pdf")
    make_scan(folder / SCAN.relative_to(FOLDER))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
