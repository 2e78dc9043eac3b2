"""What production refuses to start with."""

import pytest

from apps.catalog.checks import check_countries, check_nobody_sends_films_from_python
from tests.mmdb import write_countries


def test_python_sends_no_films_in_production(settings):
    assert check_nobody_sends_films_from_python() == []

    settings.MEDIA_BY_PYTHON = True

    (error,) = check_nobody_sends_films_from_python()
    assert error.id == "catalog.E001"
    assert "deploy/nginx" in error.hint


def test_countries_are_told_by_somebody_who_is_named(settings, tmp_path):
    assert check_countries() == []
    settings.COUNTRY_HEADER = "CF-IPCountry"
    assert [error.id for error in check_countries()] == ["catalog.E002"]
    settings.COUNTRY_PROXIES = ["203.0.113.0/24", "2001:db8::/32"]
    assert check_countries() == []


def test_a_database_of_countries_is_there_and_is_one(settings, tmp_path):
    settings.GEOIP_DATABASE = str(tmp_path / "countries.mmdb")
    (missing,) = check_countries()
    (tmp_path / "countries.mmdb").write_text("<html>Sign in to download</html>")
    (damaged,) = check_countries()
    assert [missing.id, damaged.id] == ["catalog.E004", "catalog.E004"]
    assert "No such file" in missing.msg
    assert "countries.mmdb" in damaged.msg

    write_countries(tmp_path / "countries.mmdb", {"203.0.113.0/24": {}}, kind="Test-ASN")
    assert "Test-ASN knows no countries" in check_countries()[0].msg
    write_countries(tmp_path / "countries.mmdb", {"203.0.113.0/24": {}})
    assert check_countries() == []


@pytest.mark.parametrize("network", ["everybody", "203.0.113.7/24", "203.0.113.0/40"])
def test_a_network_that_is_none(settings, network):
    settings.COUNTRY_PROXIES = [network]

    assert [error.id for error in check_countries()] == ["catalog.E003"]
