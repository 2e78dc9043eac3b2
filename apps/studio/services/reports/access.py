"""The team's report: who may come in, how well the doors are guarded, what has changed."""

from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.enums import Role
from apps.accounts.models import AuditEvent
from apps.core.documents.model import (
    Chart,
    ChartKind,
    Column,
    Document,
    Figure,
    Figures,
    Kind,
    Section,
    Series,
    Table,
)
from apps.core.templatetags.formats import month
from apps.studio.models import Report
from apps.studio.selectors.access import AccessNumbers, access_numbers
from apps.studio.selectors.months import Period
from apps.studio.services.reports.facts import facts_of


def access_report(report: Report, period: Period, asked_by: str) -> Document:
    """The report in the language and time zone in force; sign-ins come from the audit log."""
    numbers = access_numbers(period)
    labels = tuple(month(day) for day in period.months)
    return Document(
        title=str(report),
        subtitle=_("Who may come in, and who did"),
        language=report.language,
        made_at=timezone.now(),
        facts=facts_of(report, asked_by),
        sections=(_overview(numbers, labels), _people(numbers), _changes(numbers)),
    )


def _overview(numbers: AccessNumbers, labels: tuple[str, ...]) -> Section:
    active = len(numbers.active)
    guarded = numbers.with_second_factor
    figures = Figures(
        (
            Figure(_("Team"), numbers.team),
            Figure(_("With a second factor"), guarded / active if active else None, Kind.SHARE),
            Figure(_("Sign-ins"), sum(numbers.sign_ins)),
            Figure(_("Failed sign-ins"), sum(numbers.failures)),
        )
    )
    chart = Chart(
        _("Sign-ins each month"),
        ChartKind.BAR,
        labels,
        (
            Series(_("Signed in"), tuple(numbers.sign_ins)),
            Series(_("Failed"), tuple(numbers.failures)),
        ),
        note=_("Viewers are counted too: they come in by the same door."),
    )
    lead = _("People are counted as of today, sign-ins in the time of the report.")
    return Section(_("Overview"), (figures, chart, _roles(numbers)), lead=lead)


def _roles(numbers: AccessNumbers) -> Table:
    rows = []
    for role in Role:
        lines = [line for line in numbers.active if line.member.role == role]
        if lines:
            guarded = sum(line.has_second_factor for line in lines)
            rows.append((str(role.label), len(lines), guarded))
    return Table(
        _("Roles"),
        (
            Column(_("Role"), width=2),
            Column(_("People"), Kind.NUMBER),
            Column(_("With a second factor"), Kind.NUMBER),
        ),
        tuple(rows),
        empty=_("Nobody works here yet."),
    )


def _people(numbers: AccessNumbers) -> Section:
    members = Table(
        _("Team"),
        (
            Column(_("Name"), width=1.8),
            Column(_("E-mail address"), width=2.6),
            Column(_("Role"), width=1.1),
            Column(_("May sign in"), Kind.MARK, 0.9),
            Column(_("Second factor"), Kind.MARK, 0.9),
            Column(_("Last sign-in"), Kind.MOMENT, 1.7),
            Column(_("Sign-ins"), Kind.NUMBER, 0.9),
        ),
        tuple(
            (
                line.member.name,
                line.member.email,
                line.member.get_role_display(),
                line.member.is_active,
                line.has_second_factor,
                line.signed_in_at,
                line.sign_ins,
            )
            for line in numbers.members
        ),
        empty=_("Nobody works here yet."),
    )
    return Section(_("People"), (members, _invitations(numbers)))


def _invitations(numbers: AccessNumbers) -> Table:
    return Table(
        _("Open invitations"),
        (
            Column(_("E-mail address"), width=2),
            Column(_("Role")),
            Column(_("Valid until"), Kind.MOMENT, 1.2),
        ),
        tuple((one.email, one.get_role_display(), one.expires_at) for one in numbers.invitations),
        empty=_("Nobody is invited at the moment."),
    )


def _changes(numbers: AccessNumbers) -> Section:
    table = Table(
        "",
        (
            Column(_("When"), Kind.MOMENT, 1.4),
            Column(_("Who"), width=1.6),
            Column(_("What"), width=1.8),
            Column(_("To whom"), width=2.2),
            Column(_("Details"), width=1.8),
        ),
        tuple(
            (event.at, event.actor_label, _what(event), event.target_label, _details(event))
            for event in numbers.changes
        ),
        empty=_("Nothing changed in this time."),
    )
    lead = _("Who was let in, given another role or sent away, newest first.")
    return Section(_("Changes in the team"), (table,), lead=lead)


def _what(event: AuditEvent) -> str:
    words = {
        "person.role_changed": _("Changed the role"),
        "person.removed_from_team": _("Removed from the team"),
        "person.deactivated": _("Deactivated"),
        "person.reactivated": _("Reactivated"),
        "invitation.sent": _("Invited"),
        "invitation.withdrawn": _("Withdrew an invitation"),
        "invitation.accepted": _("Accepted an invitation"),
        "studio.transferred": _("Handed the studio over"),
        "studio.opened_read_only": _("Looked into the studio, changing nothing"),
    }
    return words[event.action]


def _details(event: AuditEvent) -> str:
    """The roles before and after, where the event names them."""
    role = event.changes.get("role")
    if isinstance(role, list) and len(role) == 2:
        return " → ".join(_role_name(one) for one in role)
    return _role_name(role) if isinstance(role, str) else ""


def _role_name(role: object) -> str:
    return str(Role(role).label) if role in Role.values else str(role or "–")
