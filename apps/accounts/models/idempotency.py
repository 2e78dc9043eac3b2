"""Calls of the API that may be sent again without being done again."""

from django.conf import settings
from django.db import models

from apps.core.models import UUIDModel
from apps.core.scopes import Lives, Person, Scope


class IdempotentCall(UUIDModel):
    """A call that was carried out, and its answer, sealed with the caller's own key."""

    scope = Scope(
        lives=Lives.BOTH,
        left_out="Answers kept for a day, which only their callers can open.",
        secrets=("claim", "fingerprint", "headers", "body"),
        people=(Person("user"),),
        fleeting=True,
    )

    claim = models.CharField(max_length=64, unique=True)
    fingerprint = models.CharField(max_length=64)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=b"")
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.claim[:8]} {self.status}"
