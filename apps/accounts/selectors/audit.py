"""The log of who did what, for whoever may read it."""

from datetime import datetime

from django.db.models import QuerySet

from apps.accounts.models import AuditEvent


def audit_events(
    *,
    who: str = "",
    action: str = "",
    since: datetime | None = None,
    before: datetime | None = None,
) -> QuerySet[AuditEvent]:
    """Events of this schema, newest first, narrowed by whatever is given."""
    events = AuditEvent.objects.order_by("-id")
    if who:
        events = events.filter(actor_label=who)
    if action:
        events = events.filter(action=action)
    if since:
        events = events.filter(at__gte=since)
    if before:
        events = events.filter(at__lt=before)
    return events


def audit_actors() -> list[str]:
    """The names that appear in the log."""
    labels = AuditEvent.objects.exclude(actor_label="").order_by("actor_label")
    return list(labels.values_list("actor_label", flat=True).distinct())


def audit_actions() -> list[str]:
    """The actions that appear in the log."""
    actions = AuditEvent.objects.order_by("action")
    return list(actions.values_list("action", flat=True).distinct())
