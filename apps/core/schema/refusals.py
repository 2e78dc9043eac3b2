"""What the OpenAPI document says about refusals: one example of each that an operation can give."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from apps.core.errors import DomainError
from apps.core.problems import MEDIA_TYPE, catalogue

PROBLEM = {"$ref": "#/components/schemas/Problem"}
SAMPLE_ID = "8f14e45fceea4c7f9a1d2b3c4d5e6f70"
MORE: dict[str, dict[str, Any]] = {
    "invalid": {"errors": {"title": ["This field may not be blank."]}},
    "too_many_requests": {"retry_after": 17},
    "still_running": {"retry_after": 1},
    "unavailable": {"retry_after": 5},
}
WAITS = (409, 429, 503)


@dataclass(frozen=True)
class Refusals:
    """Refusals of one status, as a value of ``extend_schema(responses=…)``."""

    codes: tuple[str, ...]


def refusals(*kinds: type[DomainError]) -> dict[int, Refusals]:
    """``responses={200: Film, **refusals(FilmHasNoVideo, FilmIsPublished)}``"""
    by_status: dict[int, list[str]] = defaultdict(list)
    for kind in kinds:
        by_status[int(kind.status)].append(kind.code)
    return {status: Refusals(tuple(codes)) for status, codes in by_status.items()}


def response_of(status: int, codes: list[str]) -> dict[str, Any]:
    """The response object of a status with an example of each code."""
    return {
        "description": "\n\n".join(f"`{code}`: {catalogue()[code].meaning}" for code in codes),
        "headers": headers_of(status),
        "content": {
            MEDIA_TYPE: {"schema": PROBLEM, "examples": {code: example_of(code) for code in codes}}
        },
    }


def example_of(code: str) -> dict[str, Any]:
    known = catalogue()[code]
    value = {
        "type": f"/problems/{code}",
        "title": known.title,
        "status": known.status,
        "detail": str(known.meaning),
        "code": code,
        "request_id": SAMPLE_ID,
        **MORE.get(code, {}),
    }
    return {"summary": known.title, "value": value}


def headers_of(status: int) -> dict[str, Any]:
    """Of every answer; ``Retry-After`` where waiting helps."""
    names = ["X-Request-ID", "RateLimit", "RateLimit-Policy"]
    names += ["Retry-After"] if status in WAITS else []
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}
