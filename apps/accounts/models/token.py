"""Refresh tokens of the API. A family is one sign-in; a token used twice ends its family."""

from django.db import models

from apps.core.models import UUIDModel
from apps.core.scopes import Lives, Person, Scope


class RefreshToken(UUIDModel):
    scope = Scope(
        lives=Lives.BOTH,
        left_out="Keys to the API; worthless elsewhere and dangerous to hand out.",
        secrets=("digest",),
        people=(Person("user"),),
        fleeting=True,
    )

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="tokens")
    family = models.UUIDField(db_index=True)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    ip = models.GenericIPAddressField(null=True)
    user_agent = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.user_id} {self.family}"
