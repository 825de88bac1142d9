"""What every model of sentence-transformers has in common, whatever it does: how it is loaded, refused and told from others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any


class NotLoaded(Exception):
    """The reason, in Polish, why a model could not be loaded."""


def loaded(what: str, name: str, make: Callable[[], Any]) -> Any:
    """The model that `make` loads; `what` and `name` say which it is ("Koder", "ipipan/…"). Raises NotLoaded."""
    try:
        return make()
    except ImportError as error:
        raise NotLoaded(
            f"{what} „{name}” wymaga pakietu sentence-transformers. Zainstaluj dodatek: pip install 'dobre-praktyki[hub]'."
        ) from error
    except (OSError, ValueError) as error:
        if "trust_remote_code" in str(error):
            raise NotLoaded(
                f"{what} „{name}” działa tylko z programem ze swojej strony, a obcych programów nie uruchamiamy. "
                "Wybierz inny model; listę ma docs/encoders.md."
            ) from error
        raise NotLoaded(
            f"Nie można wczytać modelu „{name}”. Sprawdź nazwę i połączenie z siecią albo podaj folder z modelem."
        ) from error


def weights_digest(model: Any, salt: str) -> str:
    """16 hex digits over every weight of the model and the salt: the same under any path or name."""
    digest = hashlib.sha256(salt.encode())
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(f"{key} {tuple(tensor.shape)}".encode())
        digest.update(tensor.float().cpu().numpy().tobytes())
    return digest.hexdigest()[:16]
