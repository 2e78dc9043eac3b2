"""Reports of alpha, asked for and made without a worker process."""

from collections.abc import Callable
from datetime import date

import pytest

from apps.core.jobs import start_job
from apps.core.tenancy import studio_context
from apps.studio.enums import ReportFormat, ReportKind
from apps.studio.models import Report
from apps.studio.services.reports.requests import request_report
from apps.studio.services.reports.writing import write_report

SINCE, UNTIL = date(2026, 1, 1), date(2026, 11, 30)


@pytest.fixture
def ask(alpha, people) -> Callable[..., Report]:
    """A report that waits for its worker."""

    def make(
        kind: ReportKind = ReportKind.CATALOGUE,
        file: ReportFormat = ReportFormat.CSV,
        **fields,
    ) -> Report:
        chosen = {"language": "en", "since": SINCE, "until": UNTIL, "by": people.ana, **fields}
        with studio_context(alpha):
            return request_report(kind, file=file, **chosen)

    return make


@pytest.fixture
def made(alpha, ask) -> Callable[..., Report]:
    """A report with its file."""

    def make(*arguments, **fields) -> Report:
        report = ask(*arguments, **fields)
        with studio_context(alpha):
            write_report(report)
            report.refresh_from_db()
        return report

    return make


@pytest.fixture
def other_job():
    """Noise: something else that runs in the current studio."""
    return lambda: start_job("catalog.transcode", title="Tide")
