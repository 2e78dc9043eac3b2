import pytest

from apps.core.checks import (
    check_app_lists,
    check_cache_keys,
    check_connection_reset,
    check_django_tenants,
    check_search_path_is_always_set,
    check_table_names,
)

STATIC = (
    check_app_lists,
    check_table_names,
    check_cache_keys,
    check_connection_reset,
    check_search_path_is_always_set,
    check_django_tenants,
)


def ids(messages):
    return [message.id for message in messages]


def test_the_product_passes_its_own_checks():
    for check in STATIC:
        assert check() == []


def test_an_app_in_both_lists_without_meaning_it_is_an_error(settings):
    settings.TENANT_APPS = [*settings.TENANT_APPS, "apps.tenants"]
    assert ids(check_app_lists()) == ["core.E001"]
    assert "apps.tenants is in both" in check_app_lists()[0].msg


def test_an_app_meant_for_both_that_is_not_is_an_error(settings):
    settings.APPS_IN_BOTH = [*settings.APPS_IN_BOTH, "apps.catalog"]
    assert ids(check_app_lists()) == ["core.E001"]
    assert "apps.catalog is not in both" in check_app_lists()[0].msg


def test_one_table_name_in_public_and_in_studios_is_an_error(settings):
    settings.SHARED_APPS = [app for app in settings.SHARED_APPS if app != "apps.core"]
    from apps.core.models import Job

    assert check_table_names() == []
    settings.SHARED_APPS = [*settings.SHARED_APPS, "apps.core"]
    original, Job._meta.db_table = Job._meta.db_table, "accounts_user"
    try:
        assert ids(check_table_names()) == ["core.E002"]
    finally:
        Job._meta.db_table = original


def test_a_cache_without_our_key_function_is_an_error(settings):
    settings.CACHES = {**settings.CACHES, "default": {"BACKEND": "x"}}
    assert ids(check_cache_keys()) == ["core.E003"]


def test_a_pool_that_remembers_is_an_error(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "OPTIONS", {"pool": {"max_size": 4}})
    assert ids(check_connection_reset()) == ["core.E004"]


def test_so_is_that_of_any_other_database(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES, "replica", {"OPTIONS": {"pool": True}})
    assert ids(check_connection_reset()) == ["core.E004"]


def test_cursors_that_skip_the_search_path_are_an_error(settings):
    settings.TENANT_LIMIT_SET_CALLS = True
    assert ids(check_search_path_is_always_set()) == ["core.E005"]


@pytest.mark.parametrize(
    ("installed", "faults"),
    [("3.14.0", ["core.E006"]), ("4.0.0", ["core.E006"]), ("4.0.1", []), ("4.10.2", [])],
)
def test_a_django_tenants_that_leaks_is_an_error(monkeypatch, installed, faults):
    monkeypatch.setattr("apps.core.checks.version", lambda name: installed)
    assert ids(check_django_tenants()) == faults
