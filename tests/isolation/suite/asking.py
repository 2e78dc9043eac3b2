"""The requests that a probe sends to one address."""

import ast
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.urls import reverse

from deploy.local.workspace import ROOT
from tests.isolation.suite.bodies import nested, smuggled
from tests.isolation.suite.probes import JSON, METHODS, Ask, swapped
from tests.isolation.suite.twins import Side, Twins
from tests.permissions.requests import RAW, raw_kind
from tests.permissions.routes import URLCONFS, Route

WRITING = ("POST", "PUT", "PATCH", "DELETE")
ORDERS = ("sort", "ordering", "o")


def asks_for(twins: Twins, route: Route, *, is_foreign: bool) -> list[Ask]:
    """Beta's arguments by every method; then alpha's own page with beta in query and body."""
    kind = content_type(route)
    asks = [
        Ask(method, path_of(twins.beta, route), body_of(twins.alpha, route), kind, is_foreign)
        for method in METHODS
        if "<" in route.pattern
    ]
    asks += queries(twins, path_of(twins.alpha, route))
    asks += bodies(twins, route, kind)
    return [ask for ask in asks if ask.method != "GET" or ask.data is None or ask.kind not in RAW]


def path_of(side: Side, route: Route) -> str:
    """The address with the side's own arguments; KeyError when the permission table has none."""
    if "<" not in route.pattern:
        return f"/{route.pattern.replace('^', '').replace('$', '')}"
    arguments = side.arguments(route.name)
    if arguments is None:
        arguments = {"pk": 404}
    return reverse(route.full_name, urlconf=URLCONFS["studio"], kwargs=arguments)


def content_type(route: Route) -> str:
    if kind := raw_kind(route):
        return kind
    return JSON if route.name.startswith("api:") else Ask.kind


def body_of(side: Side, route: Route) -> dict[str, Any]:
    return dict(side.world.bodies.get(("studio", route.name), {}))


def queries(twins: Twins, path: str) -> Iterator[Ask]:
    """Every parameter that the code reads, with a key of beta, half of its word and an order."""
    film = str(twins.beta.keys["catalog.Film"][0])
    yield Ask("GET", path)
    yield Ask("GET", path, dict.fromkeys(query_names(), film))
    orders = dict.fromkeys(ORDERS, "-title")
    yield Ask("GET", path, {**dict.fromkeys(query_names(), twins.word[:-3]), **orders})


@cache
def query_names() -> tuple[str, ...]:
    """Names that some view reads from the query, found in the code."""
    found = {"q", "search", "page", "genre", "film", "id", "pk", "cursor", "slug"}
    for file in sorted((ROOT / "apps").glob("**/*.py")):
        found |= set(names_read_in(ast.parse(file.read_text())))
    # Where to go next is checked by tests of redirects, and would be said again.
    return tuple(sorted(found - {"next"}))


def names_read_in(tree: ast.AST) -> Iterator[str]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in calls:
        if ast.unparse(call.func).endswith(("GET.get", "GET.getlist", "query_params.get")):
            yield from (arg.value for arg in call.args[:1] if isinstance(arg, ast.Constant))


def bodies(twins: Twins, route: Route, kind: str) -> Iterator[Ask]:
    """What would succeed in alpha, with beta's keys in the place of its own, and beside it."""
    methods = [name.upper() for name in route.handlers if name.upper() in WRITING]
    path, body = path_of(twins.alpha, route), body_of(twins.alpha, route)
    keys = smuggled(twins.beta)
    exchanged = swapped(body, twin_keys(twins))
    for method in methods or (["POST"] if route.is_ours else []):
        if kind in RAW:
            continue
        yield Ask(method, path, exchanged, kind)
        yield Ask(method, path, {**keys, **exchanged}, kind)
        if kind == JSON:
            yield Ask(method, path, nested(body, keys), kind)
            yield Ask(method, path, {**body, **keys}, kind)


def twin_keys(twins: Twins) -> dict[str, str]:
    """Each key of alpha's rows, and the key of the row that is its twin in beta."""
    found = {}
    for label, keys in twins.alpha.keys.items():
        found |= {
            str(key): str(twin) for key, twin in zip(keys, twins.beta.keys[label], strict=False)
        }
    return found
