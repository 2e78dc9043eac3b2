"""Somebody opening a studio: from the verified address to the open site."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import UUIDModel
from apps.core.scopes import Erasing, Key, Lives, Person, Scope


class SignUp(UUIDModel):
    scope = Scope(
        lives=Lives.PUBLIC,
        studio="studio__schema_name",
        secrets=("password",),
        people=(
            Person(
                "email",
                key=Key.EMAIL,
                erasing=Erasing.CLEAR,
                clear={"email": "", "owner_name": "", "password": ""},  # nosec B105  # no secret
                why="How the studio came to be stays known; who signed it up does not.",
            ),
        ),
    )

    email = models.EmailField(_("e-mail address"))
    created_at = models.DateTimeField(_("started"), auto_now_add=True)
    verified_at = models.DateTimeField(_("address verified"), null=True)
    owner_name = models.CharField(_("name of the owner"), max_length=120, blank=True)
    # The hash, until the owner's account exists in the studio's own schema; emptied then.
    password = models.CharField(max_length=128, blank=True)
    studio = models.OneToOneField(
        "tenants.Studio", on_delete=models.SET_NULL, null=True, related_name="sign_up"
    )
    job_pk = models.UUIDField(null=True)
    # The way from here into the new studio works once.
    welcomed_at = models.DateTimeField(_("entered the studio"), null=True)

    class Meta:
        verbose_name = _("studio sign-up")
        verbose_name_plural = _("studio sign-ups")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.email
