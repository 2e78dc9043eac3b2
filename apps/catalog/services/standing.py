"""Whether a stream may go on: decided anew at every beat and before bytes, from how it was started.

What it was started with lies in Redis, as ``services.playback`` has put it there.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from apps.accounts.models import Profile, User
from apps.accounts.selectors.profiles import Watching, mark_of
from apps.accounts.selectors.sign_ins import SignIn, people_still_signed_in
from apps.catalog.adapters.streams import store
from apps.catalog.domain.decision import Denial, Verdict, decide
from apps.catalog.enums import EncodeState
from apps.catalog.models import Encode, Film
from apps.catalog.selectors import playback as facts
from apps.catalog.selectors.playback import Watcher
from apps.subscriptions.selectors.entitlements import entitlement_of


@dataclass(frozen=True)
class Standing:
    """A stream's right to go on, as of now: the film, whoever watches, and the verdict."""

    film: Film | None
    by: Watcher | None
    verdict: Verdict

    @property
    def streams(self) -> int:
        return self.by.entitlement.streams if self.by else 0


SIGNED_OUT = Standing(None, None, Verdict(Denial.SIGNED_OUT))


def standing_of(stream: store.Stream, *, asked_by: tuple[User, SignIn] | None = None) -> Standing:
    """Whether whoever started it might start it now: at most 8 queries.

    The sign-in must still stand, the profile exist with the PIN it had, and the version's files
    be there. Who asks with the sign-in that began it has proved that it stands: 2 queries less.
    """
    values = stream.values
    account = _account_of(_sign_in_of(values), asked_by)
    if account is None:
        return SIGNED_OUT
    profile = _profile_of(values, account)
    if values["profile"] and profile is None:
        return SIGNED_OUT
    by = _watcher_again(values, account, profile)
    film = facts.film_played(values["film"], by.viewing)
    if film is None or not _is_kept(film, values["folder"]):
        return Standing(film, by, Verdict(Denial.HIDDEN))
    return Standing(film, by, decide(facts.facts_of(film, by)))


def _account_of(began: SignIn, asked_by: tuple[User, SignIn] | None) -> User | None:
    if asked_by and asked_by[1] == began:
        return asked_by[0]
    return people_still_signed_in([began]).get(began)


def _sign_in_of(values: Mapping[str, str]) -> SignIn:
    session_key, password_hash, family = json.loads(values["sign_in"])
    return SignIn(
        user_pk=UUID(values["account"]),
        session_key=session_key,
        password_hash=password_hash,
        family=UUID(family) if family else None,
    )


def _profile_of(values: Mapping[str, str], account: User) -> Profile | None:
    if not values["profile"]:
        return None
    profile = Profile.objects.filter(pk=values["profile"], user=account).first()
    is_open = profile is not None and mark_of(profile) == values.get("mark", "")
    return profile if is_open else None


def _watcher_again(values: Mapping[str, str], account: User, profile: Profile | None) -> Watcher:
    now = datetime.now(UTC)
    known = int(values["max_age"]) if values["max_age"] else None
    return facts.watcher(
        account=account,
        profile=profile,
        max_age=Watching((), profile).age_limit if profile else known,
        country=values["country"],
        entitlement=entitlement_of(account, now),
        now=now,
    )


def _is_kept(film: Film, folder: str) -> bool:
    """The version that was started may be replaced, and goes on until its files are removed."""
    current = film.current_encode
    if current is not None and current.directory == folder:
        return True
    versions = Encode.objects.filter(film=film, state=EncodeState.READY)
    return any(encode.directory == folder for encode in versions)
