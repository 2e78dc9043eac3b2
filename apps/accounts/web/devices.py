"""What allauth asks the project when somebody ends his other sessions."""

from collections.abc import Iterable

from allauth.core import context
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession

from apps.accounts.services.sessions import revoke_tokens


class Devices(DefaultUserSessionsAdapter):
    """Signing out everywhere else means programs too."""

    def end_sessions(self, sessions: Iterable[UserSession]) -> None:
        super().end_sessions(sessions)
        revoke_tokens(context.request.user)
