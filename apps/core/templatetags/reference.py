"""Descriptions of the API as the reference shows them."""

import re

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
CODE = re.compile(r"`([^`]+)`")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
LINK = re.compile(r"\[([^\]]+)\]\((/[^)\s]*)\)")


@register.filter
def said(text: str) -> SafeString:
    """Paragraphs with `code`, **strong words** and [links](/on/this/host)."""
    paragraphs = [part for part in re.split(r"\n\s*\n", str(text).strip()) if part]
    return format_html_join("", "<p>{}</p>", ((_inline(part),) for part in paragraphs))


@register.filter
def said_inline(text: str) -> SafeString:
    """As ``said``, without paragraphs."""
    return _inline(str(text))


@register.filter
def breakable(path: str) -> SafeString:
    """A path that may break after each slash."""
    return format_html_join(mark_safe("/<wbr>"), "{}", ((part,) for part in path.split("/")))  # nosec B308  # our own catalogue's markup


def _inline(text: str) -> SafeString:
    html = str(conditional_escape(text))
    html = CODE.sub(r"<code>\1</code>", html)
    html = BOLD.sub(r"<strong>\1</strong>", html)
    html = LINK.sub(r'<a href="\2">\1</a>', html)
    # Escaped above; what was put in since is our own.
    return format_html("{}", mark_safe(html))  # noqa: S308  # nosec B308, B703  # our own catalogue's markup
