from apps.accounts.models.audit import AuditEvent
from apps.accounts.models.idempotency import IdempotentCall
from apps.accounts.models.invitation import Invitation
from apps.accounts.models.profile import Profile
from apps.accounts.models.token import RefreshToken
from apps.accounts.models.user import User

__all__ = ["AuditEvent", "IdempotentCall", "Invitation", "Profile", "RefreshToken", "User"]
