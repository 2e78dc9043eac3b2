"""The queue of background work, and the clock that fills it."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from apps.core.enums import Priority, TaskState
from apps.core.models.base import StudioScopedManager, UUIDModel
from apps.core.scopes import NOBODY, Key, Lives, Person, Scope
from apps.core.tenancy import StudioRef


class Task(UUIDModel):
    """One piece of work, from the transaction that asked for it until it is done or given up.

    All times are the database's, so that no process's clock decides who works.
    """

    scope = Scope(
        lives=Lives.PUBLIC,
        studio="studio_schema",
        # Letters that wait; other work names people by number only.
        people=(Person("kwargs__to", key=Key.EMAIL, hides=("kwargs",)),),
        left_out="Work under way; what it leaves behind is in the archive.",
        mentions=("kwargs", "error_detail"),
        fleeting=True,
    )

    name = models.CharField(_("task"), max_length=120)
    kwargs = models.JSONField(default=dict)
    studio_schema = models.CharField(max_length=63)
    studio_slug = models.CharField(max_length=63, blank=True)
    studio_pk = models.UUIDField(null=True)
    queue = models.CharField(_("queue"), max_length=30)
    priority = models.SmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    state = models.CharField(
        _("state"), max_length=8, choices=TaskState.choices, default=TaskState.WAITING
    )
    dedupe_key = models.CharField(max_length=120, blank=True)
    request_id = models.CharField(_("request"), max_length=64, blank=True)
    traceparent = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(_("created"), db_default=Now())
    available_at = models.DateTimeField(_("not before"), db_default=Now())
    sent_at = models.DateTimeField(_("sent"), null=True)
    sends = models.PositiveSmallIntegerField(_("times sent"), default=0)
    started_at = models.DateTimeField(_("last started"), null=True)
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(_("worker"), max_length=120, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    max_attempts = models.PositiveSmallIntegerField(_("attempts at most"))
    on_dead = models.CharField(max_length=120, blank=True)
    error_name = models.CharField(_("error"), max_length=120, blank=True)
    error_detail = models.TextField(_("error detail"), blank=True)
    died_at = models.DateTimeField(_("given up"), null=True)

    everywhere: ClassVar[models.Manager["Task"]] = models.Manager()
    objects: ClassVar[StudioScopedManager] = StudioScopedManager()

    class Meta:
        verbose_name = _("background task")
        verbose_name_plural = _("background tasks")
        base_manager_name = "everywhere"
        default_manager_name = "everywhere"
        indexes = [
            models.Index(
                fields=["priority", "available_at"],
                name="core_tasks_to_send",
                condition=models.Q(state="waiting"),
            ),
            models.Index(
                fields=["sent_at"], name="core_tasks_on_the_way", condition=models.Q(state="sent")
            ),
            models.Index(
                fields=["lease_until"],
                name="core_tasks_at_work",
                condition=models.Q(state="running"),
            ),
            models.Index(
                fields=["-died_at"], name="core_tasks_dead", condition=models.Q(state="dead")
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["studio_schema", "name", "dedupe_key"],
                name="core_task_asked_for_once",
                condition=~models.Q(dedupe_key="") & ~models.Q(state="dead"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def studio(self) -> StudioRef:
        """Whose work it is."""
        return StudioRef(
            pk=UUID(str(self.studio_pk)) if self.studio_pk else None,
            schema_name=self.studio_schema,
            slug=self.studio_slug,
        )


class Tick(models.Model):
    """When an entry of the schedule was last queued: the tick it was due at, not the moment."""

    scope = Scope(
        lives=Lives.PUBLIC,
        people=NOBODY,
        platform_wide="The clock is the platform's.",
        fleeting=True,
    )

    name = models.CharField(primary_key=True, max_length=80)
    queued_for = models.DateTimeField()

    class Meta:
        verbose_name = _("schedule entry")
        verbose_name_plural = _("schedule entries")

    def __str__(self) -> str:
        return self.name


class DeadLetter(Task):
    """A task that was given up, as the back-office names it: it waits for a person's decision."""

    class Meta:
        proxy = True
        verbose_name = _("dead letter")
        verbose_name_plural = _("dead letters")
        base_manager_name = "everywhere"
        default_manager_name = "everywhere"
