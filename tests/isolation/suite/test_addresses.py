"""As alpha's owner, with beta's rows in every place of an address, a query and a body."""

import pytest
from django.urls import reverse

from tests.isolation.suite.asking import asks_for
from tests.isolation.suite.cases import case_of
from tests.isolation.suite.exits import addresses, route_of
from tests.isolation.suite.probes import faults_of

STUDIO = [found for found in sorted(addresses()) if found.name.startswith("studio ")]
pytestmark = pytest.mark.usefixtures("name_server")


@pytest.mark.parametrize("found", STUDIO, ids=str)
def test_nothing_of_beta_comes_by(twins, caplog, found):
    route = route_of(found)
    asks = asks_for(twins, route, is_foreign=case_of(found) == "foreign-row")

    assert faults_of(twins, asks, twins.alpha.browser(), caplog) == []


def test_a_page_of_beta_does_not_open_in_alpha_by_its_own_address(twins, caplog):
    """The slug that only beta has."""
    browser = twins.alpha.browser()
    for name, argument in (("film", "slug"), ("watch", "slug"), ("v1:movie-detail", "key")):
        path = reverse(name, urlconf="config.urls.tenant", kwargs={argument: twins.word})
        assert browser.get(path).status_code == 404
