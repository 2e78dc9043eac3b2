"""From a click on a film to a moving picture: a real browser, the whole product, two lines.

Beside each time stands the least that it could be: the bytes that arrived until then at the speed
of the line, and one way there and back for the page, the session, the playlists and the picture,
each of which can be asked for only when the one before it is there.
"""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from benchmarks import _stage as stage

# isort: split
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from apps.accounts.models import User
from apps.catalog.enums import EncodeState
from apps.catalog.models import Film
from apps.catalog.services.films import create_film
from apps.catalog.services.uploads import upload_file
from apps.core.tenancy import studio_context
from apps.tenants.models import Studio
from benchmarks.pages import browser as signed_in
from deploy.local.workspace import ROOT
from tests.journeys.conftest import CHROMIUM, FLAGS
from tests.journeys.stack import running_stack

CLIP = ROOT / "tests" / "assets" / "big_buck_bunny_5s_720p.mp4"
TIMES_OVER, PATIENCE = 8, 300.0
RUNS = 30
ROUND_TRIPS = 6
# One device, so that each visit takes the stream of the one before.
MOVING = """
localStorage.setItem('device', '"benchmark"')
document.addEventListener('playing', () => { window.movingAt ??= performance.now() }, true)
"""
RECEIVED = """
[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .filter(entry => entry.responseEnd <= window.movingAt)
  .reduce((sum, entry) => sum + entry.transferSize, 0)
"""


@dataclass(frozen=True)
class Line:
    """What the network lets through: bits a second and milliseconds there and back; 0: all."""

    name: str
    bits: int
    latency_ms: int
    target_ms: int


LINES = (
    Line("this machine", 0, 0, 1000),
    Line("1.6 Mbit/s, 150 ms", 1_600_000, 150, 3000),
)


@dataclass(frozen=True)
class Start:
    ms: float
    received: int


def source() -> Path:
    target = stage.HOME / "film.mp4"
    loop = [settings.FFMPEG, "-v", "error", "-stream_loop", str(TIMES_OVER - 1), "-i", str(CLIP)]
    subprocess.run([*loop, "-c", "copy", str(target)], check=True)
    return target


def publish_film(studio: Studio, by: User) -> Film:
    """Through upload and workers, as any film; until every rendition is there."""
    with studio_context(studio):
        film = create_film("Meadow", by=by, slug="meadow", publish_when_ready=True)
        upload_file(source(), film=film, by=by)
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            encode = film.encodes.get()
            if encode.state == EncodeState.READY and encode.is_complete:
                return film
            time.sleep(0.5)
    raise TimeoutError("The workers have not encoded the film.")


@contextmanager
def visitor(browser: Browser, address: str, cookies: dict[str, str]) -> Iterator[BrowserContext]:
    """Somebody who was never here: nothing cached, no speed remembered."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, locale="en-US", bypass_csp=True
    )
    context.add_init_script(MOVING)
    for name, value in cookies.items():
        context.add_cookies([{"name": name, "value": value, "url": urljoin(address, "/")}])
    yield context
    context.close()


def start_of(context: BrowserContext, address: str, line: Line) -> Start:
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    if line.bits:
        limits = {"offline": False, "latency": line.latency_ms, "uploadThroughput": line.bits / 8}
        devtools.send(
            "Network.emulateNetworkConditions", {**limits, "downloadThroughput": line.bits / 8}
        )
    page.goto(address, wait_until="commit")
    page.wait_for_function("window.movingAt !== undefined", timeout=60_000)
    return Start(page.evaluate("window.movingAt"), page.evaluate(RECEIVED))


def visits(browser: Browser, address: str, cookies: dict[str, str], line: Line) -> list[Start]:
    starts = []
    for _ in range(RUNS + 1):
        with visitor(browser, address, cookies) as context:
            starts.append(start_of(context, address, line))
    # The first finds the processes and the disk cold.
    return starts[1:]


def report(line: Line, starts: list[Start]) -> None:
    times = sorted(start.ms for start in starts)
    p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
    received = sorted(start.received for start in starts)[len(starts) // 2]
    least = ROUND_TRIPS * line.latency_ms + (8000 * received / line.bits if line.bits else 0)
    said = f"{p50 / least:5.2f}" if least else "    –"
    print(
        f"  {line.name:<20}{p50:8.0f} {p95:8.0f} {line.target_ms:8}"
        f" {received / 1000:9.0f} {least:8.0f} {said}"
    )


def main() -> None:
    stage.migrate_platform()
    studio = stage.opened_studio(stage.new_slug())
    by = stage.owner_of(studio)
    services = ("DATABASE_URL", "BROKER_URL", "CACHE_URL", "CHANNELS_URL")
    own = {name: os.environ[name] for name in services}
    own["DATABASE_OWNER_URL"] = os.environ.get("DATABASE_OWNER_URL", own["DATABASE_URL"])
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    print(f"\nstartup: milliseconds from the click to a moving picture, {RUNS} first visits")
    print(f"  {'':<20}{'p50':>8} {'p95':>8} {'goal p95':>8} {'kB until':>9} {'least':>8} ratio")
    with running_stack(stage.HOME, **own) as stack, sync_playwright() as playwright:
        film = publish_film(studio, by)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        address = stack.url(studio.slug, f"/watch/{film.slug}/")
        client: Client = signed_in(studio, by)
        cookies = {cookie.key: cookie.value for cookie in client.cookies.values()}
        for line in LINES:
            report(line, visits(browser, address, cookies, line))
        browser.close()
    stage.forget_studio(studio)


if __name__ == "__main__":
    main()
