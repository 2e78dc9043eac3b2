"""What a backup of the whole database brings back although it was erased since."""

from dataclasses import dataclass

from django.utils import timezone

from apps.accounts.services.replaying import erase_again
from apps.core.enums import TombstoneKind
from apps.core.tenancy import platform_context, studio_context
from apps.core.tombstones import erased_at, read_tombstones_back
from apps.tenants.enums import StudioStatus
from apps.tenants.models import Studio
from apps.tenants.selectors.studios import studios
from apps.tenants.services.lifecycle import erase_studio


@dataclass(frozen=True)
class Replayed:
    """How many tombstones the database had forgotten, and who went again."""

    read_back: int
    people: int
    studios: int


def replay_tombstones() -> Replayed:
    """Read the tombstones back from the files and erase again; twice is the same as once."""
    with platform_context():
        read_back = read_tombstones_back()
        people, gone = erase_again(), 0
        for studio in studios():
            if erased_at(TombstoneKind.STUDIO, studio.pk) is not None:
                _erase(studio)
                gone += 1
                continue
            with studio_context(studio):
                people += erase_again()
    return Replayed(read_back, people, gone)


def _erase(studio: Studio) -> None:
    now = timezone.now()
    Studio.objects.filter(pk=studio.pk).update(
        status=StudioStatus.CLOSED, closed_at=now, erase_after=now
    )
    erase_studio(studio.pk)
