"""How templates write about people."""

from django import template

from apps.accounts.domain.devices import device_name
from apps.accounts.models import User
from apps.accounts.selectors import account

register = template.Library()


@register.filter
def device(user_agent: str) -> str:
    """A browser's long name as people say it."""
    return device_name(user_agent)


@register.simple_tag
def programs_of(user: User) -> list[account.Program]:
    """The sign-ins through the API, beside those of browsers."""
    return account.programs_of(user)
