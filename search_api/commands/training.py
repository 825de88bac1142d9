"""`praktyki train`: the own encoder anew from a folder of texts and pairs, as `python -m index.training.train` does."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from search_api.commands.failures import Failure


def run(arguments: Namespace) -> int:
    try:
        from index.training.train import run as train
    except ModuleNotFoundError as error:
        raise Failure(
            f"Uczenie wymaga pakietu {error.name}. Zainstaluj dodatek: pip install 'dobre-praktyki[train]'."
        ) from error
    folder = Path(arguments.folder)
    try:
        report = train(Path(arguments.data), folder, untuned=arguments.untuned)
    except FileNotFoundError as error:
        raise Failure(
            f"Brakuje danych do uczenia: „{error.filename}”. Jakie pliki mają być w folderze, mówi docs/encoders.md."
        ) from error
    print(
        f"Model zapisany w „{folder}”. Hasła w słowniku: {report.vocabulary}, słowa w tekstach: {report.tokens}, "
        f"czas: {report.seconds:.0f} s."
    )
    print(f"Żeby go użyć, ustaw PRAKTYKI_ENCODER={folder} i zbuduj indeks od nowa: praktyki build.")
    return 0
