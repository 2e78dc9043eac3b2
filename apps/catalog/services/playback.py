"""Starting to play: decided once. Whether it may go on, ``services.standing`` decides anew."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.selectors.profiles import Watching, mark_of
from apps.accounts.selectors.sign_ins import SignIn
from apps.catalog.adapters.streams import store
from apps.catalog.domain.decision import Denial, Verdict, decide
from apps.catalog.domain.media_address import MASTER, Pass, prefix_of
from apps.catalog.errors import (
    FilmHasNoVideo,
    NoLongerAvailable,
    NotInYourCountry,
    NotYetAvailable,
    PlanNeeded,
    PlaybackAway,
    ProfileTooYoung,
)
from apps.catalog.models import Encode, Film
from apps.catalog.selectors import playback as facts
from apps.catalog.selectors.next_up import next_episode
from apps.catalog.selectors.playback import Watcher
from apps.catalog.selectors.progress import resume_position
from apps.catalog.services import takeovers
from apps.catalog.services.ad_breaks import AdBreak, ad_break_for
from apps.catalog.services.plays import close_plays, open_play
from apps.catalog.services.quality import STARTS
from apps.core.errors import DomainError, NotFound, Unauthenticated
from apps.core.ids import uuid7
from apps.core.tenancy import current_studio
from apps.subscriptions.selectors.entitlements import entitlement_of

LONGEST_SESSION = timedelta(hours=6)
HEARTBEAT_SECONDS = 30


@dataclass(frozen=True)
class Device:
    """What the viewer's program says of itself; ``key`` stays the same over reloads."""

    key: str
    name: str = ""


@dataclass(frozen=True)
class Asking:
    """Who asks to play, from where. ``host`` is the site's, which signatures are good for alone."""

    account: User
    watching: Watching
    sign_in: SignIn
    country: str
    host: str


@dataclass(frozen=True)
class Beginning:
    """A stream that may begin, if there is a place for it."""

    film: Film
    encode: Encode
    cap: int
    asking: Asking
    by: Watcher
    device: Device
    sid: str = field(default_factory=lambda: str(uuid7()))

    @property
    def expires_at(self) -> datetime:
        return self.by.viewing.now + lifetime_of(self.encode)

    @property
    def allows(self) -> Pass:
        return Pass(
            expires=int(self.expires_at.timestamp()),
            sid=self.sid,
            cap=self.cap,
            schema=current_studio().schema_name,
            film=str(self.film.pk),
            folder=self.encode.directory,
        )


@dataclass(frozen=True)
class PlaybackSession:
    """What a player needs, all of it."""

    session: str
    film: Film
    manifest_url: str
    expires_at: datetime
    position_seconds: float
    duration_seconds: float
    plan_name: str
    plan_max_height: int
    ceiling: int
    upsell: dict[str, Any] | None
    ad_break: AdBreak | None
    tracks: dict[str, list[dict[str, Any]]]
    markers: list[dict[str, Any]]
    thumbnails_url: str | None
    next: dict[str, str] | None
    heartbeat_url: str
    heartbeat_seconds: int = HEARTBEAT_SECONDS


def start_playback(
    key: str, *, asking: Asking, device: Device, takeover: str = ""
) -> PlaybackSession:
    """Let ``asking`` play the film of this slug or pk.

    It lasts for twice the film's length and an hour, at most six hours. Raises NotFound for what
    is not on the site, FilmHasNoVideo, NotInYourCountry, NotYetAvailable, NoLongerAvailable,
    ProfileTooYoung, PlanNeeded, TooManyStreams, TakeoverExpired, PlaybackAway.
    """
    by = watcher_of(asking, timezone.now())
    film = facts.film_to_play(key, by.viewing)
    if film is None:
        raise NotFound
    verdict = decide(facts.facts_of(film, by))
    STARTS.labels(verdict.denial.value if verdict.denial else "allowed").inc()
    if not verdict.allows or film.current_encode is None:
        raise refusal_of(verdict, film, by)
    return _begun(Beginning(film, film.current_encode, verdict.cap, asking, by, device), takeover)


def watcher_of(asking: Asking, now: datetime) -> Watcher:
    return facts.watcher(
        account=asking.account,
        profile=asking.watching.profile,
        max_age=asking.watching.age_limit,
        country=asking.country,
        entitlement=entitlement_of(asking.account, now),
        now=now,
    )


