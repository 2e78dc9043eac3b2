"""The platform's people: invited, given roles, locked out. Always by the services of people."""

import pytest

from apps.accounts.models import AuditEvent, Invitation
from apps.core.tenancy import platform_context
from tests.people import PASSWORD


def url(person, button):
    return f"/admin/accounts/user/{person.pk}/{button}/"


def press(client, person, button, **data):
    response = client.post(url(person, button), data)
    with platform_context():
        person.refresh_from_db()
    return response


def actions():
    with platform_context():
        noted = AuditEvent.objects.exclude(action="person.signed_in").order_by("pk")
        return list(noted.values_list("action", flat=True))


def test_somebody_is_invited_with_a_role(as_eko, platform, mailoutbox):
    asked = {"email": "New@people.example", "role": "support"}

    response = as_eko.post("/admin/accounts/user/add/", asked)

    assert response.url == "/admin/accounts/user/"
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role) == ("new@people.example", "support")
    assert actions() == ["invitation.sent"]


@pytest.mark.parametrize("role", ["owner", "member", "nonsense"])
def test_only_the_platforms_roles_can_be_given(as_eko, platform, role):
    asked = {"email": "new@people.example", "role": role}

    assert as_eko.post("/admin/accounts/user/add/", asked).status_code == 422
    assert Invitation.objects.count() == 0


def test_somebody_on_the_team_is_not_invited_again(as_eko, office):
    asked = {"email": office.sari.email, "role": "finance"}

    response = as_eko.post("/admin/accounts/user/add/", asked)

    assert response.status_code == 422
    assert "on the team already" in response.content.decode()


def test_a_role_is_changed(as_eko, office):
    press(as_eko, office.sari, "change_role", role="finance")

    assert office.sari.role == "finance"
    assert actions() == ["person.role_changed"]


def test_a_person_is_locked_out_at_once_and_let_in_again(as_eko, as_sari, office):
    press(as_eko, office.sari, "deactivate")
    assert not office.sari.is_active
    assert as_sari.get("/admin/").status_code == 302

    press(as_eko, office.sari, "reactivate")
    assert office.sari.is_active
    assert actions() == ["person.deactivated", "person.reactivated"]


def test_a_person_is_signed_out_and_may_sign_in_again(as_eko, client_for, office):
    sari = client_for(None)
    sari.post("/accounts/login/", {"login": office.sari.email, "password": PASSWORD})
    assert sari.get("/admin/").status_code == 200

    press(as_eko, office.sari, "sign_out")

    assert sari.get("/admin/").status_code == 302
    assert office.sari.is_active
    assert actions() == ["person.signed_out_by_others"]


def test_nobody_locks_himself_out(as_eko, people):
    page = as_eko.get(url(people.eko, "change")).content.decode()
    response = press(as_eko, people.eko, "deactivate")

    assert "/deactivate/" not in page
    assert response.status_code == 422
    assert people.eko.is_active


@pytest.mark.parametrize("button", ["change_role", "sign_out", "deactivate", "reactivate"])
def test_support_changes_nobody(as_sari, people, button):
    assert press(as_sari, people.dewi, button, role="staff").status_code == 403
    assert people.dewi.role == "member"
    assert actions() == []


def test_an_invitation_is_sent_again_and_withdrawn(as_eko, platform):
    as_eko.post("/admin/accounts/user/add/", {"email": "new@people.example", "role": "support"})
    invitation = Invitation.objects.get()
    page = f"/admin/accounts/invitation/{invitation.pk}"

    assert as_eko.post(f"{page}/send_again/").status_code == 302
    assert as_eko.post(f"{page}/withdraw/").status_code == 302

    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None
    assert "/withdraw/" not in as_eko.get(f"{page}/change/").content.decode()
    assert actions() == ["invitation.sent", "invitation.sent_again", "invitation.withdrawn"]
