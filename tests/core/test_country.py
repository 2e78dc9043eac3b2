"""Whose word on a visitor's country is believed, and in which order."""

import pytest
from django.test import RequestFactory

from apps.core import country
from apps.core.country import countries_by_zone, country_of
from apps.core.origin import Origin, origin_context

CDN = "203.0.113.7"


class Database:
    """Stands in for a GeoIP2 database."""

    def __init__(self, known):
        self.known = known

    def get(self, address):
        if ":" in address:
            raise ValueError("IPv4 alone")
        return self.known.get(address)


class Host:
    time_zone = "Asia/Kolkata"


def request(host=True, **headers):
    made = RequestFactory().get("/", headers=headers, REMOTE_ADDR="127.0.0.1")
    if host:
        made.host = Host()
    return made


@pytest.fixture
def behind_a_network(settings):
    settings.COUNTRY_HEADER, settings.COUNTRY_PROXIES = "CF-IPCountry", ["203.0.113.0/24"]


@pytest.fixture
def with_database(settings, monkeypatch):
    settings.GEOIP_DATABASE = "countries.mmdb"
    known = {"198.51.100.1": {"country": {"iso_code": "SG"}}, "198.51.100.2": {"continent": {}}}
    monkeypatch.setattr(country, "_database", lambda path: Database(known))


def from_address(ip, **headers):
    with origin_context(Origin(ip=ip)):
        return country_of(request(**headers))


def test_without_anything_it_is_the_studios():
    assert country_of(request()) == "IN"
    assert country_of(request(host=False)) == ""


def test_a_network_in_front_is_believed(behind_a_network):
    told = {"X-Peer-Address": CDN}

    assert country_of(request(**told, **{"CF-IPCountry": "sg"})) == "SG"
    for unknown in ("XX", "T1", "", "Singapore", "S1", "ＳＧ".encode().decode("latin-1")):
        assert country_of(request(**told, **{"CF-IPCountry": unknown})) == "IN"


def test_a_header_from_anywhere_else_is_not(behind_a_network, settings):
    forged = {"CF-IPCountry": "SG"}

    assert country_of(request(**forged)) == "IN"
    assert country_of(request(**forged, **{"X-Peer-Address": "198.51.100.1"})) == "IN"
    assert country_of(request(**forged, **{"X-Peer-Address": "no address"})) == "IN"
    settings.COUNTRY_HEADER = ""
    assert country_of(request(**forged, **{"X-Peer-Address": CDN})) == "IN"


def test_then_the_database_is_asked(with_database):
    assert from_address("198.51.100.1") == "SG"
    assert from_address("198.51.100.2") == "IN"
    assert from_address("198.51.100.3") == "IN"
    assert from_address("2001:db8::1") == "IN"
    assert from_address(None) == "IN"


def test_the_network_counts_more_than_the_database(with_database, behind_a_network):
    assert from_address("198.51.100.1", **{"X-Peer-Address": CDN, "CF-IPCountry": "ID"}) == "ID"


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("Asia/Jakarta", "ID"), ("Asia/Calcutta", "IN"), ("Europe/London", "GB"), ("UTC", None)],
)
def test_a_time_zone_lies_in_a_country(zone, expected):
    assert countries_by_zone().get(zone) == expected


def test_every_request_has_one(alpha, client_for):
    answer = client_for(alpha).get("/robots.txt")

    assert answer.wsgi_request.country == "ID"
