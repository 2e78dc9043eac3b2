"""What production refuses to start with."""

import pytest

from apps.catalog.checks import check_countries, check_nobody_sends_films_from_python


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
    settings.GEOIP_DATABASE = str(tmp_path / "missing.mmdb")
    assert [error.id for error in check_countries()] == ["catalog.E004"]


@pytest.mark.parametrize("network", ["everybody", "203.0.113.7/24", "203.0.113.0/40"])
def test_a_network_that_is_none(settings, network):
    settings.COUNTRY_PROXIES = [network]

    assert [error.id for error in check_countries()] == ["catalog.E003"]
