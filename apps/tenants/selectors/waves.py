"""How far the schemas of all studios are: which wait for a migration, and a run's progress."""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, QuerySet

from apps.tenants.enums import MigrationState, StudioStatus, Wave
from apps.tenants.models import MigrationRun, SpareSchema, Studio, StudioMigration
from apps.tenants.selectors.studios import studios
from apps.tenants.selectors.versions import current_version, is_sufficient, sufficient_versions


@dataclass(frozen=True)
class WaveProgress:
    wave: Wave
    counts: Counter[str]

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def over(self) -> int:
        return self.counts[MigrationState.OK] + self.failed

    @property
    def failed(self) -> int:
        return self.counts[MigrationState.FAILED]


@dataclass(frozen=True)
class RunProgress:
    """A run in numbers, wave by wave; waves without a studio are left out."""

    waves: list[WaveProgress]

    @property
    def total(self) -> int:
        return sum(wave.total for wave in self.waves)

    @property
    def over(self) -> int:
        return sum(wave.over for wave in self.waves)

    @property
    def failed(self) -> int:
        return sum(wave.failed for wave in self.waves)

    @property
    def percent(self) -> int:
        return 100 * self.over // self.total if self.total else 100


@dataclass(frozen=True)
class SchemaState:
    """Where all schemas stand, for the top of the back-office's pages about them."""

    version: str
    studios: int
    stale: int
    ready: int
    wanted: int
    template_is_ready: bool


def stale_studios() -> QuerySet[Studio]:
    """Studios whose schema lacks what this code needs. One that is being opened is not among them."""
    open_once = studios().exclude(status=StudioStatus.PROVISIONING)
    return open_once.exclude(schema_version__in=sufficient_versions())


def unfinished_run() -> MigrationRun | None:
    """The run that is not over; there is one at most."""
    return next((run for run in MigrationRun.objects.all()[:20] if not run.is_over), None)


def progress_of(run: MigrationRun) -> RunProgress:
    """1 query."""
    rows = run.studios.order_by().values_list("wave", "state").annotate(Count("pk"))
    counts: dict[Wave, Counter[str]] = {wave: Counter() for wave in Wave}
    for wave, state, count in rows:
        counts[Wave(wave)][state] += count
    return RunProgress([WaveProgress(wave, counts[wave]) for wave in Wave if counts[wave]])


def failures_of(run: MigrationRun) -> QuerySet[StudioMigration]:
    return run.studios.filter(state=MigrationState.FAILED).select_related("studio")


def schema_state() -> SchemaState:
    """4 queries, whatever the number of studios."""
    spares = list(SpareSchema.objects.all())
    ready = [one for one in spares if not one.is_template and is_sufficient(one.version)]
    return SchemaState(
        version=current_version(),
        studios=studios().count(),
        stale=stale_studios().count(),
        ready=len(ready),
        wanted=settings.STUDIO_SCHEMA_POOL,
        template_is_ready=any(one.is_template and is_sufficient(one.version) for one in spares),
    )
