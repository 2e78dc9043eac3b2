"""Start-up checks of what leaves this machine, and of where files of people are shown."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.files)
def check_user_content_host(**kwargs: Any) -> list[CheckMessage]:
    """A host below ours would share its site, and with it cookies that name a domain."""
    host, ours = settings.USER_CONTENT_HOST, settings.BASE_DOMAIN
    if not host or not (host == ours or host.endswith(f".{ours}")):
        return []
    hint = "Give people's files a domain of their own, or leave USER_CONTENT_HOST empty."
    return [Error(f"{host} is below {ours}.", hint=hint, id="core.E010")]


@register(Tags.security, deploy=True)
def check_ways_out(**kwargs: Any) -> list[CheckMessage]:
    """In production nothing private is asked, and nothing travels in the open."""
    return list(_faults())


def _faults() -> Iterator[CheckMessage]:
    if settings.OUTGOING_SANDBOXES:
        yield Error(
            "OUTGOING_SANDBOXES opens private addresses to requests.",
            hint="Leave it empty in production: it is for providers' stand-ins.",
            id="core.E011",
        )
    if settings.MEDIA_STORAGE != "s3":
        return
    options = settings.STORAGES["default"]["OPTIONS"]
    for variable, name in (
        ("S3_ENDPOINT", "endpoint_url"),
        ("S3_PUBLIC_ENDPOINT", "public_endpoint_url"),
    ):
        if not options[name].startswith("https://"):
            hint = f"Use https in {variable}: films and their signatures travel on it."
            yield Error(f"{variable} is not https.", hint=hint, id="core.E012")