def _begun(beginning: Beginning, takeover: str) -> PlaybackSession:
    """One of the account's places, or TooManyStreams with what is in the way."""
    by = beginning.by
    account, limit = beginning.asking.account, by.entitlement.streams
    taking_over = takeovers.stream_to_take(takeover, account=account) if takeover else ""
    try:
        begun = store.start(
            beginning.sid,
            account=str(account.pk),
            device_id=beginning.device.key,
            limit=limit,
            lasts=int((beginning.expires_at - by.viewing.now).total_seconds()),
            values=_values(beginning),
            taking_over=taking_over,
        )
        close_plays(begun.ended)
        if not begun.has_begun:
            STARTS.labels(Denial.STREAMS_TAKEN.value).inc()
            raise takeovers.too_many(begun.taken, by.viewing, limit)
    except store.StreamsAway as away:
        raise PlaybackAway(retry_after=5) from away
    open_play(
        beginning.sid,
        film=beginning.film,
        encode=beginning.encode,
        by=by,
        cap=beginning.cap,
        device=beginning.device.name,
        device_id=beginning.device.key,
    )
    return _session(beginning)


def lifetime_of(encode: Encode) -> timedelta:
    seconds = encode.duration_seconds or 0
    return min(LONGEST_SESSION, timedelta(hours=1, seconds=2 * seconds))


def _values(beginning: Beginning) -> dict[str, str]:
    """What later decisions need to know: nothing that could have changed since."""
    asking, watching = beginning.asking, beginning.asking.watching
    sign_in = asking.sign_in
    return {
        "film": str(beginning.film.pk),
        "title": beginning.film.title,
        "folder": beginning.encode.directory,
        "cap": str(beginning.cap),
        "host": asking.host,
        "country": asking.country,
        "profile": str(watching.profile.pk) if watching.profile else "",
        "mark": mark_of(watching.profile) if watching.profile else "",
        "max_age": "" if watching.age_limit is None else str(watching.age_limit),
        "sign_in": json.dumps(
            [sign_in.session_key, sign_in.password_hash, str(sign_in.family or "")]
        ),
        "device": beginning.device.name,
        "started_at": beginning.by.viewing.now.isoformat(),
    }


def _session(beginning: Beginning) -> PlaybackSession:
    film, encode, by = beginning.film, beginning.encode, beginning.by
    prefix = prefix_of(beginning.allows, beginning.asking.host, settings.MEDIA_URL_SECRET)
    contents = facts.contents_of(film, encode)
    better = facts.upsell_of(contents, beginning.cap)
    return PlaybackSession(
        session=beginning.sid,
        film=film,
        manifest_url=f"{prefix}{MASTER}",
        expires_at=beginning.expires_at,
        position_seconds=resume_position(by.viewing.profile, film.pk),
        duration_seconds=encode.duration_seconds or 0.0,
        plan_name=by.entitlement.plan_name,
        plan_max_height=by.entitlement.max_height,
        ceiling=beginning.cap,
        upsell={**better, "url": upgrade_address()} if better else None,
        ad_break=ad_break_for(film, by.viewing, by.entitlement),
        tracks=contents.tracks,
        markers=contents.markers,
        thumbnails_url=facts.thumbnails_of(contents, prefix),
        next=_coming(film, by),
        heartbeat_url=reverse("v1:playback-beat", args=[beginning.sid]),
    )


def _coming(film: Film, by: Watcher) -> dict[str, str] | None:
    coming = next_episode(film, by.viewing)
    if coming is None:
        return None
    url = facts.watch_address(coming)
    return {"film": str(coming.pk), "title": coming.title, "url": url}


def upgrade_address() -> str:
    """Where plans are compared."""
    return reverse("plans")


def refusal_of(verdict: Verdict, film: Film, by: Watcher) -> DomainError:
    """What the viewer is told, with what would help."""
    at = {"at": verdict.at.isoformat()} if verdict.at else {}
    if verdict.denial in (Denial.PLAN_NEEDED, Denial.EARLY_ACCESS_NEEDED):
        is_early = verdict.denial == Denial.EARLY_ACCESS_NEEDED
        needed = facts.plan_for(film, early=is_early)
        return PlanNeeded(needed_plan=needed, upgrade_url=upgrade_address(), **at)
    refusals: Mapping[Denial | None, DomainError] = {
        Denial.SIGNED_OUT: Unauthenticated(),
        Denial.NO_VIDEO: FilmHasNoVideo(),
        Denial.NOT_HERE: NotInYourCountry(),
        Denial.NOT_YET: NotYetAvailable(**at),
        Denial.OVER: NoLongerAvailable(**at),
        Denial.TOO_YOUNG: ProfileTooYoung(),
    }
    return refusals.get(verdict.denial, NotFound())
