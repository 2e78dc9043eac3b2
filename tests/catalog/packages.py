"""Versions as they lie on the disk, for the judge of packages."""

from apps.catalog.models import Encode, TextTrack
from apps.catalog.selectors.packages import manifest_of
from apps.catalog.services.content_keys import content_key_of
from apps.catalog.services.text_packaging import package_text
from tests.catalog.conformance import Package
from tests.catalog.disk import film_directory, version_directory


def package_of(encode: Encode) -> Package:
    """All that players get of the version, its film's subtitles included."""
    for track in TextTrack.objects.filter(film=encode.film_id).select_related("film"):
        package_text(track)
    folder, home = version_directory(encode), film_directory(encode.film_id)

    def read(address: str) -> bytes:
        return ((home if address.startswith("text/") else folder) / address).read_bytes()

    texts = TextTrack.objects.filter(film=encode.film_id, kind="sdh")
    return Package(
        manifest_of(encode),
        read,
        key=content_key_of(encode),
        described=frozenset(
            f"{row.folder}/index.m3u8" for row in encode.audio_tracks.filter(kind="described")
        ),
        sdh=frozenset(f"text/{row.pk}-{row.packaged_version}/index.m3u8" for row in texts),
    )
