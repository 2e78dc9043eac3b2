"""Recipes for videos that are unlike each other in every way that has broken somebody's pipeline."""

from collections.abc import Callable
from pathlib import Path

Clip = Callable[..., Path]


def picture(size: str, rate: str, seconds: float, more: str = "") -> list[str]:
    return ["-f", "lavfi", "-i", f"testsrc2=size={size}:rate={rate}:duration={seconds}{more}"]


def tone(seconds: float, hertz: int = 440) -> list[str]:
    return ["-f", "lavfi", "-i", f"sine=frequency={hertz}:duration={seconds}"]


FAST = ["-preset", "ultrafast"]


def film_rate(clip: Clip) -> Path:
    return clip("odd_film.mp4", *picture("640x360", "24000/1001", 13), *tone(13), *FAST)


def fast_rate(clip: Clip) -> Path:
    return clip("odd_fast.mkv", *picture("320x180", "60000/1001", 7), *tone(7), *FAST)


def turned(clip: Clip) -> Path:
    lying = clip("odd_lying.mp4", *picture("640x360", "30", 7), *tone(7), *FAST)
    return clip("odd_turned.mp4", "-i", str(lying), "-c", "copy", "-metadata:s:v:0", "rotate=90")


def odd_size(clip: Clip) -> Path:
    return clip("odd_odd.mkv", *picture("853x479", "25", 7), *tone(7), "-c:v", "ffv1")


def interlaced_and_narrow(clip: Clip) -> Path:
    """Broadcast PAL widescreen: fields, pixels that are not square, times that begin at 1.4 s."""
    fields = "tinterlace=mode=interleave_top,setfield=tff,setsar=64/45"
    codec = ["-c:v", "mpeg2video", "-b:v", "3M", "-flags", "+ildct+ilme", "-top", "1"]
    return clip(
        "odd_pal.ts", *picture("720x576", "50", 8), *tone(8), "-vf", fields, *codec, "-c:a", "mp2"
    )


def varying_rate(clip: Clip) -> Path:
    some = "select='lt(t,3)+gte(t,3)*not(mod(n,3))'"
    codec = ["-vf", some, "-vsync", "vfr", *FAST]
    return clip("odd_varying.mkv", *picture("320x180", "30", 9), *tone(9), *codec)


def silent(clip: Clip) -> Path:
    return clip("odd_quiet.mp4", *picture("320x180", "25", 7), *FAST)


def around(clip: Clip) -> Path:
    layout = ["-af", "aformat=channel_layouts=5.1", "-c:a", "ac3"]
    return clip("odd_around.mkv", *picture("320x180", "25", 8), *tone(8), *layout, *FAST)


def bright(clip: Clip) -> Path:
    codec = ["-c:v", "libx265", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le"]
    codec += [
        "-x265-params",
        "log-level=none:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc",
    ]
    colours = ["-color_primaries", "bt2020", "-color_trc", "smpte2084", "-colorspace", "bt2020nc"]
    return clip("odd_bright.mp4", *picture("320x180", "24", 7), *tone(7), *codec, *colours)


def old_and_mono(clip: Clip) -> Path:
    codec = ["-c:v", "mpeg4", "-bf", "2", "-c:a", "libmp3lame", "-ar", "22050", "-ac", "1"]
    return clip("odd_old.avi", *picture("352x288", "25", 7), *tone(7), *codec)


def late_and_short_sound(clip: Clip) -> Path:
    sound = ["-itsoffset", "1.5", *tone(3)]
    return clip("odd_late.mkv", *picture("320x180", "25", 8), *sound, *FAST)


def tiny(clip: Clip) -> Path:
    return clip("odd_tiny2.mp4", *picture("64x36", "10", 3), *tone(3), *FAST)


def large(clip: Clip) -> Path:
    return clip("odd_large.mp4", *picture("1280x534", "25", 7), *tone(7), *FAST)


ENGLISH = (
    "1\n00:00:01,000 --> 00:00:03,500\nHello there.\n\n2\n00:00:05,000 --> 00:00:07,000\nBye.\n"
)
TAMIL = "1\n00:00:02,000 --> 00:00:04,000\nவணக்கம்\n"


def many_tracks(clip: Clip) -> Path:
    """Two languages, a description, a commentary, two subtitles, and a cover that is no film."""
    cover = clip(
        "cover.png", "-f", "lavfi", "-i", "color=red:size=90x120:duration=1", "-frames:v", "1"
    )
    home = cover.parent
    (home / "en.srt").write_text(ENGLISH)
    (home / "ta.srt").write_text(TAMIL)
    inputs = [
        *picture("640x360", "24", 9),
        *tone(9, 440),
        *tone(9, 550),
        *tone(9, 660),
        *tone(9, 770),
    ]
    inputs += ["-i", str(cover), "-i", str(home / "en.srt"), "-i", str(home / "ta.srt")]
    maps = [part for n in range(1, 5) for part in ("-map", f"{n}:a")]
    maps = ["-map", "0:v", *maps, "-map", "5:v", "-map", "6:s", "-map", "7:s"]
    codecs = ["-c:v:0", "libx264", *FAST, "-c:v:1", "png", "-c:a", "aac", "-c:s", "mov_text"]
    marks = [
        "-disposition:v:1",
        "attached_pic",
        "-disposition:a:1",
        "0",
        "-disposition:a:0",
        "default",
    ]
    marks += ["-disposition:a:2", "visual_impaired", "-disposition:a:3", "comment"]
    marks += ["-disposition:s:1", "hearing_impaired"]
    languages = ["eng", "hin", "eng", "eng"]
    for number, language in enumerate(languages):
        marks += [f"-metadata:s:a:{number}", f"language={language}"]
    marks += ["-metadata:s:s:0", "language=eng", "-metadata:s:s:1", "language=tam"]
    return clip("odd_tracks.mp4", *inputs, *maps, *codecs, *marks)
