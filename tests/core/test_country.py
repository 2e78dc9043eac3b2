"""Whose word on a visitor's country is believed, and in which order."""

import http.client
from urllib.parse import urlsplit

import pytest
from django.test import RequestFactory
from django.utils import timezone

from apps.catalog.services.films import create_film
from apps.catalog.services.releases import Opening, set_windows
from apps.core.country import countries_by_zone, country_of
from apps.core.origin import Origin, origin_context
from tests.canary import listening
from tests.factories.catalog import published
from tests.front_door import front_door
from tests.mmdb import write_countries

CDN = "203.0.113.7"


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
def with_database(settings, tmp_path):
    """A file of MaxMind's format, read by MaxMind's own library."""
    known = {
        "198.51.100.1/32": {"country": {"iso_code": "SG"}},
        "198.51.100.2/32": {"continent": {"code": "AS"}},
        "203.0.112.0/22": {"country": {"iso_code": "LK"}},
        "2001:db8:6d79::/48": {"country": {"iso_code": "MY"}},
    }
    settings.GEOIP_DATABASE = str(write_countries(tmp_path / "countries.mmdb", known))


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
    assert [from_address(ip) for ip in ("203.0.111.255", "203.0.115.9")] == ["IN", "LK"]
    assert [from_address(ip) for ip in ("2001:db8::1", "2001:db8:6d79::9")] == ["IN", "MY"]
    assert from_address(None) == "IN"


def test_the_network_counts_more_than_the_database(with_database, behind_a_network):
    assert from_address("198.51.100.1", **{"X-Peer-Address": CDN, "CF-IPCountry": "ID"}) == "ID"


def test_the_address_is_the_one_our_proxy_saw(with_database, alpha, client_for):
    def country(forwarded):
        answer = client_for(alpha).get("/robots.txt", headers={"x-forwarded-for": forwarded})
        return answer.wsgi_request.country

    assert country("198.51.100.1") == "SG"
    assert country("198.51.100.1, 203.0.113.9") == "LK"
    assert country("198.51.100.1, nonsense") == "ID"


def test_nginx_tells_nobodys_address_but_the_visitors(tmp_path, monkeypatch):
    """Whatever a visitor writes, the application behind hears where the connection came from."""
    monkeypatch.setenv("MEDIA_URL_SECRET", "a-secret-of-this-test-0123456789")
    lies = dict.fromkeys(("X-Forwarded-For", "X-Peer-Address", "X-Real-IP"), "198.51.100.1")
    with listening() as application, front_door(tmp_path, application) as (origin, _workspace):
        told = http.client.HTTPConnection(urlsplit(origin).netloc)
        told.request("GET", "/robots.txt", headers={"Host": "alpha.localhost", **lies})
        told.getresponse().read()
        told.close()
        heard = application.headers[-1]

    assert (heard["X-Forwarded-For"], heard["X-Peer-Address"]) == ("127.0.0.1", "127.0.0.1")


def test_a_film_for_one_country_is_found_from_there_alone(
    with_database, alpha, client_for, people, in_alpha
):
    film = published(create_film("Merdeka", by=people.ana))
    set_windows(film, [Opening(timezone.now(), countries=("MY",))], by=people.ana)

    def found(ip):
        answer = client_for(alpha).get("/api/v1/movies", headers={"x-forwarded-for": ip})
        return [one["title"] for one in answer.json()["results"]]

    assert found("2001:db8:6d79::9") == ["Merdeka"]
    assert found("198.51.100.1") == []


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("Asia/Jakarta", "ID"), ("Asia/Calcutta", "IN"), ("Europe/London", "GB"), ("UTC", None)],
)
def test_a_time_zone_lies_in_a_country(zone, expected):
    assert countries_by_zone().get(zone) == expected


def test_every_request_has_one(alpha, client_for):
    answer = client_for(alpha).get("/robots.txt")

    assert answer.wsgi_request.country == "ID"
