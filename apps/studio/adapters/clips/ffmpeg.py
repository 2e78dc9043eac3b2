"""A film's clip as a file: paints the layers, plays the tune, runs ffmpeg."""

import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from PIL import Image

from apps.core.errors import PermanentError
from apps.studio.adapters.artwork.posters import staged, title_card
from apps.studio.adapters.clips.filters import (
    Inputs,
    Still,
    layered_size,
    picture_graph,
    sound_graph,
)
from apps.studio.adapters.clips.sound import write_tune
from apps.studio.adapters.clips.weather import weather_sheet
from apps.studio.domain.demo.showcase import DemoFilm, DemoSound, Tune, Weather

MOST_SECONDS = 180
LAST_LINES = 400
SAME_DISTANCE = 0.17
ISO_639_2 = {"en": "eng", "id": "ind", "hi": "hin", "ta": "tam", "te": "tel", "bn": "ben"}


def make_clip(film: DemoFilm, target: Path, *, ffmpeg: str, fonts: Path) -> None:
    """Write the clip to ``target``, whole or not at all. Raises PermanentError with ffmpeg's words."""
    with tempfile.TemporaryDirectory(dir=target.parent) as name:
        folder = Path(name)
        arguments = _arguments(film, folder, fonts)
        finished = folder / f"clip{target.suffix}"
        _run([ffmpeg, "-nostdin", "-v", "error", "-y", *arguments, str(finished)])
        finished.replace(target)


def _arguments(film: DemoFilm, folder: Path, fonts: Path) -> list[str]:
    plan = film.clip
    stills, inputs = _stills(film, folder, fonts)
    rate = ["-framerate", str(plan.frame_rate)]
    sources = [part for still in stills for part in (*rate, "-i", str(still))]
    graph = picture_graph(plan, inputs)
    encode = ["-map", "[v]", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "22"]
    encode += ["-maxrate", "6M", "-bufsize", "8M", "-r", str(plan.frame_rate)]
    encode += ["-t", str(plan.seconds), "-movflags", "+faststart"]
    if plan.tune is None:
        return [*sources, "-filter_complex", graph, *encode]
    sounds: list[str] = []
    for index, sound in enumerate(sounds_of(film)):
        tune = folder / f"tune{index}.wav"
        write_tune(moved(plan.tune, sound), tune, seconds=plan.seconds, seed=film.slug)
        sources += ["-i", str(tune)]
        graph = f"{graph};{sound_graph(plan, len(stills) + index)}[a{index}]"
        sounds += ["-map", f"[a{index}]", *_said_of(sound, index)]
    return [*sources, "-filter_complex", graph, *encode, *sounds, "-c:a", "aac", "-b:a", "128k"]


def sounds_of(film: DemoFilm) -> tuple[DemoSound, ...]:
    """Every clip with a tune has one sound at least, in the film's own language."""
    return film.sounds or (DemoSound(film.language),)


def moved(tune: Tune, sound: DemoSound) -> Tune:
    return replace(tune, root=tune.root * 2 ** (sound.semitones / 12))


def _said_of(sound: DemoSound, index: int) -> list[str]:
    """Language and purpose, as Matroska keeps them."""
    purpose = "default" if index == 0 else "visual_impaired" if sound.is_description else "0"
    said = [f"-metadata:s:a:{index}", f"language={ISO_639_2[sound.language]}"]
    if sound.is_description:
        said += [f"-metadata:s:a:{index}", "title=Audio description"]
    return [*said, f"-disposition:a:{index}", purpose]


def _stills(film: DemoFilm, folder: Path, fonts: Path) -> tuple[list[Path], Inputs]:
    """Write every picture the graph moves: layers, weather, title."""
    plan = film.clip
    pictures: list[Image.Image] = []
    layers: list[Still] = []
    for depth, layer in _layers(film):
        # The first carries the frame: it must stay whole.
        left, top, cut = _trimmed(layer) if layers else (0, 0, layer)
        pictures.append(cut)
        layers.append(Still(depth, left, top))
    weather = None
    if plan.weather != Weather.NONE:
        weather = len(pictures)
        frame = (plan.width, plan.height)
        pictures.append(weather_sheet(plan.weather, film.palette, frame, seed=film.slug))
    left, top, title = _trimmed(title_card(film, (plan.width, plan.height), fonts))
    pictures.append(title)
    paths = [folder / f"{index:02}.png" for index in range(len(pictures))]
    for picture, path in zip(pictures, paths, strict=True):
        picture.save(path, compress_level=1)
    return paths, Inputs(layers, weather, len(pictures) - 1, (left, top))


def _trimmed(layer: Image.Image) -> tuple[int, int, Image.Image]:
    """The painted part of a layer and its corner, on even pixels as the colour planes need."""
    left, top, right, foot = layer.getchannel("A").getbbox() or (0, 0, 2, 2)
    left, top = left - left % 2, top - top % 2
    return left, top, layer.crop((left, top, right + right % 2, foot + foot % 2))


def _layers(film: DemoFilm) -> list[tuple[float, Image.Image]]:
    """The scene's sheets, those about as far away as each other painted onto one: each costs time."""
    merged: list[tuple[float, Image.Image]] = []
    for depth, layer in staged(film, layered_size(film.clip)).layers():
        if len(merged) > 1 and abs(merged[-1][0] - depth) < SAME_DISTANCE:
            merged[-1][1].alpha_composite(layer)
        else:
            merged.append((depth, layer))
    return merged


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=MOST_SECONDS)
    except FileNotFoundError as error:
        raise PermanentError(f"{command[0]} is not installed.") from error
    except subprocess.CalledProcessError as error:
        raise PermanentError(error.stderr.decode(errors="replace")[-LAST_LINES:]) from error
    except subprocess.TimeoutExpired as error:
        raise PermanentError(f"ffmpeg took longer than {MOST_SECONDS} seconds.") from error
