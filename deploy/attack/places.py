"""The demo's studios as `crossing` asks them: what is theirs alone, and what to ask them for."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_hex
from typing import Any

from deploy.attack.visitor import Visitor

MARKED = 3
DESK = "/api/v1/admin/movies"
STYLES = "/branding.css"
REPORTS = "/studio/reports/"
SOCKET = re.compile(r'data-job-socket="([^"]+)"')
REPORT = {"kind": "catalogue", "since": "2026-01-01", "until": "2026-12-31", "language": "en"}
PAGES = ("/", "/films/", "/films/{slug}/", "/api/v1/movies", "/api/v1/movies/{slug}")
DESK_PAGES = ("/studio/", "/studio/films/", "/studio/team/", REPORTS, "/account/")


@dataclass(frozen=True)
class Question:
    """What is asked for and by whom; files are known by their digest, all else by its words."""

    by: Visitor
    path: str
    digest: str = ""


@dataclass
class Place:
    """A studio, and everything that may be seen in it and nowhere else."""

    host: str
    owner: Visitor
    program: Visitor
    anybody: Visitor
    words: list[str]
    marked: list[dict[str, Any]] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    digests: set[str] = field(default_factory=set)

    def is_in(self, text: str) -> bool:
        return any(word in text for word in self.words)


@contextmanager
def furnished(base: str, host: str, password: str) -> Iterator[Place]:
    """Somebody signed in at its pages and its API, a word of its own in three of its films, which
    have the same addresses in every studio, and the questions. Films are as before afterwards."""
    place = entered(base, host, password)
    films = [row["movie"] for row in place.program.ask(f"{DESK}?limit=100").json()["results"]]
    place.words += [film["id"] for film in films]
    try:
        for number, film in enumerate([film for film in films if film["published_at"]][:MARKED]):
            mark(place, film, f"asked-by-turns-{number}")
        place.questions = [*texts(place), *files(place)]
        place.digests = {question.digest for question in place.questions if question.digest}
        yield place
    finally:
        release(place)


def entered(base: str, host: str, password: str) -> Place:
    email = f"owner@{host.partition('.')[0]}.example"
    program, owner = Visitor(base, host), Visitor(base, host).sign_in(email, password)
    program.take_tokens(email, password)
    me = program.ask("/api/v1/me").json()["id"]
    anybody = Visitor(base, host)
    return Place(host, owner, program, anybody, [f"leak-{token_hex(6)}", email, me])


def mark(place: Place, film: dict[str, Any], slug: str) -> None:
    fields = {"title": f"{film['title'][:120]} {place.words[0]}", "slug": slug}
    answer = place.program.call(f"{DESK}/{film['id']}", method="PATCH", **fields)
    if answer.status != 200:
        raise RuntimeError(f"{film['slug']} of {place.host} cannot be marked: {answer.status}")
    place.marked.append(film)


def release(place: Place) -> None:
    for film in place.marked:
        fields = {"title": film["title"], "slug": film["slug"]}
        place.program.call(f"{DESK}/{film['id']}", method="PATCH", **fields)


def texts(place: Place) -> list[Question]:
    """Pages and operations, as nobody, as the owner and as the owner's program."""
    open_to_all = [Question(place.anybody, path) for path in open_pages()]
    signed_in = [Question(place.owner, path) for path in DESK_PAGES]
    operations = [Question(place.program, path) for path in ("/api/v1/me", DESK)]
    return [*open_to_all, *signed_in, *operations]


def open_pages() -> list[str]:
    """Addresses that both studios have, and nobody needs to sign in for."""
    slugs = [f"asked-by-turns-{number}" for number in range(MARKED)]
    return list(dict.fromkeys(page.format(slug=slug) for slug in slugs for page in PAGES))


def files(place: Place) -> list[Question]:
    """Its look, pictures of its films and a playlist; each as it is before the crowd comes."""
    addresses = [STYLES, *(film["poster"] for film in place.marked if film["poster"])]
    session = place.program.call("/api/v1/playback/sessions", film=place.marked[0]["id"]).json()
    found = []
    for path in [*addresses, session["manifest"]]:
        answer = place.anybody.ask(path)
        if answer.status != 200:
            raise RuntimeError(f"{place.host}{path} answers {answer.status}")
        found.append(Question(place.anybody, path, sha256(answer.body).hexdigest()))
    return found


def request_report(place: Place) -> str:
    """Have the owner ask for a report; the address of the socket that tells how far it is."""
    answer = place.owner.form(REPORTS, **REPORT, file="csv")
    page = place.owner.ask(answer.headers.get("Location", "/")).body.decode()
    found = SOCKET.search(page)
    # Done already: then its news went to the desk's sockets alone.
    return found[1] if found else "/ws/activity/"
