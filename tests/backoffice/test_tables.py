"""Tables: as many queries for three rows as for one, files that are safe to open."""

import csv
import io

import pytest
from django.utils import timezone

from apps.accounts.enums import Role
from apps.accounts.models import AuditEvent, Invitation
from apps.accounts.services import audit
from apps.core.models import Job, Task
from apps.core.tenancy import platform_context
from apps.tenants.models import SignUp
from tests.people import person


def _studio(number):
    from tests.database import make_studio

    make_studio(f"extra{number}", f"extra{number}", f"Extra {number}", f"extra{number}.localhost")


def _sign_up(number):
    SignUp.objects.create(email=f"new{number}@people.example")


def _invitation(number):
    Invitation.objects.create(
        email=f"asked{number}@people.example", role=Role.SUPPORT, expires_at=timezone.now()
    )


def _job(number):
    Job.everywhere.create(studio_schema="alpha", kind="catalog.transcode")


def _event(number):
    audit.record("studio.suspended", by=f"somebody {number}")


def _person(number):
    person(f"Extra{number}", Role.SUPPORT)


def _dead_letter(number):
    Task.everywhere.create(
        name=f"tests.broken_{number}",
        studio_schema="alpha",
        queue="default",
        max_attempts=3,
        state="dead",
        error_name=f"Error{number}",
        died_at=timezone.now(),
    )


MAKERS = {
    "tenants/studio": _studio,
    "tenants/domain": _studio,
    "tenants/signup": _sign_up,
    "accounts/user": _person,
    "accounts/invitation": _invitation,
    "accounts/auditevent": _event,
    "core/job": _job,
    "core/deadletter": _dead_letter,
}


@pytest.mark.parametrize("table", MAKERS)
def test_a_table_costs_the_same_for_one_row_and_for_three(
    as_eko, platform, table, django_assert_num_queries, django_assert_max_num_queries
):
    make = MAKERS[table]
    make(1)
    as_eko.get(f"/admin/{table}/")  # warms the caches of hosts and sessions
    # Every second one is SET search_path.
    with django_assert_max_num_queries(12) as first:
        as_eko.get(f"/admin/{table}/")
    make(2)
    make(3)

    with django_assert_num_queries(len(first)):
        as_eko.get(f"/admin/{table}/")


def rows_of(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_file_holds_what_the_table_shows_under_the_same_filters(as_eko, alpha, beta):
    response = as_eko.get("/admin/tenants/studio/export/", {"q": "beta"})

    assert response.headers["Content-Disposition"] == 'attachment; filename="studio.csv"'
    (row,) = rows_of(response)
    assert row["Name"] == "Beta Films"
    assert row["Status"] == "Active"
    assert row["Main address"] == "beta.localhost"


def test_no_cell_is_a_formula(as_eko, platform):
    audit.record("studio.suspended", by='=HYPERLINK("http://evil.example")')

    rows = rows_of(as_eko.get("/admin/accounts/auditevent/export/"))

    assert rows[0]["Who"] == '\'=HYPERLINK("http://evil.example")'


def test_the_log_is_found_by_actor_and_by_thing(as_eko, alpha, platform):
    audit.record("studio.suspended", by="Ana", target=alpha)
    audit.record("job.retried", by="Bima")

    page = as_eko.get("/admin/accounts/auditevent/", {"q": "Bima"}).content.decode()
    history = as_eko.get(f"/admin/tenants/studio/{alpha.pk}/history/", follow=True)

    assert "job.retried" in page
    assert "studio.suspended" not in page
    assert [row.actor_label for row in history.context["cl"].result_list] == ["Ana"]


def test_the_log_cannot_be_written(as_eko, platform):
    event = audit.record("studio.suspended", by="Ana")

    assert as_eko.get("/admin/accounts/auditevent/add/").status_code == 403
    answer = as_eko.post(f"/admin/accounts/auditevent/{event.pk}/change/", {"action": "x"})
    assert answer.status_code == 403
    assert AuditEvent.objects.get(pk=event.pk).action == "studio.suspended"


def test_a_studios_numbers_come_from_its_own_schema(as_eko, alpha, people):
    response = as_eko.get("/admin/tenants/studio/")

    shown = {row.slug: row.numbers for row in response.context["cl"].result_list}
    assert (shown["alpha"].people, shown["alpha"].team) == (3, 2)
    assert (shown["beta"].people, shown["beta"].team) == (2, 1)
    assert shown["alpha"].owners == "ana@people.example"
    assert shown["beta"].owners == "bima@people.example"


def test_the_platforms_own_row_is_no_studio(as_eko, platform):
    response = as_eko.get("/admin/tenants/studio/")

    assert {row.slug for row in response.context["cl"].result_list} == {"alpha", "beta"}


def test_the_search_finds_a_studio_by_name(as_eko, alpha):
    page = as_eko.get("/admin/search/", {"s": "Alpha Pic", "extended": "1"}).content.decode()

    assert f"/admin/tenants/studio/{alpha.pk}/change/" in page


def test_people_with_a_second_factor_are_marked(as_eko, people):
    from allauth.mfa.models import Authenticator

    with platform_context():
        Authenticator.objects.create(user=people.eko, type="totp", data={})
        response = as_eko.get("/admin/accounts/user/")

    marked = {row.email: row.has_factor for row in response.context["cl"].result_list}
    assert marked == {"eko@people.example": True, "dewi@people.example": False}
