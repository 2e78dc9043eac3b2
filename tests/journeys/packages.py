"""A film that ffmpeg makes and nobody uploads: two languages, audio description, subtitles, thumbnails."""

import subprocess
from pathlib import Path

SECONDS = 24
SEGMENT = 6
RUNGS = {240: ("426x240", 300_000), 360: ("640x360", 600_000), 720: ("1280x720", 1_500_000)}
# A tone for each sound, so that an ear of ours can tell them apart: name, language, more, hertz.
SOUNDS = [
    ("English", "en", "DEFAULT=YES", 440),
    ("हिन्दी", "hi", "DEFAULT=NO", 880),
    (
        "English, described",
        "en",
        'DEFAULT=NO,CHARACTERISTICS="public.accessibility.describes-video"',
        1760,
    ),
]
SDH = (
    "public.accessibility.transcribes-spoken-dialog,public.accessibility.describes-music-and-sound"
)
TEXTS = [
    ("English", "en", "", "The rabbit <b>wakes</b>."),
    ("English, SDH", "en", f',CHARACTERISTICS="{SDH}"', "[birds sing]\nThe rabbit wakes."),
    ("हिन्दी", "hi", "", "खरगोश जागता है।"),
    ("தமிழ்", "ta", "", "முயல் எழுந்திருக்கிறது."),
]
HOSTILE = '<script>document.title="owned"</script><img src=x onerror="document.title=1">&lt;b&gt; &amp; <i>sky</i>'


def make_package(home: Path) -> Path:
    """The folder of a version as the pipeline writes it, and its ``master.m3u8``."""
    home.mkdir(parents=True, exist_ok=True)
    for rung, (size, rate) in RUNGS.items():
        _picture(home / str(rung), size, rate)
    for number, (*_, hertz) in enumerate(SOUNDS):
        _sound(home / f"a{number}", hertz)
    for number, (*_, words) in enumerate(TEXTS):
        _text(home / f"t{number}", words)
    _thumbnails(home / "sprites")
    (home / "master.m3u8").write_text(master(max(RUNGS)))
    return home


def master(cap: int) -> str:
    """The playlist of what lies below a plan's ceiling."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:6", "#EXT-X-INDEPENDENT-SEGMENTS"]
    for number, (name, language, more, _) in enumerate(SOUNDS):
        lines.append(
            f'#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="{name}",LANGUAGE="{language}",'
            f'AUTOSELECT=YES,CHANNELS="2",{more},URI="a{number}/index.m3u8"'
        )
    for number, (name, language, more, _) in enumerate(TEXTS):
        lines.append(
            f'#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="text",NAME="{name}",LANGUAGE="{language}",'
            f'DEFAULT=NO,AUTOSELECT=YES,FORCED=NO{more},URI="t{number}/index.m3u8"'
        )
    for rung, (size, rate) in RUNGS.items():
        if rung <= cap:
            lines.append(
                f"#EXT-X-STREAM-INF:BANDWIDTH={rate + 200_000},RESOLUTION={size},FRAME-RATE=25.000,"
                f'CODECS="avc1.64001f,mp4a.40.2",AUDIO="sound",SUBTITLES="text"'
            )
            lines.append(f"{rung}/index.m3u8")
    return "\n".join(lines) + "\n"


def _picture(home: Path, size: str, rate: int) -> None:
    source = f"testsrc2=size={size}:rate=25:duration={SECONDS}"
    _hls(
        home,
        *("-f", "lavfi", "-i", source, "-c:v", "libx264", "-preset", "ultrafast"),
        *("-b:v", str(rate), "-g", "50", "-sc_threshold", "0", "-bf", "0", "-pix_fmt", "yuv420p"),
    )


def _sound(home: Path, hertz: int) -> None:
    source = f"sine=frequency={hertz}:duration={SECONDS}:sample_rate=48000"
    _hls(home, "-f", "lavfi", "-i", source, "-ac", "2", "-c:a", "aac", "-b:a", "96k")


def make_long_package(short: Path, home: Path, *, times: int) -> Path:
    """The same film several times over, with one sound: longer than any player loads ahead."""
    for part in (*(str(rung) for rung in RUNGS), "a0"):
        whole = short / part / "whole.mp4"
        command = ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-i", "index.m3u8"]
        subprocess.run([*command, "-c", "copy", whole.name], cwd=whole.parent, check=True)
        _hls(home / part, "-stream_loop", str(times - 1), "-i", str(whole), "-c", "copy")
    left_out = ("TYPE=SUBTITLES", 'URI="a1/', 'URI="a2/')
    lines = [
        line for line in master(max(RUNGS)).splitlines() if not any(x in line for x in left_out)
    ]
    text = "\n".join(lines).replace(',SUBTITLES="text"', "")
    (home / "master.m3u8").write_text(f"{text}\n")
    return home


def _hls(home: Path, *arguments: str) -> None:
    home.mkdir(parents=True, exist_ok=True)
    names = ("-hls_fmp4_init_filename", "init.mp4", "-hls_segment_filename", "seg_%05d.m4s")
    kind = ("-f", "hls", "-hls_time", str(SEGMENT), "-hls_playlist_type", "vod")
    command = ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", *arguments, *kind]
    command += ["-hls_segment_type", "fmp4", *names, "index.m3u8"]
    subprocess.run(command, cwd=home, check=True)


def _text(home: Path, words: str) -> None:
    """A cue from the third to the sixth second, one that would do harm from the eighth."""
    home.mkdir(exist_ok=True)
    lines = ["#EXTM3U", "#EXT-X-VERSION:6", f"#EXT-X-TARGETDURATION:{SEGMENT}"]
    lines.append("#EXT-X-PLAYLIST-TYPE:VOD")
    for number in range(SECONDS // SEGMENT):
        cues = {
            0: f"00:03.000 --> 00:05.900\n{words}\n",
            1: f"00:08.000 --> 00:11.000\n{HOSTILE}\n",
        }
        head = "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n\n"
        (home / f"seg_{number:05}.vtt").write_text(head + cues.get(number, ""))
        lines += [f"#EXTINF:{SEGMENT:.3f},", f"seg_{number:05}.vtt"]
    (home / "index.m3u8").write_text("\n".join([*lines, "#EXT-X-ENDLIST", ""]))


def _thumbnails(home: Path) -> None:
    """One sheet of four by three pictures, two seconds each."""
    home.mkdir(exist_ok=True)
    source = f"testsrc2=size=160x90:rate=25:duration={SECONDS}"
    tiles = ("-vf", "fps=1/2,tile=4x3", "-frames:v", "1", "sheet_000.jpg")
    command = ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-f", "lavfi", "-i", source]
    subprocess.run([*command, *tiles], cwd=home, check=True)
    lines = ["WEBVTT", ""]
    for number in range(SECONDS // 2):
        starts, x, y = 2 * number, 160 * (number % 4), 90 * (number // 4)
        lines.append(f"00:{starts:02}.000 --> 00:{starts + 2:02}.000")
        lines += [f"sheet_000.jpg#xywh={x},{y},160,90", ""]
    (home / "thumbnails.vtt").write_text("\n".join(lines))
