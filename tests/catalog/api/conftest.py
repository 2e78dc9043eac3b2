"""A player before the API: starts, beats, reads."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from apps.catalog.models import Film, Rendition
from tests.factories.catalog import CODECS, RUNGS

SESSIONS = "/api/v1/playback/sessions"


@dataclass
class Player:
    """One device of one person; ``told`` is what the last start was answered."""

    client: Client
    device: str = "device-1"
    told: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def start(self, film: Film | str, **more: Any) -> Any:
        key = film if isinstance(film, str) else film.slug
        body = {"film": key, "device_id": self.device, "device": f"The {self.device}", **more}
        answer = self._post(SESSIONS, body)
        if answer.status_code == 201:
            self.told = answer.json()
        return answer

    def beat(self, **more: Any) -> Any:
        body = {"position_seconds": 10.0, "paused": False, "seq": 1, **more}
        return self._post(self.told["heartbeat_url"], body)

    def post(self, name: str, body: Any) -> Any:
        return self._post(f"{SESSIONS}/{self.told['session']}/{name}", body)

    def _post(self, path: str, body: Any) -> Any:
        return self.client.post(path, body, content_type="application/json", headers=self.headers)

    def get(self, name: str = "master.m3u8") -> Any:
        return self.client.get(self.told["manifest_url"].replace("master.m3u8", name))

    def status_after_a_while(self, name: str = "240/init.mp4") -> int:
        """What a segment is answered once the ten seconds of the last decision are over."""
        cache.clear()
        return int(self.get(name).status_code)


@pytest.fixture
def player(alpha, people, client_for):
    """Of Citra's, unless somebody else is named."""

    def make(device: str = "device-1", by: Any = None) -> Player:
        return Player(client_for(alpha, by or people.citra), device)

    return make


@pytest.fixture
def tall(playable) -> Film:
    """A film on the site, in every quality."""
    for rung in {360, 720, 1080, 2160} - set(RUNGS):
        Rendition.objects.create(
            encode=playable.current_encode,
            rung=rung,
            width=rung * 16 // 9 // 2 * 2,
            height=rung,
            codecs=CODECS,
            frame_rate=Decimal(24),
            peak_bandwidth=rung * 2000,
            average_bandwidth=rung * 1900,
        )
    return playable
