"""Sends errors to Sentry, or what speaks like it; only imported where a DSN is set.

A report says which code failed, in which studio, for which request and task. It has no values of
variables, no body, no cookies, no headers and no address; of text, what looks like a secret is hidden.
"""

from typing import Any

import sentry_sdk
from django.conf import settings
from django.http import HttpRequest
from sentry_sdk.integrations.argv import ArgvIntegration
from sentry_sdk.integrations.celery import CeleryIntegration
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.integrations.redis import RedisIntegration
from sentry_sdk.integrations.stdlib import StdlibIntegration

from apps.core.logs import NOBODY, asker, where, without_secrets
from apps.core.routes import method_of, route_of
from apps.core.tenancy import current_studio_or_none


def start() -> None:
    """Report from now on, in this process and those forked from it."""
    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        release=settings.RELEASE or None,
        environment=settings.ENVIRONMENT_NAME or None,
        send_default_pii=False,
        # A password passes through many variables whose names do not say so.
        include_local_variables=False,
        max_request_body_size="never",
        auto_enabling_integrations=False,
        integrations=[
            DjangoIntegration(middleware_spans=False, signals_spans=False),
            CeleryIntegration(propagate_traces=False),
            RedisIntegration(),
        ],
        # They would tell command lines and the addresses that we ask.
        disabled_integrations=[ArgvIntegration(), StdlibIntegration()],
        before_send=discreet,
        before_breadcrumb=without_keys,
        shutdown_timeout=2,
    )


def discreet(event: Any, _hint: Any) -> Any:
    """The event as it may leave: with whose work it was, without secrets."""
    studio = current_studio_or_none()
    told = {name: value for name, value in where().items() if value != NOBODY}
    # The release has a place of its own, and a person's key stays in the log.
    tags: dict[str, str] = {
        name: told[name] for name in ("request_id", "task", "task_id") if name in told
    }
    if studio:
        tags["studio"] = studio.slug or studio.schema_name
    event["tags"] = {**(event.get("tags") or {}), **tags}
    event["transaction"] = told.get("task") or _route() or event.get("transaction", "")
    if "request" in event:
        event["request"] = {"method": event["request"].get("method", "")}
    event.pop("user", None)
    return without_secrets(event)


def without_keys(crumb: Any, _hint: Any) -> Any:
    """A session's key is its cookie: of what Redis was asked, the command alone is told."""
    if crumb.get("category") != "redis":
        return crumb
    command = crumb.get("data", {}).get("redis.command", "")
    return {**crumb, "message": command, "data": {}}


def _route() -> str:
    """As metrics name it: an address may be a key."""
    request = asker()
    return f"{method_of(request)} {route_of(request)}" if isinstance(request, HttpRequest) else ""
