"""Who did what to what, from where. Rows are only ever added."""

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import UUIDModel
from apps.core.scopes import Erasing, Lives, Person, Scope

WHY = "The studio must be able to say later what was done, though not by whom."


class AuditEvent(UUIDModel):
    scope = Scope(
        lives=Lives.BOTH,
        people=(
            Person(
                "actor_pk",
                erasing=Erasing.CLEAR,
                clear={"actor_label": "", "ip": None},
                why=WHY,
            ),
            Person(
                "target_pk",
                erasing=Erasing.CLEAR,
                clear={"target_label": ""},
                why=WHY,
                hides=("actor_pk", "actor_label", "ip", "request_id"),
            ),
        ),
        mentions=("actor_label", "target_label", "changes"),
    )

    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    action = models.CharField(_("action"), max_length=60, db_index=True)
    actor_pk = models.UUIDField(_("actor"), null=True)
    actor_label = models.CharField(_("who"), max_length=254, blank=True)
    target_type = models.CharField(_("kind"), max_length=60, blank=True)
    target_pk = models.UUIDField(_("target"), null=True)
    target_label = models.CharField(_("what"), max_length=254, blank=True)
    changes = models.JSONField(_("details"), default=dict, blank=True)
    ip = models.GenericIPAddressField(_("from"), null=True)
    request_id = models.CharField(_("request"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit log")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.actor_label} {self.action} {self.target_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("The audit log is only added to.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The audit log is only added to.")
