"""What a version consists of, as players are told."""

from collections.abc import Iterable

from apps.catalog.domain.layout import text_folder
from apps.catalog.domain.measuring import Bandwidth
from apps.catalog.domain.playlist import NO_CEILING, Audio, IFrames, Text, Variant, multivariant
from apps.catalog.models import AudioTrack, Encode, Rendition, TextTrack


def manifest_of(encode: Encode, *, cap: int = NO_CEILING, prefix: str = "") -> str:
    """The multivariant playlist of what there is of ``encode`` now: 3 queries and its film's.

    Rows stand for finished parts alone, so whatever is read is playable.
    """
    return multivariant(
        variants_of(encode.renditions.all()),
        sounds_of(encode),
        texts_of(encode),
        iframes_of(encode),
        cap=cap,
        prefix=prefix,
    )


def variants_of(renditions: Iterable[Rendition]) -> list[Variant]:
    return [
        Variant(
            rung=row.rung,
            width=row.width,
            height=row.height,
            codecs=row.codecs,
            frame_rate=row.frame_rate,
            bandwidth=Bandwidth(row.peak_bandwidth, row.average_bandwidth),
        )
        for row in renditions
    ]


def sounds_of(encode: Encode) -> list[Audio]:
    """Its sounds; a version from before they had rows has one at most."""
    rows = list(encode.audio_tracks.all())
    if rows or not encode.has_audio:
        return [_sound(row) for row in rows]
    bandwidth = Bandwidth(encode.audio_peak_bandwidth, encode.audio_average_bandwidth)
    language = encode.film.original_language
    name = encode.film.get_original_language_display() if language else "Original"
    return [Audio(bandwidth, str(name), language or "und")]


def _sound(row: AudioTrack) -> Audio:
    return Audio(
        bandwidth=Bandwidth(row.peak_bandwidth, row.average_bandwidth),
        name=row.name,
        language=row.language,
        folder=row.folder,
        kind=row.kind,
        channels=row.channels,
        codecs=row.codecs,
        is_default=row.is_default,
        position=row.position,
    )


def texts_of(encode: Encode) -> list[Text]:
    """The film's subtitles that are offered and whose files are made."""
    rows = TextTrack.objects.filter(
        film=encode.film_id, is_published=True, packaged_version__gt=0
    ).defer("vtt")
    return [
        Text(
            folder=text_folder(row.pk, row.packaged_version),
            language=row.language,
            name=row.name,
            kind=row.kind,
            is_default=row.is_default,
        )
        for row in rows
    ]


def iframes_of(encode: Encode) -> IFrames | None:
    told = encode.trickplay
    if not told:
        return None
    bandwidth = Bandwidth(told["peak_bandwidth"], told["average_bandwidth"])
    return IFrames(bandwidth, told["codecs"], told["width"], told["height"])
