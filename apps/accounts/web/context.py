"""Templates: where the signed-in person may go."""

from typing import Any

from django.http import HttpRequest

from apps.accounts import rules


def person(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    return {"may_open_desk": user is not None and rules.can_open_desk(user)}
