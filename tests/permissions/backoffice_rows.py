"""What stands behind the back-office: a row of every table, and its people besides staff."""

from django.contrib import admin
from django.utils import timezone

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.accounts.services import audit
from apps.core.enums import ArchiveKind, TaskState
from apps.core.jobs import start_job
from apps.core.models import Archive, Task
from apps.tenants.enums import Wave
from apps.tenants.models import MigrationRun, SpareSchema, Studio, StudioMigration
from tests.people import person
from tests.permissions.routes import Route
from tests.permissions.world import World

ROLES = {"finance": Role.FINANCE, "support": Role.SUPPORT, "staff": Role.STAFF}
NAMES = {"finance": "Fajar", "support": "Sari", "staff": "Sita"}
# Whatever a question of the back-office asks, answered.
ANSWERS = {
    "reason": "Somebody asked for it.",
    "typed_name": "Alpha Pictures",
    "email": "new@platform.example",
    "role": Role.SUPPORT,
    "name": "Sigma Films",
    "slug": "sigma",
    "owner_name": "Gita",
    "owner_email": "gita@newcomer.example",
    "language": "id",
    "time_zone": "Asia/Jakarta",
    "currency": "IDR",
}


def furnish_backoffice(world: World, alpha: Studio) -> None:
    """Rows of the tables that nothing else has filled; each table's one row by its route."""
    for column, role in ROLES.items():
        world.people["platform", column] = person(NAMES[column], role)
    run = MigrationRun.objects.create(target="newer", started_by="Sita")
    StudioMigration.objects.create(run=run, studio=alpha, wave=Wave.CANARY)
    SpareSchema.objects.create(schema_name="pool_1", version="newer")
    audit.record("studio.suspended", by="Sita", target=alpha)
    _dead_letter()
    _archive(world.people["platform", "staff"])


def _dead_letter() -> None:
    Task.everywhere.create(
        name="catalog.forget_stale_files",
        studio_schema="alpha",
        queue="default",
        max_attempts=3,
        state=TaskState.DEAD,
        died_at=timezone.now(),
    )


def _archive(staff: User) -> None:
    """Not ready, so that nobody needs its file."""
    Archive.everywhere.filter(studio_schema="alpha").delete()
    Archive.everywhere.create(
        studio_schema="alpha",
        kind=ArchiveKind.STUDIO,
        job=start_job("tenants.archive"),
        asked_by_pk=staff.pk,
    )


def row_behind(world: World, alpha: Studio, route: Route) -> str:
    """The key of a row of the page's table; of the studios, alpha's."""
    label = route.name.partition(":")[2].split("_")[:2]
    for model in admin.site._registry:
        if [model._meta.app_label, model._meta.model_name] == label and model is not Studio:
            return str(_of_alpha(world, model).pk)
    return str(alpha.pk)


def _of_alpha(world: World, model: type) -> object:
    if model is User:
        return world.people["platform", "customer"]
    return model._base_manager.latest("pk")
