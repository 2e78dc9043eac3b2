"""What stands on the cover of every report."""

from django.utils import timezone
from django.utils.translation import gettext as _

from apps.core.templatetags.formats import day, moment
from apps.studio.models import Report


def facts_of(report: Report, asked_by: str) -> tuple[tuple[str, str], ...]:
    """For which time, made when, in which time zone, and for whom."""
    period = f"{day(report.since, 'long')} – {day(report.until, 'long')}"
    facts = (
        (_("Period"), period),
        (_("Made"), moment(timezone.now(), "medium")),
        (_("Time zone"), report.time_zone.replace("_", " ")),
        (_("Asked for by"), asked_by),
    )
    return tuple(fact for fact in facts if fact[1])
