"""Recipes for more films: of other encoders, other containers and other habits than the usual."""

from pathlib import Path

from tests.catalog.odd_sources import ENGLISH, FAST, Clip, picture, tone

SMALL = "256x144"
PACKETS_AT = (1, 2)


def bars(rate: str = "25", seconds: float = 3, size: str = SMALL) -> list[str]:
    """Colours that everybody knows, standing still."""
    return ["-f", "lavfi", "-i", f"smptebars=size={size}:rate={rate}:duration={seconds}"]


def hybrid_log_gamma(clip: Clip) -> Path:
    told = "log-level=none:colorprim=bt2020:transfer=arib-std-b67:colormatrix=bt2020nc"
    codec = ["-c:v", "libx265", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le"]
    return clip("other_hlg.mp4", *bars(), *codec, "-x265-params", told)


def broken_clocks(clip: Clip) -> Path:
    """A recording in two pieces, fields the other way round, whose clock begins anew in between."""
    fields = "tinterlace=mode=interleave_bottom,setfield=bff"
    codec = ["-vf", fields, "-c:v", "mpeg2video", "-b:v", "2M", "-flags", "+ildct+ilme"]
    codec += ["-top", "0", "-c:a", "mp2"]
    one = clip("other_half.ts", *bars("50", 4, "352x288"), *tone(4), *codec)
    target = one.with_name("other_clocks.ts")
    target.write_bytes(one.read_bytes() * 2)
    return target


def motion_jpeg(clip: Clip) -> Path:
    codec = ["-c:v", "mjpeg", "-pix_fmt", "yuvj422p", "-q:v", "2", "-c:a", "pcm_s16le"]
    return clip("other_mjpeg.avi", *bars(), *tone(3), *codec)


def prores_with_timecode(clip: Clip) -> Path:
    codec = ["-c:v", "prores_ks", "-profile:v", "1", "-timecode", "01:00:00:00"]
    return clip("other_prores.mov", *bars(), *tone(3), *codec, "-c:a", "pcm_s24le")


def late_start(clip: Clip) -> Path:
    """Its clock begins at ten seconds."""
    return clip("other_start.mkv", *bars(), *tone(3), *FAST, "-output_ts_offset", "10")


def cut_by_an_edit_list(clip: Clip) -> Path:
    """Copied from the midst of a stretch: an edit list hides the pictures before it."""
    whole = clip("other_whole.mp4", *picture(SMALL, "25", 6), *tone(6), *FAST, "-g", "50")
    return clip("other_edit.mp4", "-ss", "1.4", "-i", str(whole), "-c", "copy")


def sound_two_seconds_late(clip: Clip) -> Path:
    return clip("other_late.mp4", *bars("25", 5), "-itsoffset", "2", *tone(3), *FAST)


def one_frame(clip: Clip) -> Path:
    return clip("other_one.mp4", *bars("25", 0.04), *FAST)


def slow_motion(clip: Clip) -> Path:
    return clip("other_240.mp4", *picture(SMALL, "240", 2), *tone(2), *FAST)


def turned_the_other_way(clip: Clip) -> Path:
    lying = clip("other_lying.mp4", *bars(), *FAST)
    return clip("other_turned.mp4", "-i", str(lying), "-c", "copy", "-metadata:s:v", "rotate=-90")


def see_through(clip: Clip) -> Path:
    codec = ["-c:v", "libvpx-vp9", "-pix_fmt", "yuva420p", "-deadline", "realtime"]
    codec += ["-cpu-used", "8", "-c:a", "libopus"]
    return clip("other_alpha.webm", *bars(), *tone(3), *codec)


def red_green_blue(clip: Clip) -> Path:
    return clip("other_rgb.mkv", *bars(), "-c:v", "ffv1", "-pix_fmt", "gbrp")


def many_sounds(clip: Clip) -> Path:
    """Seven and one, five and one, one alone; five codecs; and a second picture that is not shown."""
    maps = [part for _ in range(5) for part in ("-map", "1:a")] + ["-map", "2:v"]
    codecs = ["-c:a:0", "flac", "-ac:a:0", "8", "-c:a:1", "ac3", "-ac:a:1", "6"]
    codecs += ["-c:a:2", "dca", "-strict", "-2", "-ac:a:2", "2", "-c:a:3", "libvorbis"]
    codecs += ["-ac:a:3", "1", "-c:a:4", "libmp3lame", "-ac:a:4", "1"]
    marks = ["-metadata:s:a:0", "language=hin", "-metadata:s:a:1", "language=eng"]
    inputs = [*bars(), *tone(3), *picture("128x72", "30", 3), "-map", "0:v"]
    return clip("other_sounds.mkv", *inputs, *maps, *codecs, *marks, *FAST)


def words_of_all_kinds(clip: Clip) -> Path:
    """Styled, forced and drawn as pictures (which cannot be read), and chapters."""
    home = clip("other_one.mp4", *bars("25", 0.04), *FAST).parent
    (home / "other.srt").write_text(ENGLISH)
    (home / "other.ass").write_text(
        "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize\n"
        "Style: Default,Arial,20\n\n[Events]\n"
        "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\i1}Styled{\\i0} words\n"
    )
    (home / "other.sup").write_bytes(drawn_subtitles())
    (home / "chapters.txt").write_text(
        ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=4\ntitle=First\n"
    )
    inputs = [*bars("25", 8), "-i", str(home / "other.srt"), "-i", str(home / "other.ass")]
    inputs += ["-f", "sup", "-i", str(home / "other.sup"), "-i", str(home / "chapters.txt")]
    maps = ["-map", "0:v", "-map", "1", "-map", "2", "-map", "3", "-map_chapters", "4"]
    marks = ["-metadata:s:s:0", "language=eng", "-disposition:s:0", "forced"]
    marks += ["-metadata:s:s:1", "language=hin", "-metadata:s:s:2", "language=tam"]
    codecs = ["-c:s:0", "srt", "-c:s:1", "ass", "-c:s:2", "copy", *FAST]
    return clip("other_words.mkv", *inputs, *maps, *codecs, *marks)


def drawn_subtitles() -> bytes:
    """Presentation graphics as on discs: nothing shown, at one second and at two."""
    pieces = []
    for second in PACKETS_AT:
        clock = (second * 90_000).to_bytes(4, "big") + bytes(4)
        shown = bytes.fromhex("0100009010") + bytes([0, second]) + bytes.fromhex("80000000")
        pieces.append(b"PG" + clock + b"\x16" + len(shown).to_bytes(2, "big") + shown)
        pieces.append(b"PG" + clock + b"\x80\0\0")
    return b"".join(pieces)


def slow_clock(clip: Clip) -> Path:
    """Without a duration anywhere, as live recordings are."""
    return clip("other_live.mkv", *bars(), *tone(3), *FAST, "-f", "matroska", "-live", "1")
