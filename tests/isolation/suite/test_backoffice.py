"""Who looks into alpha from the back-office sees alpha; who may not look sees nobody."""

import pytest
from django.urls import reverse

from apps.core.tenancy import platform_context
from apps.studio.web.backoffice.inspected_watching import inspection_site
from tests import database
from tests.isolation.suite.exits import backoffice, route_of
from tests.isolation.suite.probes import Ask, faults_of, text_of
from tests.permissions.requests import PARAMETER

VISITED = sorted(found for found in backoffice() if found.name.startswith("inspection:"))
LEAVING = {"inspection:logout"}
QUERIES = ({}, {"q": "leak-"}, {"o": "1"}, {"o": "-1", "all": ""})


@pytest.fixture
def eko(twins):
    """Staff of the platform, looking into ``studio``."""

    def visit(studio):
        browser = twins.alpha.browser(host="localhost")
        browser.cookies.clear()
        with platform_context():
            browser.force_login(twins.staff, backend=database.LOGIN_BACKEND)
        entered = browser.post(f"/admin/studios/{studio.pk}/open/", {"reason": "A question."})
        assert entered.status_code == 302
        return browser

    return visit


def keys_of(twins, found):
    """Keys of beta for the page's table: its own rows' where they are known."""
    parts = found.name.split()[0].partition(":")[2].split("_")
    for label, keys in twins.beta.keys.items():
        if keys and label.lower().split(".") == parts[:2]:
            return [str(keys[0]), str(keys[-1])]
    return ["1", str(twins.beta.studio.pk)]


@pytest.mark.parametrize("found", VISITED, ids=str)
def test_a_visit_to_alpha_shows_nothing_of_beta(twins, eko, caplog, found):
    route = route_of(found)
    asks = [Ask("GET", f"/{route.pattern}", query) for query in QUERIES]
    if "<" in route.pattern or "(?P" in route.pattern:
        asks = [
            Ask(method, PARAMETER.sub(key, f"/{route.pattern}"), foreign=True)
            for key in keys_of(twins, found)
            for method in ("GET", "POST", "DELETE")
        ]
    elif found.name.split()[0] in LEAVING:
        asks = asks[:1]

    assert faults_of(twins, asks, eko(twins.alpha.studio), caplog) == []


def test_control_a_visit_to_beta_shows_it(twins, eko):
    browser = eko(twins.beta.studio)
    for model in inspection_site._registry:
        name = f"inspection:{model._meta.app_label}_{model._meta.model_name}_changelist"
        answer = text_of(browser.get(reverse(name, urlconf="config.urls.public")))
        assert twins.word in answer or model._meta.model_name in SAYS_LITTLE, name


# Lists of these show no text that a studio has chosen.
SAYS_LITTLE = {"rendition"}


def test_support_that_visits_alpha_cannot_read_beta_by_going_back(twins, eko):
    """The visit is to one studio: its address has no place for another's name."""
    browser = eko(twins.alpha.studio)
    for query in ({"studio": "beta"}, {"schema": "beta"}, {"studio": str(twins.beta.studio.pk)}):
        assert twins.word not in text_of(browser.get("/admin/open/catalog/film/", query))
