"""An offer to join the team, sent by e-mail."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.enums import Role
from apps.core.models import UUIDModel
from apps.core.scopes import Erasing, Key, Lives, Person, Scope


class Invitation(UUIDModel):
    scope = Scope(
        lives=Lives.BOTH,
        people=(
            Person("email", key=Key.EMAIL, hides=("invited_by_id",)),
            Person(
                "invited_by",
                erasing=Erasing.CLEAR,
                clear={"invited_by": None},
                why="The offer is somebody else's and stays good.",
                hides=("email",),
            ),
        ),
    )

    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    invited_by = models.ForeignKey(
        "accounts.User", on_delete=models.SET_NULL, null=True, related_name="invitations_sent"
    )
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(_("accepted"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                "email",
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="accounts_one_open_invitation_per_email",
            )
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()
