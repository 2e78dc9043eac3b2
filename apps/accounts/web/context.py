"""Templates: where the signed-in person may go, and which profile watches."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from apps.accounts import rules
from apps.accounts.selectors.profiles import watching_of


def person(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    return {
        "may_open_desk": user is not None and rules.can_open_desk(user),
        "watching": SimpleLazyObject(lambda: watching_of(request)),
    }
