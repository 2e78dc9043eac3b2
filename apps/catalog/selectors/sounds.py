"""Sounds of a film as the desk lists them."""

from dataclasses import dataclass

from apps.catalog.domain.languages import own_name
from apps.catalog.models import AudioTrack, Film
from apps.catalog.selectors.texts import text_languages


@dataclass(frozen=True)
class DeskSound:
    """One sound of the version that is played, in stereo and perhaps around: one name for both."""

    track: AudioTrack
    is_around: bool

    @property
    def languages(self) -> list[tuple[str, str]]:
        """What its language may be said to be; what a file calls it stays possible."""
        known = dict(text_languages())
        here = self.track.language
        return [(here, own_name(here)), *known.items()] if here not in known else [*known.items()]


def sounds_for_desk(film: Film) -> list[DeskSound]:
    """Those of the version that viewers get now, in their order: 1 query, none without a version."""
    if film.current_encode_id is None:
        return []
    rows = AudioTrack.objects.filter(encode=film.current_encode_id).order_by("position", "channels")
    around = {row.position for row in rows if row.channels > 2}
    first = {row.position: row for row in reversed(rows)}
    return [DeskSound(first[place], place in around) for place in sorted(first)]
