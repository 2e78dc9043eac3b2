"""The OpenAPI document shows each operation once, under the version it belongs to."""

from typing import Any

VERSIONED = "/api/v1/"


def versioned_only(endpoints: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """drf-spectacular's hook: drops the addresses without a version, which are aliases."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith(VERSIONED)]
