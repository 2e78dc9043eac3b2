"""A task's arguments as people of the platform may read them.

Letters have people's words and links to new passwords in their arguments. So text is hidden, unless
it is a key or the task says that it may be shown.
"""

from typing import Any
from uuid import UUID

from celery import current_app

from apps.core.models import Task

HIDDEN = "••••••"


def shown_arguments(row: Task) -> dict[str, str]:
    """Each argument by name, as text, hidden where it may hold a secret."""
    allowed = getattr(current_app.tasks.get(row.name), "shown", ())
    return {
        name: _text(value) if name in allowed or not _may_be_secret(value) else HIDDEN
        for name, value in row.kwargs.items()
    }


def _text(value: Any) -> str:
    return "–" if value is None else str(value)


def _may_be_secret(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        UUID(value)
    except ValueError:
        return True
    return False
