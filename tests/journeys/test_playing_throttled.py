"""The player on a line that gets slow: files come from the product's nginx, through a throttled network."""

from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import pytest

from tests.journeys.packages import make_long_package
from tests.journeys.stack import Stack
from tests.journeys.theatre import Theatre

pytestmark = pytest.mark.journey

MEGABIT = 125_000


@pytest.fixture(scope="module")
def served(stack: Stack, package: Path) -> Iterator[str]:
    """The address of a film of a minute and a half, below /static/."""
    home = stack.home / "static" / "throttled"
    make_long_package(package, home, times=4)
    yield "/static/throttled/master.m3u8"
    rmtree(home)


class Line:
    """Chromium's own throttle, as its developer tools have it."""

    def __init__(self, theatre: Theatre) -> None:
        # One session: each has its own throttle, and the first one's would stay.
        self.session = theatre.page.context.new_cdp_session(theatre.page)
        self.session.send("Network.enable")

    def becomes(self, megabits: float, milliseconds: int) -> None:
        speed = megabits * MEGABIT
        conditions = {"latency": milliseconds, "downloadThroughput": speed}
        more = {"offline": False, "uploadThroughput": speed}
        self.session.send("Network.emulateNetworkConditions", conditions | more)


def test_a_line_that_gets_slow_costs_quality_and_not_time(theatre: Theatre, served: str):
    line = Line(theatre)
    line.becomes(8, 20)
    theatre.watch(theatre.allows(manifest_url=served, thumbnails_url=None, duration_seconds=96))
    theatre.until("v => v.videoHeight === 720 && v.currentTime > 8", seconds=40)

    line.becomes(0.8, 150)
    theatre.until("v => v.videoHeight < 720", seconds=90)
    theatre.leave()

    assert "switch" in {event["kind"] for event in theatre.events}
    stalls = [event["ms"] for event in theatre.events if event["kind"] == "stall"]
    assert max(stalls, default=0) < 2000
