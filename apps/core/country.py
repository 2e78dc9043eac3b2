"""The country a request comes from, as release windows and ratings mean it.

In this order: the header of a network in front of us (COUNTRY_HEADER), believed only when it comes
from one of COUNTRY_PROXIES; the database of GEOIP_DATABASE; the country of the studio's time zone.
"""

from functools import cache
from importlib.resources import files
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import maxminddb
from django.conf import settings
from django.http import HttpRequest

from apps.core.origin import current_origin

LETTERS = 2
# What networks write when they do not know: T1 is Tor, XX and A1 to A2 are nobody's.
UNKNOWN = {"", "XX", "T1", "A1", "A2", "O1", "EU", "AP"}
# Set by our own nginx: who spoke to it, whatever proxies before it have said.
PEER_HEADER = "X-Peer-Address"


def country_of(request: HttpRequest) -> str:
    """An upper-case ISO 3166-1 code; empty when nothing tells it."""
    return _told_by_network(request) or _looked_up(current_origin().ip) or _of_studio(request)


def _told_by_network(request: HttpRequest) -> str:
    if not settings.COUNTRY_HEADER or not _is_trusted(_peer(request)):
        return ""
    return _code(request.headers.get(settings.COUNTRY_HEADER, ""))


def _peer(request: HttpRequest) -> str:
    return request.headers.get(PEER_HEADER) or request.META.get("REMOTE_ADDR", "")


def _is_trusted(address: str) -> bool:
    try:
        peer = ip_address(address)
    except ValueError:
        return False
    return any(peer in ip_network(network) for network in settings.COUNTRY_PROXIES)


def _looked_up(address: str | None) -> str:
    if not settings.GEOIP_DATABASE or not address:
        return ""
    try:
        found = _database(settings.GEOIP_DATABASE).get(address)
    except ValueError:  # a database of IPv4 alone was asked for an address of IPv6
        return ""
    country = found.get("country", {}) if isinstance(found, dict) else {}
    return _code(str(country.get("iso_code", "")) if isinstance(country, dict) else "")


def database_fault(path: str) -> str:
    """Why countries cannot be looked up in the file; empty when they can."""
    try:
        with maxminddb.open_database(Path(path)) as database:
            kind = database.metadata().database_type
    except (OSError, ValueError, maxminddb.InvalidDatabaseError) as error:
        return str(error)
    return "" if "Country" in kind or "City" in kind else f"{kind} knows no countries."


def _of_studio(request: Any) -> str:
    host = getattr(request, "host", None)
    return "" if host is None else countries_by_zone().get(host.time_zone, "")


@cache
def countries_by_zone() -> dict[str, str]:
    """Time zones of the IANA database and the country each lies in."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text()
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    # The table knows each place by its newest name; studios may have been opened under an older one.
    return {"Asia/Calcutta": "IN", **{row[2]: row[0] for row in rows}}


def _code(text: str) -> str:
    code = text.strip().upper()
    fits = len(code) == LETTERS and code.isascii() and code.isalpha()
    return code if fits and code not in UNKNOWN else ""


@cache
def _database(path: str) -> Any:
    return maxminddb.open_database(Path(path))
