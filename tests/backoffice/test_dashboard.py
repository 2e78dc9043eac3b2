"""The platform in numbers."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.utils import timezone

from apps.catalog.models import Film, Upload
from apps.core.models import Job
from apps.core.tenancy import platform_context, studio_context
from apps.studio.selectors.figures import (
    CACHE_KEY,
    count_studios,
    numbers_of_studios,
    platform_figures,
    statement_over,
)
from apps.studio.web.backoffice.dashboard import chart_of
from apps.tenants.models import SignUp, Studio


def upload_of(studio, received):
    with studio_context(studio):
        Upload.objects.create(
            filename="a.mp4",
            size=received,
            received=received,
            state="complete",
            expires_at=timezone.now(),
        )


def test_studios_are_counted_together(people, alpha, beta):
    upload_of(alpha, 1000)
    upload_of(beta, 500)
    with studio_context(beta):
        Film.objects.create(title="A draft", slug="a-draft")

    totals = count_studios()

    assert (totals.people, totals.team) == (5, 3)
    assert totals.bytes_stored == 1500
    assert totals.films_published == 0


def test_however_many_studios_it_is_two_statements(people, alpha, django_assert_num_queries):
    with platform_context(), django_assert_num_queries(3):  # one is SET search_path
        numbers_of_studios()
    with platform_context():
        now = timezone.now()
        Studio.objects.filter(slug="beta").update(status="closed", closed_at=now, erase_after=now)
    with platform_context(), django_assert_num_queries(3):
        assert [one.schema_name for one in numbers_of_studios()] == ["alpha"]


def test_schema_names_are_quoted(db):
    text = statement_over(['x"; DROP SCHEMA alpha; --']).as_string(None)

    assert '"x""; DROP SCHEMA alpha; --"."catalog_film"' in text


def test_counts_over_studios_are_asked_for_once_a_minute(people, alpha):
    platform_figures()
    upload_of(alpha, 1000)

    assert platform_figures().totals.bytes_stored == 0
    caches["platform"].delete(CACHE_KEY)
    assert platform_figures().totals.bytes_stored == 1000


@pytest.fixture
def busy(platform):
    now = timezone.now()
    SignUp.objects.create(email="today@people.example")
    old = SignUp.objects.create(email="old@people.example")
    SignUp.objects.filter(pk=old.pk).update(created_at=now - timedelta(days=31))
    for state, ended in [
        ("running", None),
        ("done", now),
        ("failed", now),
        ("failed", now - timedelta(days=2)),
    ]:
        Job.everywhere.create(
            studio_schema="alpha", kind="catalog.transcode", state=state, ended_at=ended
        )
    Job.everywhere.create(studio_schema="public", kind="tenants.provision", state="queued")


def test_jobs_and_sign_ups(busy, people):
    figures = platform_figures()

    assert sum(day.count for day in figures.sign_ups) == 1
    assert len(figures.sign_ups) == 30
    assert (figures.jobs_alive, figures.encodes_alive) == (2, 1)
    assert (figures.jobs_failed_recently, figures.encodes_failed_recently) == (1, 1)
    assert [job.studio_name for job in figures.failures] == ["Alpha Pictures"] * 2
    assert figures.studios == {"provisioning": 0, "active": 2, "suspended": 0, "closed": 0}


def test_the_page_states_its_cost(as_eko, busy, django_assert_num_queries):
    as_eko.get("/admin/")
    # Person, seven counts; each with its SET search_path. Studios' own tables come from the cache.
    with django_assert_num_queries(16):
        as_eko.get("/admin/")


def test_the_page_asks_for_its_numbers_again(as_eko, platform):
    page = as_eko.get("/admin/").content.decode()
    Job.everywhere.create(studio_schema="alpha", kind="catalog.transcode", state="running")
    part = as_eko.get("/admin/figures/").content.decode()

    assert 'hx-get="/admin/figures/"' in page
    assert 'hx-trigger="every 30s"' in page
    assert "<html" not in part
    assert '<strong class="bo-card__value">1</strong>' in part


def test_finance_gets_no_links_it_cannot_follow(client_for, office):
    page = client_for(None, office.fajar).get("/admin/").content.decode()

    assert "/admin/core/job/" not in page
    assert "/admin/tenants/studio/" not in page


def test_the_highest_day_fills_the_chart(busy):
    chart = chart_of(platform_figures().jobs_a_day)

    assert (chart.total, chart.most) == (5, 5)
    assert chart.bars[-1].height == chart.height
    assert {bar.height for bar in chart.bars[:-1]} == {0}


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_days_are_those_of_the_reader(busy, zone):
    """Fourteen hours ahead or twelve behind: in one of them it is another day than in UTC."""
    with timezone.override(zone):
        days = platform_figures().jobs_a_day

        assert days[-1].on == timezone.localdate()
    assert days[-1].count == 5


def test_an_empty_platform_has_a_chart_too(platform):
    chart = chart_of(platform_figures().sign_ups)

    assert chart.total == 0
    assert {bar.height for bar in chart.bars} == {0}
