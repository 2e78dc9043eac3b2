"""The player on its real page, with a server of ours behind it: every answer is chosen by the test."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Route

from tests.journeys.packages import SECONDS, master

PREFIX = "/m/sig/1/{sid}/{cap}/alpha/film/version/"
TYPES = {
    ".m3u8": "application/vnd.apple.mpegurl",
    ".m4s": "video/iso.segment",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt",
    ".jpg": "image/jpeg",
}


@dataclass
class Theatre:
    """``answers`` are given one after the other, the last one for ever."""

    page: Page
    package: Path
    answers: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    beats: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    last: list[dict[str, Any]] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    beat_answer: tuple[int, dict[str, Any]] = (200, {"seconds_left": 3600})
    revoked: set[str] = field(default_factory=set)

    def open(self) -> None:
        self.page.route("**/api/v1/playback/sessions", self._start)
        self.page.route("**/api/v1/playback/sessions/*/*", self._meanwhile)
        self.page.route("**/m/**", self._media)
        self.page.route("**/api/v1/watch/progress", self._last)

    def allows(self, **more: Any) -> tuple[int, dict[str, Any]]:
        """A session's answer; keywords replace what it says."""
        sid = f"s{len(self.answers) + 1}"
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

    def says(self, *answers: tuple[int, dict[str, Any]]) -> None:
        self.answers = list(answers)

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

    def _media(self, route: Route) -> None:
        _, _, _, _, sid, cap, _, _, _, path = urlsplit(route.request.url).path.split("/", 9)
        self.fetched.append(path)
        if sid in self.revoked:
            route.fulfill(status=403)
        elif path == "master.m3u8":
            route.fulfill(status=200, content_type=TYPES[".m3u8"], body=master(int(cap)))
        else:
            file = self.package / path
            route.fulfill(status=200, content_type=TYPES[file.suffix], body=file.read_bytes())


def problem(status: int, code: str, detail: str = "", **more: Any) -> tuple[int, dict[str, Any]]:
    return status, {"code": code, "status": status, "detail": detail, "title": code, **more}
