"""How templates write about people."""

from django import template

from apps.accounts.domain.devices import device_name

register = template.Library()


@register.filter
def device(user_agent: str) -> str:
    """A browser's long name as people say it."""
    return device_name(user_agent)
