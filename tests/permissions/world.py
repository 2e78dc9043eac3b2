"""One row of everything, so that every address has something real behind it."""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.models import Studio
from tests import database
from tests.people import PASSWORD, make_cast, person

Values = dict[str, Any]
Key = tuple[str, str]


@dataclass
class World:
    """People by host and column; ``arguments`` and ``bodies`` by host and route."""

    people: dict[Key, User] = field(default_factory=dict)
    sessions: dict[Key, str] = field(default_factory=dict)
    arguments: dict[Key, Values] = field(default_factory=dict)
    bodies: dict[Key, Values] = field(default_factory=dict)

    def client(self, host: str, column: str) -> Client:
        """A fresh browser on the host, signed in as the column's person, if it has one."""
        client = Client(SERVER_NAME=server(host), headers={"host": server(host)})
        if session := self.sessions.get((host, column)):
            client.cookies["session"] = session
        return client


def server(host: str) -> str:
    return "alpha.localhost" if host == "studio" else "localhost"


def people_of(alpha: Studio, beta: Studio) -> dict[Key, User]:
    """The cast, and one person in each of the roles nobody of the cast has."""
    cast = make_cast(alpha, beta)
    with studio_context(alpha):
        studio = {
            "viewer": cast.citra,
            "analyst": person("Mira", Role.ANALYST),
            "marketer": person("Mako", Role.MARKETER),
            "editor": person("Edi", Role.EDITOR),
            "admin": cast.adi,
            "owner": cast.ana,
        }
    studio |= {"customer": cast.citra, "team": cast.ana}
    platform = {"customer": cast.dewi, "team": cast.eko}
    return {("studio", column): user for column, user in studio.items()} | {
        ("platform", column): user for column, user in platform.items()
    }


def sign_everybody_in(world: World, alpha: Studio) -> None:
    for (host, column), user in world.people.items():
        with studio_context(alpha) if host == "studio" else platform_context():
            world.sessions[host, column] = _session_of(user, host)


def _session_of(user: User, host: str) -> str:
    """Has just proved himself with the password, so nobody is asked for it again."""
    client = Client(headers={"host": server(host)})
    client.force_login(user, backend=database.LOGIN_BACKEND)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return str(client.cookies["session"].value)
