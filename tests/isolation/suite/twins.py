"""Alpha and beta, alike row for row; whatever text beta has says so."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.files.base import ContentFile
from django.test import Client

from apps.accounts.enums import Role
from apps.accounts.models import RefreshToken, User
from apps.accounts.services.tokens import issue_tokens
from apps.catalog.models import Film, Genre
from apps.core.storage.contract import media
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.models import Studio
from tests import database
from tests.isolation.suite.sentinel import FIRST_DECOY, Decoys, keys_of, new_sentinel, spread
from tests.isolation.suite.watch import Watch
from tests.people import PASSWORD, person
from tests.permissions.desk_rows import furnish_desk
from tests.permissions.everywhere import furnish, furnish_reset
from tests.permissions.studio_rows import furnish_studio
from tests.permissions.watching_rows import furnish_watching
from tests.permissions.world import Key, World

FILES = ("films/poster.jpg", "same-name.txt")


@dataclass
class Side:
    """A studio, what the permission table knows of it, and its owner's credentials."""

    studio: Studio
    world: World
    session: str = ""
    access: str = ""
    refresh: str = ""
    keys: dict[str, list[UUID]] = field(default_factory=dict)

    @property
    def host(self) -> str:
        return f"{self.studio.slug}.localhost"

    @property
    def owner(self) -> User:
        return self.world.people["studio", "owner"]

    def arguments(self, route: str) -> dict[str, Any] | None:
        return self.world.arguments.get(("studio", route))

    def browser(self, *, host: str = "", **headers: str) -> Client:
        """The owner's, on the studio's own host or on another."""
        host = host or self.host
        browser = Client(SERVER_NAME=host, headers={"host": host, **headers})
        browser.raise_request_exception = False
        browser.cookies["session"] = self.session
        return browser


@dataclass
class Twins:
    alpha: Side
    beta: Side
    word: str
    files: Path
    watch: Watch
    staff: User


def make_twins(files: Path) -> Twins:
    word = new_sentinel()
    alpha, beta = (furnished(database.studio_row(slug)) for slug in ("alpha", "beta"))
    for side in (alpha, beta):
        store_files(side, word if side is beta else "alpha's own")
    add_decoys(beta, spread(beta.studio, word))
    for side in (alpha, beta):
        sign_in(side)
    with platform_context():
        staff = person("Eko", Role.STAFF)
    beta.keys, alpha.keys = keys_of(beta.studio), keys_of(alpha.studio)
    watch = Watch(beta.studio, word, [key for keys in beta.keys.values() for key in keys])
    return Twins(alpha, beta, word, files, watch, staff)


def furnished(studio: Studio) -> Side:
    """The same rows under the same names, whichever studio."""
    with studio_context(studio):
        world = World(team())
        furnish(world, "studio", role=Role.EDITOR)
        furnish_studio(world, studio)
        furnish_desk(world)
        furnish_watching(world)
        live = Film.objects.get(slug=world.arguments["studio", "film"]["slug"])
        live.genres.add(Genre.objects.get_or_create(name="Drama", slug="drama")[0])
    return Side(studio, world)


def team() -> dict[Key, User]:
    roles = {"Citra": Role.VIEWER, "Mira": Role.ANALYST, "Mako": Role.MARKETER}
    roles |= {"Edi": Role.EDITOR, "Adi": Role.ADMIN, "Ana": Role.OWNER}
    made = {role.value: person(name, role) for name, role in roles.items()}
    made |= {"customer": made["viewer"], "team": made["owner"]}
    return {("studio", column): user for column, user in made.items()}


def store_files(side: Side, text: str) -> None:
    with studio_context(side.studio):
        for name in FILES:
            media().overwrite(name, ContentFile(text.encode()))


def add_decoys(beta: Side, decoys: Decoys) -> None:
    """Addresses that the permission table asks for nobody's row at."""
    pk = {"pk": FIRST_DECOY}
    assert {decoys.of(model).pk for model in (UserSession, Authenticator)} == {FIRST_DECOY}
    for route in ("account-device-end", "mfa_remove_webauthn", "mfa_edit_webauthn"):
        beta.world.arguments["studio", route] = pk


def sign_in(side: Side) -> None:
    """The owner's session, proven with the password just now, and a pair of tokens."""
    with studio_context(side.studio):
        furnish_reset(side.world, "studio")
        browser = Client(SERVER_NAME=side.host, headers={"host": side.host})
        browser.force_login(side.owner, backend=database.LOGIN_BACKEND)
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    with studio_context(side.studio):
        tokens = issue_tokens(side.owner)
        assert RefreshToken.objects.exists()
    side.session = browser.cookies["session"].value
    side.access, side.refresh = tokens.access, tokens.refresh
