"""Somebody who watches with an account: a household shares one account and has several."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.accounts.models.user import User
from apps.core.models import UUIDModel
from apps.core.scopes import Lives, Person, Scope

MOST_PROFILES = 5


class Profile(UUIDModel):
    scope = Scope(lives=Lives.BOTH, people=(Person("user"),), secrets=("pin",))

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="profiles", verbose_name=_("account")
    )
    # Its place among the account's profiles: the constraint below ends their number.
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name"), max_length=40)
    avatar = models.CharField(_("picture"), max_length=20, blank=True)
    colour = models.CharField(_("colour"), max_length=7, blank=True)
    is_kids = models.BooleanField(_("for children"), default=False)
    max_age = models.PositiveSmallIntegerField(_("shows films up to age"), default=18)
    pin = models.CharField(_("PIN"), max_length=128, blank=True)
    wrong_pins = models.PositiveSmallIntegerField(_("wrong PINs in a row"), default=0)
    locked_until = models.DateTimeField(_("locked until"), null=True, blank=True)
    language = models.CharField(
        _("language"), max_length=8, choices=settings.LANGUAGES, blank=True, default=""
    )
    audio_language = models.CharField(_("language of sound"), max_length=12, blank=True)
    subtitle_language = models.CharField(_("language of subtitles"), max_length=12, blank=True)
    autoplay = models.BooleanField(_("go on with the next episode"), default=True)
    caption_style = models.JSONField(_("look of subtitles"), default=dict, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "position"], name="accounts_one_profile_per_place"
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=MOST_PROFILES),
                name="accounts_five_profiles_at_most",
            ),
            models.CheckConstraint(
                condition=Q(is_kids=False) | Q(max_age__lte=13),
                name="accounts_childrens_profile_has_a_childs_age",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="accounts_profile_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_protected(self) -> bool:
        """Whether choosing it takes a PIN."""
        return bool(self.pin)
