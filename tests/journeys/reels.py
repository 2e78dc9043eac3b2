"""Films that the running product has made itself: two languages, a description, subtitles, and a locked one."""

import subprocess
import sys
import time
from pathlib import Path

from apps.accounts.enums import Role
from apps.catalog.models import Film
from apps.catalog.services.films import create_film
from apps.catalog.services.text_tracks import add_track
from apps.catalog.services.uploads import upload_file
from apps.core.tenancy import studio_context
from deploy.local.workspace import ROOT
from tests.database import studio_row
from tests.journeys.stack import Stack
from tests.people import person

# Long enough to be resumed; a film of less than five minutes begins anew.
SECONDS = 306
LONG, LOCKED = "Two tongues", "Under lock"
# When the words of each file are to be seen.
HINDI, TAMIL = (3.0, 5.5), (4.2, 6.4)
WORDS = {"hi": "खरगोश जागता है।", "ta": "முயல் எழுந்திருக்கிறது."}
# Language, hertz and title of each sound.
SOUNDS = [("eng", 440, "English"), ("hin", 880, ""), ("eng", 1760, "Audio description")]
COMMAND = "from tests.journeys.reels import furnish; furnish({home!r})"


def make_reels(stack: Stack, home: Path) -> None:
    """Have the workers make both films; returns when viewers can have all of them."""
    for name, seconds in ((LONG, SECONDS), (LOCKED, 12)):
        _source(home / f"{name}.mkv", home, seconds)
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c"]
    told = COMMAND.format(home=str(home))
    subprocess.run([*command, told], cwd=ROOT, env=stack.environ, check=True)


def furnish(home: str) -> None:
    """Runs in a process of the product; makes their viewer, and somebody of another studio, too."""
    with studio_context(studio_row("beta")):
        person("Bela", Role.VIEWER)
    with studio_context(studio_row("alpha")):
        person("Layla", Role.VIEWER)
        editor = person("Reza", Role.EDITOR)
        for title in (LONG, LOCKED):
            fields = {"publish_when_ready": True, "is_encrypted": title == LOCKED}
            film = create_film(title, by=editor, synopsis="A rabbit wakes.", **fields)
            upload_file(Path(home) / f"{title}.mkv", film=film, by=editor)
        long = Film.objects.get(title=LONG)
        add_track(long, language="ta", data=_tamil(), filename="rabbit.srt", by=editor)
        _wait_for_the_workers()


def _wait_for_the_workers() -> None:
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        films = Film.objects.published().filter(title__in=(LONG, LOCKED))
        whole = films.filter(current_encode__state="ready", current_encode__is_complete=True)
        if whole.count() == 2 and whole.filter(texts__packaged_version__gt=0).count() == 3:
            return
        time.sleep(0.3)
    raise AssertionError("The workers have not made the films")


def _tamil() -> bytes:
    """As an old program on Windows saves it."""
    lines = ["1", f"{_stamp(TAMIL[0])} --> {_stamp(TAMIL[1])}", WORDS["ta"], "", ""]
    return "\r\n".join(lines).encode("utf-16")


def _stamp(seconds: float) -> str:
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"00:00:{whole:02},{thousandths:03}"


def _source(file: Path, home: Path, seconds: int) -> None:
    """Small and slow, so that five minutes of it are encoded in a few seconds."""
    words = home / "hindi.srt"
    words.write_text(f"1\n{_stamp(HINDI[0])} --> {_stamp(HINDI[1])}\n{WORDS['hi']}\n", "utf-8")
    inputs = ["-f", "lavfi", "-i", f"testsrc2=size=426x240:rate=10:duration={seconds}"]
    maps, tags = ["-map", "0:v"], []
    for number, (language, hertz, title) in enumerate(SOUNDS):
        inputs += ["-f", "lavfi", "-i", f"sine=frequency={hertz}:duration={seconds}"]
        maps += ["-map", f"{number + 1}:a"]
        tags += [f"-metadata:s:a:{number}", f"language={language}"]
        tags += [f"-metadata:s:a:{number}", f"title={title}"]
    inputs += ["-i", str(words)]
    maps += ["-map", f"{len(SOUNDS) + 1}:s", "-metadata:s:s:0", "language=hin"]
    kind = ["-c:v", "libx264", "-preset", "ultrafast", "-g", "20", "-c:a", "flac", "-c:s", "srt"]
    command = ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", *inputs, *maps, *tags, *kind]
    subprocess.run([*command, "-t", str(seconds), str(file)], check=True)
