"""The suite is red when something leaks: each probe meets a door that was left open for it.

The canary of sockets is in test_sockets.py, as its commits are real.
"""

import logging

import pytest
from celery import shared_task
from django.contrib import admin
from django.core.cache import caches
from django.core.files.base import ContentFile

from apps.accounts.models import User
from apps.catalog.models import Film
from apps.core import mail as letters
from apps.core.queue import TenantTask
from apps.core.storage.contract import media
from apps.core.tenancy import studio_context
from apps.studio.admin.jobs import JobAdmin
from apps.studio.web.backoffice.inspected_watching import inspection_site
from tests.database import studio_row
from tests.isolation.suite import test_backoffice, test_letters, test_staff, test_tasks
from tests.isolation.suite.exits import Exit
from tests.isolation.suite.probes import Ask, faults_of, harm, stained_keys

eko, as_role = test_backoffice.eko, test_staff.as_role


@shared_task(name="canary.publish_film", base=TenantTask)
def publish_film(*, film_pk: str) -> None:
    """Works in the studio that it finds the row in."""
    for slug in ("alpha", "beta"):
        with studio_context(studio_row(slug)):
            Film.objects.filter(pk=film_pk).update(year=1999)


@pytest.fixture
def careless(settings):
    settings.ROOT_URLCONF = "tests.isolation.suite.canary_urls"


@pytest.fixture
def ask(twins, caplog, careless):
    return lambda *asks: faults_of(twins, list(asks), twins.alpha.browser(), caplog)


def test_a_view_that_finds_betas_row(twins, ask):
    path = f"/canary/films/{twins.beta.keys['catalog.Film'][0]}/"

    faults = ask(Ask("GET", path, foreign=True))

    assert faults[:2] == [
        f"GET {path}: answered 200 for a row of beta",
        f"GET {path}: the answer holds beta's sentinel",
    ]


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_an_operation_that_changes_betas_row_and_denies_it(twins, ask, method):
    path = f"/api/canary/{twins.beta.keys['catalog.Film'][0]}"

    assert ask(Ask(method, path)) == [f'{method} {path}: beta."catalog_film" was changed']


def test_a_search_over_all_studios(twins, ask):
    asked = Ask("GET", "/canary/search/", {"q": twins.word[:-3]})

    assert ask(asked) == ["GET /canary/search/: the answer holds beta's sentinel"]


def test_a_file_of_betas_directory(ask):
    path = "/canary/files/t/beta/same-name.txt"

    assert ask(Ask("GET", path)) == [f"GET {path}: the answer sends a file of beta"]


def test_a_key_of_beta_that_is_kept_in_alpha(twins, ask):
    asked = Ask("POST", "/canary/link/", {"film": twins.beta.keys["catalog.Film"][0]})

    assert ask(asked) == [
        'POST /canary/link/: something of beta came into public."tenants_branding"'
    ]


def test_a_cache_whose_keys_name_no_studio(twins, monkeypatch):
    monkeypatch.setattr(
        caches["default"], "key_func", lambda key, prefix, version: f"{prefix}:{key}"
    )
    with studio_context(twins.beta.studio):
        caches["default"].set("front page", twins.word)

    assert len(stained_keys(twins.word)) == 1


def test_control_with_the_studio_in_its_keys_the_cache_is_clean(twins):
    with studio_context(twins.beta.studio):
        caches["default"].set("front page", twins.word)

    assert stained_keys(twins.word) == []


def test_a_line_of_the_log(twins, caplog, ask):
    logging.getLogger("apps").warning("Somebody asked for %s", twins.word)

    assert ask(Ask("GET", "/")) == ["a line of the log holds beta's sentinel"]


def test_files_of_beta_that_are_written_over(twins, ask):
    path = "/canary/overwrite/"
    try:
        assert ask(Ask("POST", path)) == ["files of beta were changed"]
    finally:
        with studio_context(twins.beta.studio):
            media().overwrite("same-name.txt", ContentFile(twins.word.encode()))


def test_a_letter_that_names_beta(twins, taken_back, monkeypatch):
    """The look of whatever site was served last."""
    look = letters._look()
    kept = []

    def first_look():
        kept.append(look())
        return kept[0]

    monkeypatch.setattr(letters, "_look", lambda: first_look)

    with pytest.raises(AssertionError):
        test_letters.test_a_letter_of_alpha_says_nothing_of_beta(
            twins, None, Exit("letter", "tenants/email/archive_ready")
        )


def test_a_task_that_works_in_beta(twins, taken_back):
    test_tasks.run_for(
        twins, "canary.publish_film", {"film_pk": str(twins.beta.keys["catalog.Film"][0])}
    )

    assert list(harm(twins)) == ['beta."catalog_film" was changed']


def listed_in(twin, site, monkeypatch):
    """The site's list of people asks in the twin's studio, wherever the visit is."""
    people = type(site._registry[User])
    listed = people.get_changelist_instance

    def elsewhere(self, request):
        with studio_context(twin.studio):
            changes = listed(self, request)
            changes.result_list = list(changes.result_list)
        return changes

    monkeypatch.setattr(people, "get_changelist_instance", elsewhere)


def test_a_table_of_the_back_office_that_looks_elsewhere(twins, eko, caplog, monkeypatch):
    """The list of people, asked in beta while the visit is to alpha."""
    browser = eko(twins.alpha.studio)
    listed_in(twins.beta, inspection_site, monkeypatch)

    faults = faults_of(twins, [Ask("GET", "/admin/open/accounts/user/")], browser, caplog)
    assert "GET /admin/open/accounts/user/: the answer holds beta's sentinel" in faults


def test_a_table_of_the_platform_that_holds_people_of_a_studio(twins, as_role, caplog, monkeypatch):
    """The platform's list of its own people, asked in beta."""
    listed_in(twins.beta, admin.site, monkeypatch)

    with pytest.raises(AssertionError):
        test_staff.test_the_platforms_own_tables_hold_nobody_of_a_studio(
            twins, as_role, caplog, User
        )


def test_a_page_of_the_platform_that_forgets_to_ask_for_the_role(
    twins, as_role, caplog, monkeypatch
):
    """How far beta's job is, told to whoever may open the back-office."""
    monkeypatch.setattr(JobAdmin, "has_view_permission", lambda *args: True)
    live = next(page for page in test_staff.PAGES if "core_job_live" in page.name)

    with pytest.raises(AssertionError):
        test_staff.test_finance_reads_nothing_of_a_studio(twins, as_role, None, caplog, live)
