"""Every MUST of Apple's HLS authoring specification that concerns a version of ours.

Numbers are the specification's (May 2025). Left out is what does not concern us (HEVC, Dolby, live,
in-stream captions) or is the server's (chapters 10 to 12).
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.catalog.conformance import master_rules, media_rules
from tests.catalog.conformance.package import Package

RULES: dict[str, Callable[[Package], Iterator[str]]] = {
    "1.3 H.264 up to High 5.2, some variant up to 4.1": master_rules.levels,
    "1.13 a key frame every two seconds": media_rules.key_every_two_seconds,
    "1.14 no interlaced pictures": media_rules.progressive,
    "1.19 at most 60 frames a second": master_rules.frame_rates,
    "1.26 averages within a tenth": master_rules.averages,
    "1.27 peaks within a tenth": master_rules.peaks,
    "1.33 one shape": master_rules.same_shape,
    "2.3 stereo AAC": master_rules.stereo,
    "2.12 descriptions are marked": master_rules.descriptions,
    "2.15 sound to the end": media_rules.whole_sound,
    "2.17 one sound a segment": media_rules.one_track_each,
    "4.5 subtitles for the deaf are marked": master_rules.for_the_deaf,
    "5.3 text has its time": media_rules.text_has_its_time,
    "5.5 text to the end": media_rules.whole_text,
    "6.1 I-frames": master_rules.has_iframes,
    "6.8 I-frames only": media_rules.iframes_only,
    "6.10 I-frames with their moof": media_rules.iframes_are_whole,
    "7.4 segments begin with a key frame": media_rules.begins_with_key,
    "7.5 six seconds": media_rules.target_is_six,
    "7.7 no segment half a second longer": media_rules.no_long_segment,
    "8.1 times within a frame": media_rules.times_are_true,
    "8.3 equally long": media_rules.equally_long,
    "8.6 on demand": media_rules.on_demand,
    "8.10 languages": master_rules.languages,
    "8.20 initialisation segments": media_rules.has_map,
    "8.22 the same boundaries": media_rules.same_boundaries,
    "9.1 codecs": master_rules.codecs,
    "9.3 resolutions": master_rules.resolutions,
    "9.9 several bit rates": master_rules.several,
    "9.11 independent segments": master_rules.independent,
    "9.14 averages": master_rules.has_averages,
    "9.15 frame rates": master_rules.has_frame_rates,
    "9.16 ranges": master_rules.has_ranges,
    "version 6 or later": media_rules.recent_version,
    "groups": master_rules.groups,
}


@dataclass(frozen=True)
class Violation:
    rule: str
    what: str


def violations(package: Package) -> list[Violation]:
    """What of the package breaks which rule; nothing for a package as it should be."""
    found = []
    for rule, check in RULES.items():
        try:
            found += [Violation(rule, what) for what in check(package)]
        except (ValueError, LookupError, OSError, struct.error) as error:
            found.append(Violation(rule, f"cannot be judged: {error!r}"))
    return found
