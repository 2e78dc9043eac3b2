"""What a studio offers its viewers, and who has it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.models import BaseModel, UUIDModel
from apps.core.scopes import NOBODY, Erasing, Lives, Person, Scope


class Plan(BaseModel):
    """``level`` orders plans by the films they open: 0 free, 10 basic, 20 premium."""

    scope = Scope(lives=Lives.STUDIO, people=NOBODY)

    slug = models.SlugField(_("key"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    level = models.PositiveSmallIntegerField(_("level"))
    max_height = models.PositiveSmallIntegerField(_("highest quality"))
    streams = models.PositiveSmallIntegerField(_("streams at the same time"))
    has_ads = models.BooleanField(_("with advertising"), default=False)
    has_downloads = models.BooleanField(_("with downloads"), default=False)
    has_early_access = models.BooleanField(_("with early access"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    # What everybody has who has nothing else.
    is_default = models.BooleanField(_("for everybody"), default=False)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["position", "level"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=Q(is_default=True),
                name="subscriptions_one_plan_for_everybody",
            ),
            models.CheckConstraint(
                condition=Q(streams__gte=1, streams__lte=20), name="subscriptions_plan_has_streams"
            ),
            models.CheckConstraint(
                condition=Q(max_height__in=[240, 360, 480, 720, 1080, 2160]),
                name="subscriptions_plan_ends_at_a_rung",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Grant(UUIDModel):
    """A plan that somebody has for a time, whatever for. The best one open counts."""

    scope = Scope(
        lives=Lives.STUDIO,
        people=(
            Person("account"),
            Person(
                "granted_by_pk",
                erasing=Erasing.CLEAR,
                clear={"granted_by_pk": None},
                why="The plan is the viewer's, whoever gave it.",
                hides=("account_id", "reason"),
            ),
        ),
    )

    account = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="grants", verbose_name=_("account")
    )
    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, related_name="grants", verbose_name=_("plan")
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    reason = models.CharField(_("why"), max_length=200, blank=True)
    granted_by_pk = models.UUIDField(_("given by"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("granted plan")
        verbose_name_plural = _("granted plans")
        ordering = ["-starts_at"]
        indexes = [models.Index(fields=["account", "ends_at"], name="subscriptions_grants_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="subscriptions_grant_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.starts_at:%Y-%m-%d}"
