"""The suite can only find what is there: beta's every text has the sentinel, and alpha's none."""

from apps.core.tenancy import platform_context, studio_context
from apps.tenants.models import Branding
from tests.isolation.suite.probes import text_of
from tests.isolation.suite.sentinel import NO_ROOM, columns_without, tables_of_a_studio, texts_of

LISTS = ("/", "/films/", "/studio/films/", "/studio/team/", "/studio/audit/", "/api/v1/movies")


def test_every_text_of_beta_has_the_sentinel(twins):
    missing = columns_without(twins.beta.studio, twins.word)

    assert missing == [], "Give these a sentinel in tests/isolation/suite/sentinel.py, or a reason."


def test_no_reason_is_stale():
    known = {f"{m._meta.label}.{f.name}" for m, _ in tables_of_a_studio() for f in texts_of(m)}

    assert set(NO_ROOM) - known == set()


def test_every_table_of_beta_has_a_row(twins):
    for model, scope in tables_of_a_studio():
        with platform_context() if scope.studio else studio_context(twins.beta.studio):
            mine = {scope.studio: "beta"} if scope.studio else {}
            assert model._base_manager.filter(**mine).exists(), model._meta.label


def test_alpha_has_none_of_it(twins):
    assert {table for table, count in twins.watch.stains_before.items() if count} == set()
    assert twins.alpha.arguments("film") == twins.beta.arguments("film")


def test_betas_own_pages_show_it(twins):
    """What the probes look for can be seen where it belongs."""
    bima = twins.beta.browser()

    for path in LISTS:
        assert twins.word in text_of(bima.get(path)), path


def test_the_watch_sees_a_change_and_a_stain(twins, taken_back):
    with studio_context(twins.beta.studio):
        Branding.objects.filter(studio=twins.beta.studio).update(tagline="Changed")
    with studio_context(twins.alpha.studio):
        Branding.objects.filter(studio=twins.alpha.studio).update(tagline=twins.word)

    assert twins.watch.changed() == ['public."tenants_branding"']
    assert twins.watch.stained() == ['public."tenants_branding"']
