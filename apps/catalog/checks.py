"""Start-up checks of how films leave this machine, and of whose word on countries is believed."""

from collections.abc import Iterator
from ipaddress import ip_network
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from apps.core.country import database_fault


@register(Tags.security, deploy=True)
def check_nobody_sends_films_from_python(**kwargs: Any) -> list[CheckMessage]:
    """A process that sends a film answers nothing else meanwhile."""
    if not settings.MEDIA_BY_PYTHON:
        return []
    hint = (
        "Remove MEDIA_BY_PYTHON and put deploy/nginx in front: it sends films and checks each byte."
    )
    return [Error("Python would send films' bytes.", hint=hint, id="catalog.E001")]


@register(Tags.security)
def check_countries(**kwargs: Any) -> list[CheckMessage]:
    """A header that anybody may send decides nothing; a database that is named is there."""
    return list(_faults())


def _faults() -> Iterator[CheckMessage]:
    if settings.COUNTRY_HEADER and not settings.COUNTRY_PROXIES:
        hint = "Name the networks that set it in COUNTRY_PROXIES, or remove COUNTRY_HEADER."
        yield Error("Nobody is trusted to set COUNTRY_HEADER.", hint=hint, id="catalog.E002")
    for network in settings.COUNTRY_PROXIES:
        if not _is_network(network):
            hint = "Write networks as 203.0.113.0/24 or 2001:db8::/32."
            yield Error(
                f"{network} in COUNTRY_PROXIES is no network.", hint=hint, id="catalog.E003"
            )
    if settings.GEOIP_DATABASE and (fault := database_fault(settings.GEOIP_DATABASE)):
        hint = "Give the path of a GeoIP2 or GeoLite2 country database, or leave it empty."
        yield Error(f"GEOIP_DATABASE cannot be used: {fault}", hint=hint, id="catalog.E004")


def _is_network(text: str) -> bool:
    try:
        ip_network(text)
    except ValueError:
        return False
    return True
