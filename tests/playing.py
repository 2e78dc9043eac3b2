"""Streams of people in tests that are not about starting them."""

import time

from apps.accounts.models import User
from apps.accounts.selectors.profiles import Watching
from apps.accounts.selectors.sign_ins import SignIn
from apps.accounts.services.tokens import issue_tokens
from apps.catalog.adapters.streams import store
from apps.catalog.models import Film
from apps.catalog.services.playback import Asking, Device, PlaybackSession, start_playback
from apps.core.tenancy import current_studio


def started(film: Film, by: User, *, device: str = "device-1") -> PlaybackSession:
    """``by`` plays the film on a program that is signed in, on the current studio's host."""
    issue_tokens(by)
    family = by.tokens.order_by("-created_at").values_list("family", flat=True)[0]
    asking = Asking(
        account=by,
        watching=Watching(),
        sign_in=SignIn(user_pk=by.pk, family=family),
        country="ID",
        host=f"{current_studio().slug}.localhost",
    )
    return start_playback(film.slug, asking=asking, device=Device(device, "A television"))


def lasting(film: Film, by: User, *, device: str) -> PlaybackSession:
    """A stream that does not fall silent for a day: for worlds that many tests share."""
    session = started(film, by, device=device)
    later = int((time.time() + 24 * 3600) * 1000)
    with store._asking() as redis:
        redis.zadd(store._account_key(str(by.pk)), {session.session: later})
        redis.hset(store._prefix() + session.session, "heard", later)
    return session
