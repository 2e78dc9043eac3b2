"""How somebody is asked for his password once more, and what comes after."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.core.models import Archive
from apps.core.tenancy import platform_context, studio_context
from tests.people import PASSWORD, proved


def test_the_proof_carries_the_form_on(client_for, alpha, people):
    """Nothing is typed twice: after the password, what was asked for happens."""
    browser = client_for(alpha, people.ana)
    asked = browser.post(f"/studio/team/{people.adi.pk}/transfer/")
    with studio_context(alpha):
        assert User.objects.get(role=Role.OWNER).pk == people.ana.pk

    wrong = browser.post(asked.url, {"password": "wrong password"})
    assert wrong.status_code == 200
    done = browser.post(asked.url, {"password": PASSWORD})

    assert done.url == "/studio/team/"
    with studio_context(alpha):
        assert User.objects.get(role=Role.OWNER).pk == people.adi.pk


def test_staff_are_asked_before_they_close_a_studio(client_for, alpha, people):
    browser = client_for(None, people.eko)
    page = f"/admin/tenants/studio/{alpha.pk}/close/"

    asked = browser.post(page, {"typed_name": alpha.name})
    assert asked.url.startswith("/accounts/reauthenticate/")
    alpha.refresh_from_db()
    assert alpha.status == "active"

    browser.post(asked.url, {"password": PASSWORD})
    alpha.refresh_from_db()
    assert alpha.status == "closed"


@pytest.mark.parametrize(
    "path", ["tenants/studio/{alpha}/collect/", "accounts/user/{dewi}/change_role/"]
)
def test_staff_are_asked_before_they_take_or_give(client_for, alpha, people, path):
    browser = client_for(None, people.eko)

    asked = browser.post(
        "/admin/" + path.format(alpha=alpha.pk, dewi=people.dewi.pk), {"role": Role.STAFF}
    )

    assert asked.url.startswith("/accounts/reauthenticate/")
    with platform_context():
        assert User.objects.get(pk=people.dewi.pk).role == Role.MEMBER
        assert not Archive.everywhere.exists()


def test_a_proof_is_worth_five_minutes(client_for, alpha, people):
    browser = proved(client_for(alpha, people.citra))
    body = {"action_add": "", "email": "other@people.example"}

    with time_machine.travel(timezone.now() + timedelta(seconds=301)):
        late = browser.post("/accounts/email/", body)

    assert late.url.startswith("/accounts/reauthenticate/")
    assert browser.post("/accounts/email/", body).url == "/accounts/email/"
