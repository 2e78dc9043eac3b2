import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.utils import timezone

from apps.accounts import errors
from apps.accounts.enums import Role
from apps.accounts.models import AuditEvent, Invitation, User
from apps.accounts.selectors.invitations import invitation_of_token
from apps.accounts.services import invitations
from apps.core.errors import NotFound, TooManyRequests
from apps.core.origin import Origin, origin_context
from apps.core.signing import sign
from apps.core.tenancy import studio_context
from tests.people import PASSWORD


@pytest.fixture
def invite(in_alpha, people, django_capture_on_commit_callbacks):
    def send(email="gita@people.example", role=Role.EDITOR, by=None):
        site = Origin(site="http://alpha.localhost:8000")
        with django_capture_on_commit_callbacks(execute=True), origin_context(site):
            return invitations.invite(email, role=role, by=by or people.ana)

    return send


def token_in(letter):
    return re.search(r"/invitations/([^/\s]+)/", letter.body)[1]


def test_the_letter_carries_a_link_to_the_own_host(invite, mailoutbox):
    invitation = invite("Gita@People.example")

    letter = mailoutbox[0]
    assert (letter.to, letter.subject) == (
        ["gita@people.example"],
        "Ana invites you to Alpha Pictures",
    )
    assert letter.from_email.startswith("Alpha Pictures <")
    assert "http://alpha.localhost:8000/invitations/" in letter.body
    assert invitation_of_token(token_in(letter)) == invitation
    html = letter.alternatives[0].content
    assert "http://alpha.localhost:8000/invitations/" in html
    assert [event.action for event in AuditEvent.objects.all()] == ["invitation.sent"]


def test_a_newcomer_joins_verified(invite, mailoutbox):
    invitation = invite()

    gita = invitations.accept_as_newcomer(invitation, name="Gita", password=PASSWORD)

    assert (gita.email, gita.role, gita.check_password(PASSWORD)) == (
        "gita@people.example",
        "editor",
        True,
    )
    assert EmailAddress.objects.filter(user=gita, verified=True, primary=True).count() == 1
    with pytest.raises(errors.InvitationGone):
        invitation_of_token(token_in(mailoutbox[0]))
    with pytest.raises(errors.InvitationGone):
        invitations.accept_as_newcomer(invitation, name="Gita", password=PASSWORD)
    assert User.objects.filter(email="gita@people.example").count() == 1


def test_somebody_with_an_account_gets_the_role_after_signing_in(invite, people):
    invitation = invite(people.citra.email, Role.MARKETER)
    with pytest.raises(errors.HasAccountAlready):
        invitations.accept_as_newcomer(invitation, name="X", password=PASSWORD)

    invitations.accept_as_member(invitation, by=people.citra)

    assert User.objects.get(pk=people.citra.pk).role == Role.MARKETER
    assert User.objects.get(pk=people.citra.pk).check_password(PASSWORD)


def test_nobody_accepts_for_another(invite, people):
    invitation = invite()

    with pytest.raises(errors.InvitedSomebodyElse):
        invitations.accept_as_member(invitation, by=people.citra)

    assert User.objects.get(pk=people.citra.pk).role == Role.VIEWER
    assert Invitation.objects.get().accepted_at is None


def test_nobody_loses_a_higher_role_by_accepting(invite, people):
    invitation = invite(people.citra.email, Role.EDITOR)
    User.objects.filter(pk=people.citra.pk).update(role=Role.OWNER)

    invitations.accept_as_member(invitation, by=people.citra)

    assert User.objects.get(pk=people.citra.pk).role == Role.OWNER


@pytest.mark.parametrize("role", [Role.OWNER, Role.STAFF, "king"])
def test_an_admin_cannot_invite_above_himself(invite, people, mailoutbox, role):
    with pytest.raises(errors.RoleTooHigh):
        invite(role=role, by=people.adi)

    assert (Invitation.objects.count(), mailoutbox) == (0, [])


