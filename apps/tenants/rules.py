"""Who may do what to a studio, beyond the roles' own permissions."""

from typing import Any

from apps.accounts.rules import can_manage_studios, can_transfer_studio


def can_close_studio(person: Any) -> bool:
    """Shut a studio: its owner, or the platform's staff."""
    return can_transfer_studio(person) or can_manage_studios(person)
