"""What a studio says about itself."""

from collections.abc import Sequence

from django.db import transaction

from apps.accounts.models import User
from apps.accounts.services import audit
from apps.tenants.models import Studio
from apps.tenants.services.lifecycle import forget_studio_hosts


@transaction.atomic
def change_studio(
    studio: Studio,
    *,
    name: str,
    time_zone: str,
    currency: str,
    language: str,
    languages: Sequence[str],
    by: User,
) -> None:
    """Store the settings; the main language is always among those offered."""
    wanted = {
        "name": name,
        "time_zone": time_zone,
        "currency": currency,
        "language": language,
        "languages": [language, *(code for code in languages if code != language)],
    }
    changes = {
        field: [getattr(studio, field), value]
        for field, value in wanted.items()
        if getattr(studio, field) != value
    }
    if not changes:
        return
    for field, value in wanted.items():
        setattr(studio, field, value)
    studio.save(update_fields=list(wanted))
    audit.record("studio.changed", by=by, target=studio, changes=changes)
    forget_studio_hosts(studio)