@pytest.mark.parametrize("inviter", ["citra", "bima"])
def test_who_may_not_manage_the_team_invites_nobody(invite, people, inviter, mailoutbox):
    User.objects.filter(pk=people.citra.pk).update(role=Role.EDITOR)
    by = people.bima if inviter == "bima" else User.objects.get(pk=people.citra.pk)
    by.role = Role.EDITOR

    with pytest.raises(errors.RoleTooHigh):
        invite(by=by)

    assert (Invitation.objects.count(), mailoutbox) == (0, [])


def test_one_open_invitation_an_address(invite, mailoutbox):
    invite()

    with pytest.raises(errors.AlreadyInvited):
        invite("GITA@people.example")

    assert (Invitation.objects.count(), len(mailoutbox)) == (1, 1)
    assert AuditEvent.objects.count() == 1


def test_a_member_of_the_team_is_not_invited_again(invite, people, mailoutbox):
    with pytest.raises(errors.AlreadyOnTeam):
        invite(people.adi.email)

    assert (Invitation.objects.count(), mailoutbox) == (0, [])


def test_a_deactivated_person_is_not_invited(invite, people):
    User.objects.filter(pk=people.citra.pk).update(is_active=False)

    with pytest.raises(errors.PersonDeactivated):
        invite(people.citra.email)

    assert Invitation.objects.count() == 0


def test_an_invitation_lasts_a_week_and_can_be_sent_again(invite, people, mailoutbox):
    invitation = invite()
    late = timezone.now() + timedelta(days=7, minutes=1)

    with time_machine.travel(late, tick=False):
        with pytest.raises(errors.InvitationGone):
            invitation_of_token(token_in(mailoutbox[0]))
        with pytest.raises(errors.InvitationGone):
            invitations.accept_as_newcomer(invitation, name="Gita", password=PASSWORD)
        assert not User.objects.filter(email="gita@people.example").exists()
        invitations.resend_invitation(invitation, by=people.adi)
        assert invitation_of_token(token_in(mailoutbox[0])) == invitation


def test_an_expired_invitation_makes_room_for_a_new_one(invite):
    first = invite()

    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        second = invite()

    assert second.pk != first.pk
    assert Invitation.objects.filter(accepted_at=None, withdrawn_at=None).get() == second


def test_a_withdrawn_invitation_opens_nothing(invite, people, mailoutbox):
    invitation = invite()

    invitations.withdraw_invitation(invitation, by=people.adi)

    with pytest.raises(errors.InvitationGone):
        invitation_of_token(token_in(mailoutbox[0]))
    with pytest.raises(errors.InvitationGone):
        invitations.accept_as_newcomer(invitation, name="Gita", password=PASSWORD)
    with pytest.raises(errors.InvitationGone):
        invitations.resend_invitation(invitation, by=people.ana)


def test_an_admin_cannot_withdraw_an_owners_invitation(invite, people):
    invitation = invite(role=Role.OWNER)

    with pytest.raises(errors.NotYourMember):
        invitations.withdraw_invitation(invitation, by=people.adi)

    assert Invitation.objects.get().withdrawn_at is None


def test_a_link_of_one_studio_opens_nothing_in_another(invite, beta, mailoutbox):
    invitation = invite()
    token = token_in(mailoutbox[0])

    with studio_context(beta):
        # Even if the row stood there under the same key.
        Invitation.objects.create(
            pk=invitation.pk,
            email="x@people.example",
            role="owner",
            expires_at=invitation.expires_at,
        )
        with pytest.raises(NotFound):
            invitation_of_token(token)
        assert invitation_of_token(sign("invitation", str(invitation.pk))).role == "owner"


def test_nobody_floods_the_world_with_invitations(invite, settings, people):
    settings.LIMITS_ENABLED = True
    for number in range(50):
        invite(f"person{number}@people.example")

    with pytest.raises(TooManyRequests):
        invite("one.more@people.example")

    assert Invitation.objects.count() == 50
