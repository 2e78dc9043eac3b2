"""Films, and small clips that ffmpeg makes once per run."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.catalog.models import Encode, Film
from apps.catalog.services.films import create_film
from apps.catalog.services.uploads import upload_file
from tests.catalog.encoding import run_encode
from tests.factories.catalog import published

BUNNY = Path(__file__).parents[1] / "assets" / "big_buck_bunny_5s_720p.mp4"


@pytest.fixture(autouse=True)
def _quick_encodes(settings):
    settings.FFMPEG_PRESET = "ultrafast"


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Make a clip with ffmpeg: its name, then the arguments between input and output."""
    directory = tmp_path_factory.mktemp("clips")

    def make(name: str, *arguments: str) -> Path:
        target = directory / name
        if not target.exists():
            command = ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", *arguments, str(target)]
            subprocess.run(command, check=True)
        return target

    return make


@pytest.fixture
def silent_clip(clip) -> Path:
    return clip("silent.mp4", "-f", "lavfi", "-i", "testsrc2=size=160x90:rate=10:duration=1")


@pytest.fixture
def film(in_alpha, people) -> Film:
    return create_film("Monsoon Letters", by=people.ana)


@pytest.fixture
def uploaded(film, people) -> Callable[..., Encode]:
    """Send a file as the film's video and return its encode, still waiting."""

    def send(path: Path, *, to: Film = film) -> Encode:
        upload_file(path, film=to, by=people.ana)
        return to.encodes.get(version=to.encodes.count())

    return send


@pytest.fixture
def encoded(uploaded) -> Callable[..., Encode]:
    """Send a file and encode it at once; the encode comes back as the database has it."""

    def work(path: Path, **more) -> Encode:
        encode = uploaded(path, **more)
        run_encode(encode)
        return Encode.objects.select_related("upload").get(pk=encode.pk)

    return work


@pytest.fixture
def playable(film) -> Film:
    """Monsoon Letters on the site: rows only, no ffmpeg."""
    return published(film)


@contextmanager
def queries(count: int) -> Iterator[None]:
    """Exactly so many statements, not counting those that choose the studio's schema."""
    with CaptureQueriesContext(connection) as captured:
        yield
    told = [row["sql"] for row in captured if not row["sql"].startswith("SET search_path")]
    assert len(told) == count, "\n".join(told)
