"""Who may come in, for the team's report: people, second factors, and what the log says."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Count, Max, QuerySet

from apps.accounts.models import AuditEvent, Invitation, User
from apps.accounts.selectors.audit import audit_events
from apps.accounts.selectors.invitations import open_invitations
from apps.accounts.selectors.people import head_count, team_members
from apps.studio.selectors.months import Period

SIGNED_IN, SIGN_IN_FAILED = "person.signed_in", "person.sign_in_failed"
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
# What changes who may do what.
CHANGES = [
    "person.role_changed",
    "person.removed_from_team",
    "person.deactivated",
    "person.reactivated",
    "invitation.sent",
    "invitation.withdrawn",
    "invitation.accepted",
    "studio.transferred",
    "studio.opened_read_only",
]
MOST_CHANGES = 500


@dataclass(frozen=True)
class MemberLine:
    """A member of the team; ``signed_in_at`` is the last sign-in the log knows of."""

    member: User
    has_second_factor: bool
    signed_in_at: datetime | None
    sign_ins: int


@dataclass(frozen=True)
class AccessNumbers:
    """People are as of now; sign-ins and changes are of the period."""

    team: int
    viewers: int
    members: list[MemberLine]
    invitations: list[Invitation]
    sign_ins: list[int]
    failures: list[int]
    changes: list[AuditEvent]

    @property
    def active(self) -> list[MemberLine]:
        return [line for line in self.members if line.member.is_active]

    @property
    def with_second_factor(self) -> int:
        return sum(line.has_second_factor for line in self.active)


def access_numbers(period: Period) -> AccessNumbers:
    """Everything the report says: the same number of queries whatever the team's size."""
    heads = head_count()
    return AccessNumbers(
        team=heads["team"],
        viewers=heads["viewers"],
        members=_members(period),
        invitations=list(open_invitations()),
        sign_ins=period.per_month(audit_events(action=SIGNED_IN), "at"),
        failures=period.per_month(audit_events(action=SIGN_IN_FAILED), "at"),
        changes=list(_within(period).filter(action__in=CHANGES)[:MOST_CHANGES]),
    )


def _within(period: Period) -> QuerySet[AuditEvent]:
    return audit_events(since=period.start, before=period.end)


def _members(period: Period) -> list[MemberLine]:
    members = list(team_members())
    guarded = set(
        Authenticator.objects.filter(type__in=FACTORS, user__in=members).values_list(
            "user_id", flat=True
        )
    )
    last = _last_sign_ins(members)
    counted = _sign_ins(members, period)
    return [
        MemberLine(one, one.pk in guarded, last.get(one.pk), counted.get(one.pk, 0))
        for one in members
    ]


def _last_sign_ins(members: list[User]) -> dict[UUID | None, datetime]:
    """The newest sign-in of each, whenever it was: 1 query."""
    events = audit_events(action=SIGNED_IN).filter(actor_pk__in=[one.pk for one in members])
    return dict(events.order_by().values_list("actor_pk").annotate(Max("at")))


def _sign_ins(members: list[User], period: Period) -> dict[UUID | None, int]:
    events = _within(period).filter(action=SIGNED_IN, actor_pk__in=[one.pk for one in members])
    return dict(events.order_by().values_list("actor_pk").annotate(Count("pk")))
