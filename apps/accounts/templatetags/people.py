"""How templates write about people."""

from functools import cache

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from apps.accounts.domain.devices import device_name
from apps.accounts.domain.portraits import COLOURS, DRAWN
from apps.accounts.models import User
from apps.accounts.selectors import account
from apps.core.templatetags.ui import initials

register = template.Library()


@register.filter
def device(user_agent: str) -> str:
    """A browser's long name as people say it."""
    return device_name(user_agent)


@register.simple_tag
def programs_of(user: User) -> list[account.Program]:
    """The sign-ins through the API, beside those of browsers."""
    return account.programs_of(user)


@register.simple_tag
def portrait(name: str, avatar: str, colour: str, size: str = "") -> SafeString:
    """A profile's picture; decoration only, as its name stands beside it."""
    known = colour if colour in COLOURS else COLOURS[0]
    return format_html(
        '<span class="portrait portrait--{}{}" aria-hidden="true">{}</span>',
        known,
        f" portrait--{size}" if size else "",
        _drawing(avatar) if avatar in DRAWN else initials(name),
    )


@cache
def _drawing(name: str) -> SafeString:
    path = settings.BASE_DIR / "static" / "accounts" / "portraits" / f"{name}.svg"
    # Our own files, read from our own repository.
    return mark_safe(path.read_text().strip())  # noqa: S308  # nosec B308, B703  # escaped before
