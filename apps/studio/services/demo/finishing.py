"""What can only be said about films that play: markers, and series that have episodes to show."""

from collections.abc import Iterable

from apps.accounts.models import User
from apps.catalog.enums import FilmState, MarkerKind
from apps.catalog.models import Collection, Film, Marker, Series, TextTrack
from apps.catalog.services.collections import create_collection, set_entries
from apps.catalog.services.markers import set_marker
from apps.catalog.services.series import publish_series
from apps.catalog.services.text_tracks import add_track, show_by_default
from apps.studio.domain.demo.showcase import DemoCollection, DemoFilm, DemoLine, DemoStudio


def finish_studio(studio: DemoStudio, *, by: User) -> None:
    """Add what is missing, as far as films are ready. Running it again changes nothing."""
    films = {film.slug: film for film in Film.objects.filter(current_encode__isnull=False)}
    for demo in studio.playable:
        if demo.slug in films:
            _finish_film(films[demo.slug], demo, by)
    if studio.series is not None:
        _publish_series(studio.series.cover.slug, by)
    for collection in studio.collections:
        _ensure_collection(collection, by)


def _finish_film(film: Film, demo: DemoFilm, by: User) -> None:
    if demo.markers and not Marker.objects.filter(film=film).exists():
        for marker in demo.markers:
            set_marker(
                film,
                kind=MarkerKind(marker.kind),
                starts_seconds=marker.starts,
                ends_seconds=marker.ends,
                by=by,
            )
    if demo.lines and not TextTrack.objects.filter(film=film).exists():
        _subtitle(film, demo.lines, by)


def _subtitle(film: Film, lines: Iterable[DemoLine], by: User) -> None:
    """A file a language, read as any file that an editor uploads."""
    lines = list(lines)
    for language, _text in lines[0].texts:
        track = add_track(
            film,
            language=language,
            by=by,
            data=subrip(lines, language).encode(),
            filename=f"{film.slug}.{language}.srt",
        )
        if language == "en":
            show_by_default(track, by=by)


def subrip(lines: Iterable[DemoLine], language: str) -> str:
    """The lines in one language as a SubRip file."""
    return "\n".join(
        f"{number}\n{_clock(line.starts)} --> {_clock(line.ends)}\n{dict(line.texts)[language]}\n"
        for number, line in enumerate(lines, start=1)
    )


def _clock(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"00:{minutes:02}:{rest // 1000:02},{rest % 1000:03}"


def _publish_series(slug: str, by: User) -> None:
    drafts = Series.objects.filter(slug=slug, state=FilmState.DRAFT)
    series = drafts.filter(seasons__episodes__state=FilmState.PUBLISHED).distinct().first()
    if series is not None:
        publish_series(series, by=by)


def _ensure_collection(demo: DemoCollection, by: User) -> None:
    if Collection.objects.filter(slug=demo.slug).exists():
        return
    films = {film.slug: film for film in Film.objects.filter(slug__in=demo.titles)}
    series = {row.slug: row for row in Series.objects.filter(slug__in=demo.titles)}
    titles: dict[str, Film | Series] = {**films, **series}
    fields = {"slug": demo.slug, "synopsis": demo.synopsis, "is_published": True}
    collection = create_collection(demo.title, by=by, **fields)
    set_entries(collection, [titles[slug] for slug in demo.titles if slug in titles], by=by)
