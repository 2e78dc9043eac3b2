"""The catalogue's report in words, figures, charts and tables."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.catalog.errors import message_of
from apps.core.documents.model import (
    Chart,
    ChartKind,
    Column,
    Document,
    Figure,
    Figures,
    Kind,
    Section,
    Series,
    Table,
    Value,
)
from apps.core.templatetags.formats import month, number
from apps.studio.models import Report
from apps.studio.selectors.catalogue import CatalogueNumbers, FilmLine, catalogue_numbers
from apps.studio.selectors.months import Period
from apps.studio.services.reports.facts import facts_of

LARGEST_SHOWN = 5


def catalogue_report(report: Report, period: Period, asked_by: str) -> Document:
    """The report in the language and time zone in force; numbers are those of the desk's pages."""
    numbers = catalogue_numbers(period)
    labels = tuple(month(day) for day in period.months)
    return Document(
        title=str(report),
        subtitle=_("Films, encodes and storage"),
        language=report.language,
        made_at=timezone.now(),
        facts=facts_of(report, asked_by),
        sections=(
            _overview(numbers, labels),
            _work(numbers, labels),
            _storage(numbers),
            _films(numbers),
        ),
    )


def _overview(numbers: CatalogueNumbers, labels: tuple[str, ...]) -> Section:
    growth = Chart(
        _("Films in the catalogue at the end of each month"),
        ChartKind.LINE,
        labels,
        (
            Series(_("All films"), tuple(numbers.growth)),
            Series(_("On the site"), tuple(numbers.growth_on_site)),
        ),
        note=_("Films that have been deleted since are not counted."),
    )
    added = Chart(
        _("Films added each month"),
        ChartKind.BAR,
        labels,
        (Series(_("Films added"), tuple(numbers.added)),),
    )
    lead = _("Where the catalogue stands today, and how it has grown.")
    return Section(_("Overview"), (_standing(numbers), growth, added), lead=lead)


def _standing(numbers: CatalogueNumbers) -> Figures:
    glance = numbers.glance
    drafts = ngettext("%(counter)s draft", "%(counter)s drafts", glance.drafts) % {
        "counter": number(glance.drafts)
    }
    return Figures(
        (
            Figure(_("Films in all"), glance.films, note=drafts),
            Figure(_("Films on the site"), glance.published),
            Figure(_("Playing time on the site"), numbers.playing_seconds, Kind.SECONDS),
            Figure(_("Storage"), numbers.bytes_stored, Kind.BYTES),
        )
    )


def _work(numbers: CatalogueNumbers, labels: tuple[str, ...]) -> Section:
    chart = Chart(
        _("Encodes that ended each month"),
        ChartKind.STACKED,
        labels,
        (
            Series(_("Ready"), tuple(numbers.encodes_ready)),
            Series(_("Failed"), tuple(numbers.encodes_failed)),
        ),
    )
    ready, failed = sum(numbers.encodes_ready), sum(numbers.encodes_failed)
    figures = Figures(
        (
            Figure(_("Encodes ready"), ready),
            Figure(_("Encodes failed"), failed),
            Figure(_("Share that went well"), _share(ready, ready + failed), Kind.SHARE),
        )
    )
    return Section(_("Encodes"), (figures, chart, _failures(numbers)))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _failures(numbers: CatalogueNumbers) -> Table:
    return Table(
        _("Encodes that failed"),
        (
            Column(_("When"), Kind.MOMENT, 1.4),
            Column(_("Film"), width=2),
            Column(_("Why"), width=4),
        ),
        tuple(
            (encode.ended_at, encode.film.title, message_of(encode.error_code))
            for encode in numbers.failures
        ),
        empty=_("No encode failed in this time."),
    )


def _storage(numbers: CatalogueNumbers) -> Section:
    chart = Chart(
        _("What takes up the storage"),
        ChartKind.DONUT,
        (_("Original files"), _("Encoded films")),
        (Series(_("Bytes"), (numbers.bytes_originals, numbers.bytes_films)),),
        value_kind=Kind.BYTES,
        note=_("Encoded films are reckoned from their bit rate and length."),
    )
    return Section(_("Storage"), (chart, _largest(numbers)))


def _largest(numbers: CatalogueNumbers) -> Table:
    """The few films that are worth a thought."""
    largest = sorted(numbers.films, key=lambda line: -line.bytes_stored)[:LARGEST_SHOWN]
    return Table(
        _("Films that take up most"),
        (Column(_("Film"), width=4), Column(_("Storage"), Kind.BYTES)),
        tuple((line.film.title, line.bytes_stored) for line in largest if line.bytes_stored),
        empty=_("Nothing is stored yet."),
    )


def _films(numbers: CatalogueNumbers) -> Section:
    table = Table(
        "",
        (
            Column(_("Title"), width=3),
            Column(_("State"), width=1.3),
            Column(_("Access"), width=1.1),
            Column(_("Length"), Kind.SECONDS, 1.2),
            Column(_("Published"), Kind.DAY, 1.4),
            Column(_("Video"), width=1.3),
            Column(_("Storage"), Kind.BYTES, 1.1),
        ),
        tuple(_film(line) for line in numbers.films),
        empty=_("There are no films yet."),
    )
    lead = _("As of today, last changed first.")
    return Section(_("All films"), (table,), lead=lead, flows_on=True)


def _film(line: FilmLine) -> tuple[Value, ...]:
    film = line.film
    return (
        film.title,
        film.get_state_display(),
        film.get_access_level_display(),
        film.runtime_seconds,
        timezone.localtime(film.published_at).date() if film.published_at else None,
        line.encode.get_state_display() if line.encode else None,
        line.bytes_stored,
    )
