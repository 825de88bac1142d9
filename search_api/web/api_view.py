"""The OpenAPI document as a page shows it: operations in groups, each field with its type in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from search_api.searching.criteria import CODED_FILTERS
from search_api.web.texts import Texts

DEEPEST = 3  # levels of fields within fields that are listed
_SINGULAR = {coded.plural: coded.singular for coded in CODED_FILTERS}

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ApiField:
    """A parameter or a field of a body. `name` has dots for fields within fields; `default` None when there is none."""

    name: str
    type: str
    required: bool
    description: str
    default: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A status with which the operation may answer, and what it means."""

    status: str
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. `anchor` is its id on the page; `needs_key` when it is not open to all."""

    anchor: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[ApiField, ...]
    body: tuple[ApiField, ...]
    outcomes: tuple[Outcome, ...]
    needs_key: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Operations of one subject."""

    name: str
    description: str
    operations: tuple[Operation, ...]


def groups(document: Mapping[str, Any], t: Texts) -> tuple[Group, ...]:
    """The operations of an OpenAPI document (3.1) in the order of its tags. Descriptions are Polish, types in words of `t`."""
    reader = _Reader(document.get("components", {}).get("schemas", {}), t)
    operations = [
        (operation.get("tags", [""])[0], reader.operation(method, path, operation))
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    return tuple(
        Group(tag["name"], tag["description"], tuple(found for name, found in operations if name == tag["name"]))
        for tag in document["tags"]
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    schemas: Mapping[str, Schema]
    t: Texts

    def operation(self, method: str, path: str, operation: Schema) -> Operation:
        content = operation.get("requestBody", {}).get("content", {})
        body = next((found["schema"] for found in content.values()), None)
        return Operation(
            anchor=operation["operationId"],
            method=method.upper(),
            path=path,
            summary=operation["summary"],
            description=operation.get("description", ""),
            parameters=tuple(
                self._field(item["name"], item["schema"], item["required"], item.get("description", ""))
                for item in operation.get("parameters", [])
            ),
            body=tuple(self._fields(body, "", 1)) if body else (),
            outcomes=tuple(Outcome(status, found["description"]) for status, found in operation["responses"].items()),
            needs_key=bool(operation.get("security")),
        )

    def _fields(self, schema: Schema, prefix: str, depth: int) -> Iterator[ApiField]:
        resolved = self._resolved(schema)
        for name, inner in resolved.get("properties", {}).items():
            yield self._field(f"{prefix}{name}", inner, name in resolved.get("required", []), "")
            if depth < DEEPEST and "properties" in self._resolved(inner):
                yield from self._fields(inner, f"{prefix}{name}.", depth + 1)

    def _field(self, name: str, schema: Schema, required: bool, description: str) -> ApiField:
        resolved = self._resolved(schema)
        last = name.rpartition(".")[2]
        told = description or schema.get("description") or resolved.get("description")
        default = schema.get("default")
        return ApiField(
            name,
            self._type(schema),
            required,
            told or self.t.optional(f"parameters.{_SINGULAR.get(last, last)}") or "",
            str(default) if isinstance(default, int | float | str) and default != "" else None,
        )

    def _type(self, schema: Schema) -> str:
        resolved = self._resolved(schema)
        if values := resolved.get("enum", [resolved["const"]] if "const" in resolved else []):
            return self.t("api.types.one_of", values=", ".join(map(str, values)))
        kind = resolved.get("type", "")
        if kind == "array":
            return self.t("api.types.array", item=self._type(resolved.get("items", {})))
        words = self.t.optional(f"api.types.{kind}") or self.t("api.types.object")
        least, most = resolved.get("minimum"), resolved.get("maximum")
        if least is not None and most is not None:
            return self.t("api.types.between", type=words, least=f"{least:g}", most=f"{most:.0f}")
        return words

    def _resolved(self, schema: Schema) -> Schema:
        """The schema itself behind references and behind "or null"."""
        if "$ref" in schema:
            return self._resolved(self.schemas[schema["$ref"].rpartition("/")[2]])
        real = [choice for choice in schema.get("anyOf", []) if choice.get("type") != "null"]
        return self._resolved(real[0]) if real else schema
