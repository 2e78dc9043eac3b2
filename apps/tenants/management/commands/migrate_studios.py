"""Part of a release: every studio's schema is up to date when it ends well."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.core.tenancy import platform_context
from apps.tenants.enums import RunState
from apps.tenants.models import MigrationRun
from apps.tenants.selectors.waves import failures_of, progress_of
from apps.tenants.services.spares import ensure_template, fill_pool
from apps.tenants.services.waves import retry_failed, start_run, work_on

BY = "release"


class Command(BaseCommand):
    help = (
        "Bring the schemas of all studios up to date, stale ones only: canaries, a tenth, the rest. "
        "Goes on with an interrupted run. Connects as the owner of the database."
    )

    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        run = start_run(by=BY)
        if run is None:
            ensure_template()
            self.stdout.write("All studios are up to date.")
        else:
            self._work(run)
        made = fill_pool()
        if made:
            self.stdout.write(f"Ready-made schemas: {made} new.")

    def _work(self, run: MigrationRun) -> None:
        with platform_context():
            if run.state == RunState.STOPPED:
                retry_failed(run, by=BY)
            if run.state == RunState.PAUSED:
                raise CommandError("The migration is paused: go on with it in the back-office.")
            total = progress_of(run).total
            self.stdout.write(f"Migrating {total} studios to version {run.target}.")
        work_on(run.pk, tell=self.stdout.write)
        self._report(run)

    def _report(self, run: MigrationRun) -> None:
        with platform_context():
            run.refresh_from_db()
            progress = progress_of(run)
            for row in failures_of(run):
                self.stderr.write(f"{row.studio.slug}: {row.error}")
        if run.state != RunState.DONE:
            raise CommandError(
                f"{run.get_state_display()}. {progress.over - progress.failed} of {progress.total} "
                f"studios are up to date. {run.error} Run it again when the cause is gone."
            )
        self.stdout.write(f"{progress.total} studios are up to date.")
