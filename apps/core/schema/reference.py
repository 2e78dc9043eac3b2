"""The OpenAPI document as the reference page shows it: operations by tag, fields in rows."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from apps.core.schema.document import document_of

DEEPEST = 3
FIRST_REFUSAL = 400


@dataclass(frozen=True)
class Row:
    """A parameter, or a field of a body."""

    name: str
    type: str
    is_required: bool
    said: str
    place: str = ""
    example: str = ""


@dataclass(frozen=True)
class Example:
    title: str
    text: str


@dataclass(frozen=True)
class Answer:
    status: int
    said: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    examples: tuple[Example, ...]

    @property
    def tone(self) -> str:
        return {2: "success", 3: "info", 4: "warning"}.get(self.status // 100, "danger")


@dataclass(frozen=True)
class Operation:
    pk: str
    method: str
    path: str
    summary: str
    said: str
    is_open: bool
    parameters: tuple[Row, ...]
    body: tuple[Row, ...]
    body_type: str
    body_example: str
    answers: tuple[Answer, ...]
    curl: str

    @property
    def answer(self) -> Answer:
        return self.answers[0]

    @property
    def refusals(self) -> tuple[Answer, ...]:
        return self.answers[1:]


@dataclass(frozen=True)
class Chapter:
    name: str
    said: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class Reference:
    title: str
    said: str
    chapters: tuple[Chapter, ...]


@lru_cache(maxsize=64)
def reference_of(urlconf: str, site: str) -> Reference:
    """The reference of a host's API; ``site`` stands in the examples to copy."""
    reader = Reader(document_of(urlconf), site)
    return reader.reference()


class Reader:
    """Reads one document, following its references."""

    def __init__(self, document: dict[str, Any], site: str) -> None:
        self.document = document
        self.site = site

    def reference(self) -> Reference:
        operations = list(self._operations())
        chapters = []
        for tag in self.document["tags"]:
            mine = tuple(operation for name, operation in operations if name == tag["name"])
            if mine:
                chapters.append(Chapter(tag["name"], tag["description"], mine))
        info = self.document["info"]
        return Reference(info["title"], info["description"], tuple(chapters))

    def _operations(self) -> Iterator[tuple[str, Operation]]:
        for path, methods in self.document["paths"].items():
            for method, described in methods.items():
                yield described["tags"][0], self._operation(path, method.upper(), described)

    def _operation(self, path: str, method: str, described: dict[str, Any]) -> Operation:
        rows = tuple(self._parameter(self._met(p)) for p in described.get("parameters", []))
        content: dict[str, Any] = described.get("requestBody", {}).get("content", {})
        nothing: tuple[str, dict[str, Any]] = ("", {})
        body_type, body = next(iter(content.items()), nothing)
        answers = tuple(
            self._answer(int(status), response)
            for status, response in described["responses"].items()
        )
        example = _first_example(body)
        return Operation(
            pk=described["operationId"],
            method=method,
            path=path,
            summary=described.get("summary", ""),
            said=described.get("description", ""),
            is_open={} in described.get("security", [{}]),
            parameters=rows,
            body=tuple(self._rows(body.get("schema", {}))),
            body_type=body_type,
            body_example=example,
            answers=answers,
            curl=self._curl(path, method, described, rows, (body_type, example)),
        )

    def _parameter(self, parameter: dict[str, Any]) -> Row:
        schema = self._met(parameter.get("schema", {}))
        return Row(
            name=parameter["name"],
            type=_type_of(schema),
            is_required=parameter.get("required", False),
            said=parameter.get("description", ""),
            place=parameter["in"],
            example=str(parameter.get("example", schema.get("enum", [""])[0])),
        )

    def _answer(self, status: int, response: dict[str, Any]) -> Answer:
        content: dict[str, Any] = response.get("content", {})
        media: dict[str, Any] = next(iter(content.values()), {})
        examples = [
            Example(
                name if status >= FIRST_REFUSAL else said.get("summary", name),
                _pretty(said["value"]),
            )
            for name, said in media.get("examples", {}).items()
        ]
        return Answer(
            status=status,
            said=response.get("description", ""),
            headers=tuple(response.get("headers", {})),
            rows=tuple(self._rows(media.get("schema", {}))) if status < FIRST_REFUSAL else (),
            examples=tuple(examples),
        )

    def _rows(self, schema: dict[str, Any], before: str = "", depth: int = 0) -> Iterator[Row]:
        schema = self._object_in(schema)
        required = set(schema.get("required", []))
        for name, described in schema.get("properties", {}).items():
            inner = self._met(described)
            many = "[]" if "items" in inner else ""
            said = described.get("description", inner.get("description", ""))
            yield Row(f"{before}{name}{many}", _type_of(inner), name in required, said)
            if depth < DEEPEST:
                yield from self._rows(inner, f"{before}{name}{many}.", depth + 1)

    def _object_in(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The schema itself, what a list holds, or the one real choice of several."""
        schema = self._met(schema)
        if "items" in schema:
            return self._object_in(schema["items"])
        choices = schema.get("oneOf", schema.get("anyOf", schema.get("allOf", [])))
        objects = [self._met(choice) for choice in choices]
        return next((choice for choice in objects if "properties" in choice), schema)

    def _met(self, described: dict[str, Any]) -> dict[str, Any]:
        """What a reference points to, with whatever stands beside the reference."""
        while "$ref" in described:
            target: Any = self.document
            for part in described["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            described = {**target, **{k: v for k, v in described.items() if k != "$ref"}}
        return described

    def _curl(
        self,
        path: str,
        method: str,
        described: dict[str, Any],
        rows: tuple[Row, ...],
        body: tuple[str, str],
    ) -> str:
        lines = [f"curl {'' if method == 'GET' else f'-X {method} '}{self.site}{path}"]
        if {} not in described.get("security", [{}]):
            lines.append('-H "Authorization: Bearer $TOKEN"')
        for row in rows:
            if row.name == "Idempotency-Key":
                lines.append('-H "Idempotency-Key: $(uuidgen)"')
            elif row.place == "header" and row.is_required:
                lines.append(f"-H '{row.name}: {row.example or '…'}'")
        body_type, example = body
        if body_type:
            compact = example.replace("'", "'\\''")
            lines += [f"-H 'Content-Type: {body_type}'", f"-d '{compact}'"]
        return " \\\n  ".join(lines)


def _first_example(media: dict[str, Any]) -> str:
    example: dict[str, Any] = next(iter(media.get("examples", {}).values()), {})
    return _pretty(example["value"]) if example else ""


def _pretty(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, indent=2, ensure_ascii=False)


def _type_of(schema: dict[str, Any]) -> str:
    """“text”, “whole number or null”, and what narrows it down."""
    kinds = schema.get("type", "object")
    names = kinds if isinstance(kinds, list) else [kinds]
    words = " or ".join(str(name) for name in names)
    if "enum" in schema:
        return " | ".join(
            "null" if choice is None else str(choice) or "“”" for choice in schema["enum"]
        )
    narrowed = [f"{name} {schema[name]}" for name in ("minimum", "maximum") if name in schema]
    narrowed += [f"up to {schema['maxLength']} letters"] if "maxLength" in schema else []
    narrowed = [schema["format"], *narrowed] if "format" in schema else narrowed
    return f"{words} ({', '.join(narrowed)})" if narrowed else words
