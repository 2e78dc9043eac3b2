"""The OpenAPI 3.1 document of a host's API."""

from functools import lru_cache
from typing import Any

from django.utils import translation
from drf_spectacular.generators import SchemaGenerator

VERSIONED = "/api/v1/"
WHOLE = {"type": "integer", "minimum": 0}

PROBLEM = {
    "type": "object",
    "description": "A refusal (RFC 9457). Programs match on `code`; `type` leads to its page.",
    "required": ["type", "title", "status", "detail", "code", "request_id"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "description": "A whole sentence in the caller's language."},
        "code": {"type": "string", "pattern": "^[a-z0-9_]+$"},
        "request_id": {"type": "string", "description": "Tell it to us when you ask for help."},
        "errors": {"description": "By field, of `invalid`: what is wrong with it."},
        "retry_after": {**WHOLE, "description": "Seconds, as in `Retry-After`."},
    },
}
HEADERS: dict[str, Any] = {
    "X-Request-ID": {
        "description": "The id of this request in our logs.",
        "schema": {"type": "string"},
        "example": "8f14e45fceea4c7f9a1d2b3c4d5e6f70",
    },
    "RateLimit": {
        "description": "What is left: `r` calls, and `t` seconds until one comes back "
        "(draft-ietf-httpapi-ratelimit-headers).",
        "schema": {"type": "string"},
        "example": '"api";r=87;t=42',
    },
    "RateLimit-Policy": {
        "description": "The limit: `q` calls in any `w` seconds.",
        "schema": {"type": "string"},
        "example": '"api";q=100;w=60',
    },
    "Retry-After": {
        "description": "Seconds to wait before the next try.",
        "schema": WHOLE,
        "example": 17,
    },
    "Idempotency-Replayed": {
        "description": "`true` when this answer was given before to the same `Idempotency-Key`.",
        "schema": {"type": "string", "enum": ["true"]},
    },
}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A text of your own for this one call, such as a UUID. Sent again with the same "
    "key within a day, the call is not done again: you get the first answer, byte for byte. The "
    "same key with another body is refused with 422, and while the first is running with 409. "
    "Answers 401, 429 and 5xx are not kept: nothing was done.",
    "schema": {
        "type": "string",
        "minLength": 1,
        "maxLength": 255,
        "pattern": "^[!-~]([ -~]*[!-~])?$",
    },
    "example": "5b8a1f0e-6b7c-4a53-9a53-2f0f4c1d9e77",
}


def versioned_only(endpoints: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """drf-spectacular's hook: drops the addresses without a version, which are aliases."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith(VERSIONED)]


def with_shared_parts(result: dict[str, Any], **hook: Any) -> dict[str, Any]:
    """drf-spectacular's hook: what the operations refer to."""
    components = result["components"]
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components["headers"] = HEADERS
    components["parameters"] = {"IdempotencyKey": IDEMPOTENCY_KEY}
    return result


@lru_cache(maxsize=8)
def document_of(urlconf: str) -> dict[str, Any]:
    """The document of the API in ``urlconf``. It says the same to everybody, in English."""
    with translation.override("en"):
        document: dict[str, Any] = SchemaGenerator(urlconf=urlconf).get_schema(public=True)
    return document
