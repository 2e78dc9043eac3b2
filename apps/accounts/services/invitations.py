"""Offers to join the team: sent by e-mail, valid once, for a week, in one studio."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from apps.accounts import rules
from apps.accounts.domain.roles import rank_of
from apps.accounts.enums import ROLE_SENTENCES, Role
from apps.accounts.errors import (
    AlreadyInvited,
    AlreadyOnTeam,
    HasAccountAlready,
    InvitationGone,
    InvitedSomebodyElse,
    NotYourMember,
    PersonDeactivated,
    RoleTooHigh,
)
from apps.accounts.models import Invitation, User
from apps.accounts.selectors.invitations import PURPOSE, open_invitation
from apps.accounts.services import audit
from apps.accounts.services.people import create_person
from apps.core.limits import spend
from apps.core.mail import send_letter
from apps.core.origin import current_origin
from apps.core.signing import sign
from apps.core.tenancy import current_studio


def invite(email: str, *, role: str, by: User) -> Invitation:
    """Send ``email`` an offer to join as ``role``.

    Raises RoleTooHigh, AlreadyOnTeam, PersonDeactivated, AlreadyInvited or TooManyRequests.
    """
    if not rules.can_give_role(by, role):
        raise RoleTooHigh
    spend("50/hour", "invite", current_studio().schema_name, str(by.pk))
    email = email.strip().lower()
    _refuse_member(email)
    try:
        with transaction.atomic():
            _drop_expired(email)
            invitation = Invitation.objects.create(
                email=email, role=role, invited_by=by, expires_at=_expiry()
            )
            _announce(invitation, "invitation.sent", by)
    except IntegrityError as error:
        raise AlreadyInvited from error
    return invitation


@transaction.atomic
def resend_invitation(invitation: Invitation, *, by: User) -> Invitation:
    """Send the letter again; the offer is valid for another week. Raises InvitationGone."""
    fresh = _locked_open(invitation, by)
    fresh.expires_at = _expiry()
    fresh.save(update_fields=["expires_at"])
    _announce(fresh, "invitation.sent_again", by)
    return fresh


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User) -> Invitation:
    """Make the offer worthless. Raises InvitationGone when it was accepted meanwhile."""
    fresh = _locked_open(invitation, by)
    fresh.withdrawn_at = timezone.now()
    fresh.save(update_fields=["withdrawn_at"])
    audit.record("invitation.withdrawn", by=by, target=fresh)
    return fresh


@transaction.atomic
def accept_as_newcomer(invitation: Invitation, *, name: str, password: str) -> User:
    """Make the invited person's account, its address taken for verified: the letter proved it.

    Raises InvitationGone, or HasAccountAlready: then the person signs in and accepts.
    """
    fresh = _locked_valid(invitation)
    if User.objects.filter(email=fresh.email).exists():
        raise HasAccountAlready
    user = create_person(fresh.email, name=name, role=Role(fresh.role), password=password)
    _close(fresh, user)
    return user


@transaction.atomic
def accept_as_member(invitation: Invitation, *, by: User) -> User:
    """Give ``by``, who is signed in under the invited address, the offered role.

    Nobody loses a higher role by accepting. Raises InvitationGone or InvitedSomebodyElse.
    """
    fresh = _locked_valid(invitation)
    user = User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if user.email != fresh.email:
        raise InvitedSomebodyElse
    if rank_of(fresh.role) >= rank_of(user.role):
        user.role = fresh.role
        user.save(update_fields=["role"])
    EmailAddress.objects.filter(user=user, email=user.email).update(verified=True)
    _close(fresh, user)
    return user


def _refuse_member(email: str) -> None:
    existing = User.objects.filter(email=email).first()
    if existing and not existing.is_active:
        raise PersonDeactivated
    if existing and (existing.is_on_team or existing.is_staff):
        raise AlreadyOnTeam


def _drop_expired(email: str) -> None:
    now = timezone.now()
    waiting = Invitation.objects.filter(email=email, accepted_at=None, withdrawn_at=None)
    waiting.filter(expires_at__lte=now).update(withdrawn_at=now)


def _expiry() -> datetime:
    return timezone.now() + timedelta(days=settings.INVITATION_DAYS)


def _locked_open(invitation: Invitation, by: User) -> Invitation:
    if not rules.can_give_role(by, invitation.role):
        raise NotYourMember
    return _locked(invitation)


def _locked_valid(invitation: Invitation) -> Invitation:
    fresh = _locked(invitation)
    if fresh.is_expired:
        raise InvitationGone
    return fresh


def _locked(invitation: Invitation) -> Invitation:
    fresh = open_invitation(invitation.pk, locked=True)
    if fresh is None:
        raise InvitationGone
    return fresh


def _close(invitation: Invitation, user: User) -> None:
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    audit.record("invitation.accepted", by=user, target=user, changes={"role": [None, user.role]})


def _announce(invitation: Invitation, action: str, by: User) -> None:
    audit.record(action, by=by, target=invitation, changes={"role": [None, invitation.role]})
    send_letter("accounts/email/invitation", to=invitation.email, context=_letter(invitation, by))


def _letter(invitation: Invitation, by: User) -> dict[str, object]:
    token = sign(PURPOSE, str(invitation.pk))
    role = Role(invitation.role)
    return {
        "inviter": by.name or by.email,
        "role": role.label,
        "role_sentence": ROLE_SENTENCES[role],
        "accept_url": current_origin().site + reverse("invitation-accept", args=[token]),
        "days": settings.INVITATION_DAYS,
    }
