"""Sends what a row says, with a body that would succeed for whoever may do it."""

import json
import re
from typing import Any

from django.http import HttpResponseBase
from django.test.client import MULTIPART_CONTENT
from django.urls import reverse
from django.urls.exceptions import NoReverseMatch

from tests.permissions.routes import BACKOFFICE, URLCONFS, Route
from tests.permissions.world import World
from tests.pictures import picture

TUS = {"tus-resumable": "1.0.0", "upload-length": "10", "upload-offset": "0"}
PARAMETER = re.compile(r"\^?\(\?P?<[^)]*\)\$?|<[^>]+>")
PIECE, PICTURE = "application/offset+octet-stream", "image/png"
# Bodies that are the thing itself.
RAW = {PIECE: b"12345", PICTURE: picture().getvalue()}
PICTURES = {"api:movie-artwork", "api:series-artwork", "api:desk-person-portrait"}


def send(world: World, host: str, route: Route, method: str, column: str) -> HttpResponseBase:
    client = world.client(host, column)
    path = path_of(world, host, route)
    if method == "GET":
        return client.get(path)
    return client.generic(method, path, **_content(world, host, route, client))


def path_of(world: World, host: str, route: Route) -> str:
    if route.pattern.startswith(BACKOFFICE):
        return PARAMETER.sub(str(world.people["platform", "team"].pk), f"/{route.pattern}")
    if "/" in route.name:
        return route.name
    arguments = world.arguments.get((host, route.name), {})
    try:
        return reverse(route.full_name, urlconf=URLCONFS[host], kwargs=arguments)
    except NoReverseMatch:
        return reverse(route.full_name, urlconf=URLCONFS[host], kwargs={**arguments, "pk": 404})


def raw_kind(route: Route) -> str:
    """The content type of a route that takes no JSON and no form; else empty."""
    if route.name.startswith("api:upload"):
        return PIECE
    return PICTURE if route.name in PICTURES else ""


def _content(world: World, host: str, route: Route, client: Any) -> dict[str, Any]:
    if kind := raw_kind(route):
        return {"data": RAW[kind], "content_type": kind, "headers": TUS}
    body = world.bodies.get((host, route.name), {})
    if route.name.startswith("api:"):
        return {"data": json.dumps(body), "content_type": "application/json"}
    form = {key: value() if callable(value) else value for key, value in body.items()}
    return {"data": client._encode_data(form, MULTIPART_CONTENT), "content_type": MULTIPART_CONTENT}
