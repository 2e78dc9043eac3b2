"""Invitations that wait for an answer."""

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet

from apps.accounts.errors import InvitationGone
from apps.accounts.models import Invitation
from apps.core.signing import unsign

PURPOSE = "invitation"
# The row decides when an offer ends (it may be sent again); a link older than this never opens.
LONGEST = timedelta(days=90)


def open_invitations() -> QuerySet[Invitation]:
    """Offers that nobody has accepted or withdrawn, newest first; expired ones too."""
    waiting = Invitation.objects.filter(accepted_at=None, withdrawn_at=None)
    return waiting.select_related("invited_by").order_by("-id")


def open_invitation(pk: UUID, *, locked: bool = False) -> Invitation | None:
    """The waiting offer ``pk``, locked until the transaction ends if asked for."""
    waiting = Invitation.objects.filter(accepted_at=None, withdrawn_at=None)
    return (waiting.select_for_update() if locked else waiting).filter(pk=pk).first()


def invitation_by_pk(pk: UUID) -> Invitation:
    """The waiting offer ``pk``. Raises InvitationGone."""
    invitation = open_invitation(pk)
    if invitation is None:
        raise InvitationGone
    return invitation


def invitation_of_token(token: str) -> Invitation:
    """The offer a letter's link names. Raises InvitationGone for one that is over, and NotFound
    for a link that is forged or another studio's."""
    pk = unsign(PURPOSE, token, max_age=LONGEST)
    invitation = open_invitation(UUID(pk))
    if invitation is None or invitation.is_expired:
        raise InvitationGone
    return invitation
