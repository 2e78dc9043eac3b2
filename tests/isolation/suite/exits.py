"""Everything by which something can leave a studio, as the product itself has it registered."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from celery import current_app
from django.contrib import admin
from django.template.loader import get_template

from apps.core.realtime.routing import websocket_urlpatterns
from apps.core.schema.document import document_of
from apps.studio.web.backoffice.inspected_watching import inspection_site
from deploy.local.workspace import ROOT
from tests.permissions import routes
from tests.permissions.routes import URLCONFS, Route

CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")
# What the tests and the attacks register for themselves.
NOT_THE_PRODUCTS = ("celery.", "tests.", "attack.", "canary.")
METHODS = {"get", "post", "put", "patch", "delete"}


@dataclass(frozen=True, order=True)
class Exit:
    """``kind`` is address, operation, socket, task, backoffice, table or letter."""

    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


routes_of = cache(routes.routes_of)
backoffice_routes = cache(routes.backoffice_routes)


def all_exits() -> list[Exit]:
    sources = (addresses, operations, sockets, tasks, backoffice, tables_of_admin, letters)
    return sorted({found for source in sources for found in source()})


def addresses() -> Iterator[Exit]:
    for host in URLCONFS:
        for route in routes_of(host):
            yield Exit("address", f"{host} {route.full_name} {'+'.join(route.handlers) or '-'}")


def operations() -> Iterator[Exit]:
    for host, urlconf in URLCONFS.items():
        for path, methods in document_of(urlconf)["paths"].items():
            for method in METHODS & set(methods):
                yield Exit("operation", f"{host} {method.upper()} {path}")


def sockets() -> Iterator[Exit]:
    for entry in websocket_urlpatterns:
        yield Exit("socket", str(entry.pattern) or "/")


def tasks() -> Iterator[Exit]:
    current_app.loader.import_default_modules()
    for name, task in current_app.tasks.items():
        if not name.startswith(NOT_THE_PRODUCTS):
            arguments = ",".join(inspect.signature(task.run).parameters)
            yield Exit("task", f"{name} {arguments or '-'}")


def backoffice() -> Iterator[Exit]:
    for route in backoffice_routes():
        yield Exit("backoffice", f"{route.full_name} /{route.pattern}")


def tables_of_admin() -> Iterator[Exit]:
    for site in (admin.site, inspection_site):
        for model, options in site._registry.items():
            yield Exit("table", f"{site.name} {model._meta.label} {type(options).__name__}")


def letters() -> Iterator[Exit]:
    for folder in (ROOT / "templates", *(ROOT / "apps").glob("*/templates")):
        for path in folder.rglob("*_message.txt"):
            name = letter_name(folder, path)
            if get_template(f"{name}_message.txt"):
                yield Exit("letter", name)


def letter_name(folder: Path, path: Path) -> str:
    return str(path.relative_to(folder)).removesuffix("_message.txt")


def route_of(found: Exit) -> Route:
    """The route of an address or a page of the back-office."""
    if found.kind == "backoffice":
        name = found.name.split()
        return next(r for r in backoffice_routes() if [r.full_name, f"/{r.pattern}"] == name)
    host, name, handlers = found.name.split()
    return next(
        route
        for route in routes_of(host)
        if (route.full_name, "+".join(route.handlers) or "-") == (name, handlers)
    )


def route_of_operation(host: str, path: str) -> Route:
    """The route that answers a path of the API's document, which names parameters its own way."""
    for route in routes_of(host):
        if "/" + CONVERTER.sub("{}", route.pattern) == re.sub(r"{\w+}", "{}", path):
            return route
    raise LookupError(f"No route answers {path}.")


def fields_of_operation(host: str, path: str, method: str) -> dict[str, Any]:
    """Names and schemas of what a body of the operation may have."""
    document = document_of(URLCONFS[host])
    content = document["paths"][path][method.lower()].get("requestBody", {}).get("content", {})
    for part in content.values():
        schema = part["schema"]
        if reference := schema.get("$ref", ""):
            schema = document["components"]["schemas"][reference.rsplit("/", 1)[1]]
        return dict(schema.get("properties", {}))
    return {}
