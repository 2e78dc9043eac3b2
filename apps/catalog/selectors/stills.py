"""Pictures drawn of a film to choose its poster from."""

from dataclasses import dataclass

from apps.catalog.adapters.files import stills
from apps.catalog.models import Film
from apps.core.errors import NotFound


@dataclass(frozen=True)
class Still:
    """A picture, the moment it shows, and where the storage has it."""

    name: str
    stored: str

    @property
    def moment(self) -> float:
        return int(self.name.partition(".")[0]) / 1000


def stills_of(film: Film) -> list[Still]:
    """By their moments; no query, but a look into the storage."""
    return [_still(film, name) for name in stills.names(film.pk)]


def still_named(film: Film, name: str) -> Still:
    """Raises NotFound for a name that is none of the film's."""
    if name not in stills.names(film.pk):
        raise NotFound
    return _still(film, name)


def _still(film: Film, name: str) -> Still:
    return Still(name, stills.stored_name(film.pk, name))
