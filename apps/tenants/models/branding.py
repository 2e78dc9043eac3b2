"""How a studio looks."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.core.models import UUIDModel
from apps.core.scopes import NOBODY, Lives, Scope
from apps.tenants.domain.stylesheet import Look

hex_colour = RegexValidator(r"^#[0-9a-f]{6}$", _("Give a colour as #rrggbb."))


class Branding(UUIDModel):
    scope = Scope(lives=Lives.PUBLIC, studio="studio__schema_name", people=NOBODY)

    studio = models.OneToOneField(
        "tenants.Studio", on_delete=models.CASCADE, related_name="branding"
    )
    tagline = models.CharField(_("tagline"), max_length=140, blank=True)
    brand_colour = models.CharField(
        _("brand colour"), max_length=7, default="#c81d25", validators=[hex_colour]
    )
    accent_colour = models.CharField(
        _("accent colour"), max_length=7, default="#f0a202", validators=[hex_colour]
    )
    background_colour = models.CharField(
        _("dark background"), max_length=7, default="#0d0f14", validators=[hex_colour]
    )
    display_font = models.CharField(_("headings"), max_length=30, default="archivo")
    body_font = models.CharField(_("text"), max_length=30, default="instrument-sans")
    logo = models.CharField(_("logo"), max_length=120, blank=True)
    favicon = models.CharField(_("icon"), max_length=120, blank=True)
    hero_image = models.CharField(_("hero image"), max_length=120, blank=True)
    email_sender_name = models.CharField(_("sender of e-mails"), max_length=80, blank=True)
    pwa_name = models.CharField(_("name of the installed app"), max_length=45, blank=True)
    # Names and values of CSS variables from our list (domain.variables), nothing else.
    variables = models.JSONField(_("CSS variables"), default=dict, blank=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("branding")
        verbose_name_plural = _("branding")

    def __str__(self) -> str:
        return str(self.studio)

    @property
    def version(self) -> str:
        """Changes with every save: part of the address of what browsers may keep for long."""
        return f"{int(self.updated_at.timestamp() * 1000):x}"

    @property
    def look(self) -> Look:
        return Look(
            brand=self.brand_colour,
            accent=self.accent_colour,
            background=self.background_colour,
            display_font=self.display_font,
            body_font=self.body_font,
            variables=self.variables,
        )

    @property
    def css_url(self) -> str:
        return self._url("branding-css")

    @property
    def logo_url(self) -> str:
        return self._url("branding-picture", "logo") if self.logo else ""

    @property
    def hero_url(self) -> str:
        return self._url("branding-picture", "hero_image") if self.hero_image else ""

    @property
    def favicon_url(self) -> str:
        return self._url("branding-icon", "favicon")

    @property
    def touch_icon_url(self) -> str:
        return self._url("branding-icon", "apple-touch")

    def _url(self, name: str, *args: str) -> str:
        """On the studio's host; the version makes browsers fetch what has changed."""
        path = reverse(name, urlconf=settings.ROOT_URLCONF, args=args)
        return f"{path}?v={self.version}"
