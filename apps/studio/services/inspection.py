"""People of the platform look into a studio. The studio's own log says who, when and why."""

from django.db import transaction

from apps.accounts import rules
from apps.accounts.models import User
from apps.accounts.services import audit
from apps.core.errors import Forbidden
from apps.core.tenancy import platform_context, studio_context
from apps.studio.errors import NotToBeInspected, ReasonMissing
from apps.studio.rules import can_be_inspected
from apps.tenants.models import Studio


def open_for_inspection(studio: Studio, *, reason: str, by: User) -> None:
    """Note in both logs, the platform's and the studio's, that ``by`` opened the studio to read.

    Raises Forbidden, ReasonMissing, or NotToBeInspected for a studio that is not finished yet or
    is closed: people who have left are not looked at any more.
    """
    if not rules.can_open_studios(by):
        raise Forbidden
    if not reason.strip():
        raise ReasonMissing
    if not can_be_inspected(studio):
        raise NotToBeInspected
    changes = {"reason": reason.strip()}
    with transaction.atomic():
        with platform_context():
            audit.record("studio.opened_read_only", by=by, target=studio, changes=changes)
        with studio_context(studio):
            # The studio does not know the platform's people: say what he is, besides his name.
            audit.record(
                "studio.opened_read_only", by=f"{by} (CineRadar)", target=studio, changes=changes
            )
