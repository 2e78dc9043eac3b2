"""What may be done with a studio as it is now, and which reports who may make. Who may do the rest
stands in accounts.rules."""

from typing import Any

from apps.accounts import rules
from apps.studio.enums import ReportKind
from apps.tenants.enums import StudioStatus
from apps.tenants.models import Studio

OPEN_TO_INSPECTION = {StudioStatus.ACTIVE, StudioStatus.SUSPENDED}


def can_be_inspected(studio: Studio) -> bool:
    """Finished and not closed. Never the platform's own row: it has an admin of its own."""
    return not studio.is_platform and studio.status in OPEN_TO_INSPECTION


def can_make_report(person: Any, kind: str) -> bool:
    """What the team's report says comes from the audit log, so it is for whoever may read that."""
    may = rules.can_make_reports(person)
    return may and (kind != ReportKind.ACCESS or rules.can_read_audit(person))


def report_kinds_for(person: Any) -> list[ReportKind]:
    return [kind for kind in ReportKind if can_make_report(person, kind)]
