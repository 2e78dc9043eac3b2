"""People of the platform in its own back-office: each role sees of the studios what its table says."""

from operator import attrgetter

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from apps.accounts.enums import Role
from apps.core.enums import ArchiveKind, TaskState
from apps.core.models import Archive, DeadLetter, Task
from apps.core.scopes import Lives, scope_of
from apps.core.tenancy import platform_context
from apps.studio.admin.jobs import StudioFilter
from apps.tenants.models import Studio
from tests import database
from tests.isolation.suite.exits import backoffice, route_of
from tests.isolation.suite.probes import Ask, faults_of, harm, send, text_of
from tests.isolation.suite.test_backoffice import QUERIES, keys_of
from tests.people import PASSWORD, person
from tests.permissions.backoffice_rows import ANSWERS
from tests.permissions.requests import PARAMETER

PAGES = sorted(found for found in backoffice() if found.name.startswith("admin:"))
LEAVING = {"admin:logout"}
# Support may look into beta, and beta's own log says so.
NOTED_IN_BETA = {"admin:open_studio"}


def scope_behind(model):
    return scope_of(model._meta.concrete_model)


ABOUT_STUDIOS = [model for model in admin.site._registry if scope_behind(model).studio]
# Tables that every house has of its own: people, invitations, the log.
OWN = [model for model in admin.site._registry if scope_behind(model).lives == Lives.BOTH]


@pytest.fixture
def as_role(twins, taken_back):
    """A browser of somebody of the platform who has that role, and has just proved who he is."""

    def signed_in(role):
        browser = twins.alpha.browser(host="localhost")
        browser.cookies.clear()
        with platform_context():
            browser.force_login(person("Fajar", role), backend=database.LOGIN_BACKEND)
        browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
        return browser

    return signed_in


@pytest.fixture
def dead_letters(twins, taken_back):
    """Work that was given up in both studios."""
    for side in (twins.alpha, twins.beta):
        word = twins.word if side is twins.beta else "alphas"
        with platform_context():
            Task.everywhere.create(
                name="catalog.forget_stale_files",
                studio_schema=side.studio.schema_name,
                queue="default",
                max_attempts=3,
                state=TaskState.DEAD,
                error_name=word,
                died_at=timezone.now(),
            )


def asks_for(twins, found, methods):
    pattern = f"/{route_of(found).pattern}"
    if "<" not in pattern:
        return [Ask("GET", pattern, query) for query in QUERIES if found.name not in LEAVING]
    keys = [*keys_of(twins, found), str(twins.beta.studio.pk), "no-key"]
    return [
        Ask(method, PARAMETER.sub(key, pattern), foreign=True) for key in keys for method in methods
    ]


@pytest.mark.parametrize("found", PAGES, ids=str)
def test_finance_reads_nothing_of_a_studio(twins, as_role, dead_letters, caplog, found):
    asks = asks_for(twins, found, ("GET", "POST", "DELETE"))

    assert faults_of(twins, asks, as_role(Role.FINANCE), caplog) == []


@pytest.mark.parametrize("found", PAGES, ids=str)
def test_support_changes_nothing_of_a_studio(twins, as_role, dead_letters, found):
    if found.name.split()[0] in NOTED_IN_BETA:
        return
    browser, before = as_role(Role.SUPPORT), twins.watch.rows()
    for path in {ask.path for ask in asks_for(twins, found, ("POST",))}:
        send(browser, Ask("POST", path, answers(twins)))
    assert twins.watch.rows() == before


def answers(twins):
    """Whatever a question asks, and the ticks of a table with what to do about them."""
    ticked = list(DeadLetter.objects.across_studios().values_list("pk", flat=True))
    chosen = {"action": "discard_selected", "_selected_action": ticked, "confirmed": "yes"}
    return {**ANSWERS, "typed_name": twins.beta.studio.name, **chosen}


@pytest.mark.parametrize("page", ["suspend", "close"])
def test_control_staff_changes_it_with_the_same_request(twins, as_role, page):
    path = address_of(Studio, page, twins.beta.studio.pk)

    send(as_role(Role.STAFF), Ask("POST", path, {"reason": "x", "typed_name": name(twins)}))

    assert 'public."tenants_studio" was changed' in list(harm(twins))


def name(twins):
    with platform_context():
        twins.beta.studio.refresh_from_db()
    return twins.beta.studio.name


@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.label)
def test_the_platforms_own_tables_hold_nobody_of_a_studio(twins, as_role, caplog, model):
    """Staff reads all of them, and finds neither beta's people nor what they did."""
    label = f"{model._meta.app_label}_{model._meta.model_name}"
    pages = [found for found in PAGES if found.name.startswith(f"admin:{label}_")]
    asks = [ask for found in pages for ask in asks_for(twins, found, ("GET", "POST"))]

    assert len(asks) >= len(pages) > 5
    assert faults_of(twins, asks, as_role(Role.STAFF), caplog) == []


def address_of(model, page, *key):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
    return reverse(name, urlconf="config.urls.public", args=key)


def narrowed_to(model, slug):
    """The filter by studio where the table has one, else the search for its name."""
    has_filter = StudioFilter in admin.site._registry[model].list_filter
    return {"studio": slug} if has_filter else {"q": slug}


def studios_in(browser, model, query):
    response = browser.get(address_of(model, "changelist"), query)
    studio_of = attrgetter(scope_behind(model).studio.replace("__", "."))
    return {studio_of(row) for row in response.context["cl"].result_list}


@pytest.mark.parametrize("role", [Role.STAFF, Role.SUPPORT])
@pytest.mark.parametrize("model", ABOUT_STUDIOS, ids=lambda model: model._meta.label)
def test_a_table_that_was_narrowed_to_alpha_has_no_row_of_beta(
    twins, as_role, dead_letters, role, model
):
    browser = as_role(role)
    if browser.get(address_of(model, "changelist")).status_code == 403:
        assert role == Role.SUPPORT
        return
    alphas = narrowed_to(model, "alpha")

    assert studios_in(browser, model, alphas) <= {"alpha"}
    assert studios_in(browser, model, narrowed_to(model, "beta")) == {"beta"}
    assert twins.word not in text_of(browser.get(address_of(model, "export"), alphas))
    assert twins.word in text_of(browser.get(address_of(model, "export")))


def test_control_a_filter_that_does_not_filter_is_noticed(
    twins, as_role, dead_letters, monkeypatch
):
    monkeypatch.setattr(StudioFilter, "queryset", lambda self, request, rows: rows)

    assert studios_in(as_role(Role.STAFF), DeadLetter, {"studio": "alpha"}) == {"alpha", "beta"}


def test_staff_never_sees_what_people_collected_about_themselves(twins, as_role, caplog):
    with platform_context():
        of_beta = Archive.everywhere.filter(studio_schema="beta")
        assert of_beta.update(kind=ArchiveKind.PERSON)
    pages = [found for found in PAGES if found.name.startswith("admin:core_archive_")]
    asks = [ask for found in pages for ask in asks_for(twins, found, ("GET", "POST"))]

    assert faults_of(twins, asks, as_role(Role.STAFF), caplog) == []


def test_control_staff_sees_what_a_studio_collected(twins, as_role):
    assert studios_in(as_role(Role.STAFF), Archive, {"q": "beta"}) == {"beta"}
