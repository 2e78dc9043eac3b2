"""The player on its real page, with a server of ours behind it: every answer is chosen by the test."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.packages import SECONDS, master

PREFIX = "/m/sig/1/{sid}/{cap}/alpha/film/version/"
TYPES = {
    ".m3u8": "application/vnd.apple.mpegurl",
    ".m4s": "video/iso.segment",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt",
    ".jpg": "image/jpeg",
}


# Listens to what the video plays, without being heard itself.
EAR = """() => {
    const video = document.querySelector("video");
    const context = new AudioContext({ sampleRate: 48000 });
    const ear = context.createAnalyser();
    ear.fftSize = 4096;
    context.createMediaStreamSource(video.captureStream()).connect(ear);
    window.hears = () => {
        const levels = new Float32Array(ear.frequencyBinCount);
        ear.getFloatFrequencyData(levels);
        return (levels.indexOf(Math.max(...levels)) * context.sampleRate) / ear.fftSize;
    };
    return context.resume();
}"""
# When the first cue comes and goes, by the video's own clock.
CUE_MOMENTS = """() => new Promise((done) => {
    const [stage, video] = [document.querySelector("[data-player-cues]"), document.querySelector("video")];
    let appeared = null;
    new MutationObserver(() => {
        if (stage.childElementCount && appeared === null) appeared = video.currentTime;
        if (!stage.childElementCount && appeared !== null) done([appeared, video.currentTime]);
    }).observe(stage, { childList: true });
})"""


@dataclass
class Theatre:
    """``answers`` are given one after the other, the last one for ever."""

    page: Page
    package: Path
    url: str
    answers: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    beats: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    wishes: list[dict[str, Any]] = field(default_factory=list)
    last: list[dict[str, Any]] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    beat_answer: tuple[int, dict[str, Any]] = (200, {"seconds_left": 3600})
    revoked: set[str] = field(default_factory=set)
    # The end of a file's name: such files are kept back until ``release``.
    held: str = ""
    waiting: list[tuple[Route, str, Path]] = field(default_factory=list)

    @property
    def video(self) -> Locator:
        return self.page.locator("video")

    @property
    def cues(self) -> Locator:
        return self.page.locator("[data-player-cues]").first

    def watch(self, *answers: tuple[int, dict[str, Any]]) -> None:
        self.answers = list(answers)
        self.page.goto(self.url)

    def until(self, condition: str, *, seconds: int = 20) -> None:
        """Ask until it holds: the page's policy forbids Playwright's own waiting, which uses eval."""
        for _ in range(10 * seconds):
            if self.video.evaluate(condition):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"Never true of the video: {condition}")

    def wake(self) -> None:
        """Show the controls, which step aside while somebody just watches."""
        self.page.mouse.move(400, 200)
        self.page.mouse.move(420, 210)

    def open_menu(self, name: str) -> None:
        # Menus are filled by the playlist.
        expect(self.page.get_by_role("button", name=name)).to_be_visible()
        self.wake()
        self.page.get_by_role("button", name=name).click()

    def choose(self, menu: str, item: str, *, group: str = "") -> None:
        self.open_menu(menu)
        within = self.page.get_by_role("group", name=group) if group else self.page
        within.get_by_role("menuitemradio", name=item, exact=True).first.click()

    def hears(self, expected: int = 440) -> int:
        """The nearest of our tones to what sounds; waits a while for the expected one."""
        tone = 0
        for _ in range(80):
            heard = self.page.evaluate("window.hears()")
            tone = min((440, 880, 1760), key=lambda known: abs(known - heard))
            if tone == expected and abs(tone - heard) < 40:
                return tone
            self.page.wait_for_timeout(100)
        return tone

    def moments_of_a_cue(self) -> tuple[float, float]:
        appeared, vanished = self.page.evaluate(CUE_MOMENTS)
        return appeared, vanished

    def release(self) -> None:
        self.held = ""
        for route, sid, file in self.waiting:
            self._send(route, sid, file)

    def wait_for_events(self, kind: str) -> list[dict[str, Any]]:
        for _ in range(50):
            found = [event for event in self.events if event["kind"] == kind]
            if found:
                return found
            self.page.wait_for_timeout(100)
        return []

    def leave(self) -> list[str]:
        """As when the tab is closed, which would close our ears as well."""
        self.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
        return self._wait_for_end()

    def _wait_for_end(self) -> list[str]:
        for _ in range(50):
            if self.ended:
                break
            self.page.wait_for_timeout(100)
        return self.ended

    def open(self) -> None:
        self.page.route("**/api/v1/playback/sessions", self._start)
        self.page.route("**/api/v1/playback/sessions/*/*", self._meanwhile)
        self.page.route("**/m/**", self._media)
        self.page.route("**/api/v1/watch/progress", self._last)
        self.page.route("**/api/v1/profiles/current", self._wish)

    def allows(self, **more: Any) -> tuple[int, dict[str, Any]]:
        """A session's answer; keywords replace what it says."""
        sid = more.pop("sid", "s1")
        cap = more.get("ceiling", 720)
        prefix = PREFIX.format(sid=sid, cap=cap)
        ends = datetime.now(UTC) + timedelta(hours=2)
        answer = {
            "session": sid,
            "manifest_url": f"{prefix}master.m3u8",
            "expires_at": ends.isoformat(),
            "heartbeat_seconds": 30,
            "heartbeat_url": f"/api/v1/playback/sessions/{sid}/heartbeat",
            "position_seconds": 0,
            "duration_seconds": SECONDS,
            "plan": {"name": "Premium", "max_height": cap},
            "ceiling": cap,
            "upsell": None,
            "ad_break": None,
            "tracks": {"audio": [], "text": []},
            "markers": [],
            "thumbnails_url": f"{prefix}sprites/thumbnails.vtt",
            "next": None,
        }
        return 201, answer | more

    def _start(self, route: Route) -> None:
        self.asked.append(json.loads(route.request.post_data or "{}"))
        place = min(len(self.asked), len(self.answers)) - 1
        status, body = self.answers[place]
        kind = "application/json" if status < 400 else "application/problem+json"
        route.fulfill(status=status, content_type=kind, body=json.dumps(body))

    def _meanwhile(self, route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        if name == "heartbeat":
            self.beats.append(json.loads(route.request.post_data or "{}"))
            status, body = self.beat_answer
            route.fulfill(status=status, content_type="application/json", body=json.dumps(body))
            return
        if name == "events":
            self.events += json.loads(route.request.post_data or "{}")["events"]
        else:
            self.ended.append(route.request.url.split("/")[-2])
        route.fulfill(status=204)

    def _last(self, route: Route) -> None:
        self.last.append(json.loads(route.request.post_data or "{}"))
        route.fulfill(status=200, content_type="application/json", body="{}")

    def _wish(self, route: Route) -> None:
        self.wishes.append(json.loads(route.request.post_data or "{}"))
        route.fulfill(status=200, content_type="application/json", body="{}")

    def _media(self, route: Route) -> None:
        _, _, _, _, sid, cap, _, _, _, path = urlsplit(route.request.url).path.split("/", 9)
        self.fetched.append(path)
        if path == "master.m3u8":
            route.fulfill(status=200, content_type=TYPES[".m3u8"], body=master(int(cap)))
        else:
            file = self.package / path
            if self.held and path.endswith(self.held):
                self.waiting.append((route, sid, file))
            else:
                self._send(route, sid, file)

    def _send(self, route: Route, sid: str, file: Path) -> None:
        if sid in self.revoked:
            route.fulfill(status=403)
            return
        route.fulfill(status=200, content_type=TYPES[file.suffix], body=file.read_bytes())


def problem(status: int, code: str, detail: str = "", **more: Any) -> tuple[int, dict[str, Any]]:
    return status, {"code": code, "status": status, "detail": detail, "title": code, **more}
