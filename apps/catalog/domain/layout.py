"""Where the parts of a version lie, and what their files are called.

    films/<film>/<folder>/<rung>/      index.m3u8 init.mp4 seg_00000.m4s …   one quality of the picture
    films/<film>/<folder>/a0 … a9/     the same of one sound
    films/<film>/<folder>/i/           index.m3u8 init.mp4 frames.m4s: a picture a second, all key frames
    films/<film>/<folder>/sprites/     thumbnails.vtt sheet_001.jpg …: pictures for the seek bar
    films/<film>/text/<track>-<version>/   index.m3u8 seg_00000.vtt …: subtitles, kept apart from versions

The multivariant playlist and the key of an encrypted version (``key/content.key``) are answers, not
files. Versions from before sounds had numbers keep theirs in ``audio``.
"""

from uuid import UUID

PLAYLIST = "index.m3u8"
INIT = "init.mp4"
SEGMENT_PATTERN = "seg_%05d.m4s"
# What ffmpeg cuts, before segments are made of it.
PIECE_PATTERN = "piece_%05d.m4s"
IFRAMES = "i"
FRAMES = "frames.m4s"
SPRITES = "sprites"
THUMBNAILS = "thumbnails.vtt"
SHEET_PATTERN = "sheet_%03d.jpg"
TEXT = "text"
KEY = "key"
KEY_FILE = "content.key"
OLD_AUDIO = "audio"
MOST_SOUNDS = 10


def sound_folder(number: int) -> str:
    """The part of a version's sound ``number``, counted from 0."""
    return f"a{number}"


def text_folder(track_pk: UUID, version: int) -> str:
    """Below the film's directory, and in the multivariant playlist."""
    return f"{TEXT}/{track_pk}-{version}"
