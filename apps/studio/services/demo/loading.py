"""Sets up the whole demo and waits until its films are on the sites. Running it again is cheap."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from apps.accounts.models import User
from apps.core.errors import AdapterError, DomainError
from apps.core.tenancy import studio_context
from apps.studio.domain.demo.showcase import DemoFilm, DemoStudio
from apps.studio.domain.demo.studios import STUDIOS, films_in_turn
from apps.studio.services.demo.films import FilmProgress, is_prepared, prepare_film, progress_of
from apps.studio.services.demo.finishing import finish_studio
from apps.studio.services.demo.studios import ensure_platform_and_people, ensure_studio
from apps.tenants.models import Studio

SECONDS_BETWEEN_LOOKS = 0.7
# Without any sign of work for so long, nobody is working.
PATIENCE = 180.0
Tell = Callable[[str], None]
logger = logging.getLogger(__name__)


@dataclass
class Outcome:
    """What became of the demo: how many films are ready, and why others are not."""

    total: int
    ready: int = 0
    failures: dict[str, str] = field(default_factory=dict)

    @property
    def waiting(self) -> int:
        return self.total - self.ready - len(self.failures)


def load_demo(*, tell: Tell, wait: bool, studios: tuple[DemoStudio, ...] = STUDIOS) -> Outcome:
    """Make what is missing of the demo; ``tell`` hears one short line a step.

    A film that fails is reported and holds up nobody. Films are encoded by the workers: with
    ``wait`` the call returns when all are over, or when no worker has moved for three minutes.
    """
    ensure_platform_and_people()
    rows = {}
    for demo in studios:
        tell(f"Opening {demo.name} …")
        rows[demo.slug] = ensure_studio(demo)
    loading = Loading(studios, rows, tell)
    loading.prepare()
    if wait:
        loading.wait()
    loading.finish()
    return loading.outcome()


class Loading:
    """The films of the demo on their way."""

    def __init__(
        self, studios: tuple[DemoStudio, ...], rows: dict[str, Studio], tell: Tell
    ) -> None:
        self.studios, self.rows, self.tell = studios, rows, tell
        self.total = sum(len(studio.playable) for studio in studios)
        self.refusals: dict[str, str] = {}
        self.told = ""

    def prepare(self) -> None:
        """Hand every film to the encoders, which begin with the first while the rest is painted."""
        for number, (studio, film) in enumerate(films_in_turn(self.studios), start=1):
            with studio_context(self.rows[studio.slug]):
                if not is_prepared(film):
                    self.tell(f"Painting films {number}/{self.total} … {film.title}")
                    self._prepare(studio, film)

    def _prepare(self, studio: DemoStudio, film: DemoFilm) -> None:
        editor = User.objects.get(email=_editor(studio))
        try:
            prepare_film(film, studio=studio, by=editor)
        except (DomainError, AdapterError, OSError) as error:
            logger.warning("Demo film %s cannot be prepared: %s", film.slug, error)
            self.refusals[film.slug] = str(error)

    def look(self) -> list[FilmProgress]:
        """Where every film is now."""
        found: list[FilmProgress] = []
        for studio in self.studios:
            with studio_context(self.rows[studio.slug]):
                known = {
                    film.slug: film for film in progress_of([film.slug for film in studio.playable])
                }
            for film in studio.playable:
                progress = known.get(film.slug, FilmProgress(film.slug, film.title))
                refusal = "" if progress.is_ready else self.refusals.get(film.slug, "")
                found.append(replace(progress, failure=progress.failure or refusal))
        return found

    def wait(self) -> None:
        """Until every film is over, or nothing has moved for long."""
        seen: list[FilmProgress] = []
        moved_at = time.monotonic()
        while True:
            films = self.look()
            if films != seen:
                seen, moved_at = films, time.monotonic()
                self._tell_progress(films)
            if all(film.is_over for film in films) or time.monotonic() - moved_at > PATIENCE:
                return
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def finish(self) -> None:
        """Say about the films what waits for their pictures; a refusal holds up nobody."""
        for studio in self.studios:
            with studio_context(self.rows[studio.slug]):
                try:
                    finish_studio(studio, by=User.objects.get(email=_editor(studio)))
                except DomainError as error:
                    logger.warning("Demo studio %s is not complete: %s", studio.slug, error)

    def _tell_progress(self, films: list[FilmProgress]) -> None:
        busy = next((film for film in films if not film.is_over and film.percent), None)
        now = f" {busy.title}: {busy.percent // 10 * 10} %" if busy else ""
        line = f"Preparing films {sum(film.is_ready for film in films)}/{self.total} …{now}"
        if line != self.told:
            self.told = line
            self.tell(line)

    def outcome(self) -> Outcome:
        films = self.look()
        failures = {film.title: film.failure for film in films if film.failure}
        return Outcome(self.total, sum(film.is_ready for film in films), failures)


def _editor(studio: DemoStudio) -> str:
    return next(person.email for person in studio.people if person.role == "editor")
