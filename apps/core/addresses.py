"""Addresses of our sites, for links that no request can tell: in letters and between hosts."""

from django.conf import settings

USUAL_PORTS = {("http", 80), ("https", 443)}


def site_of(domain: str) -> str:
    """The site's origin: scheme, host name and, where it is unusual, the port."""
    scheme, port = settings.PUBLIC_SCHEME, settings.PUBLIC_PORT
    suffix = "" if (scheme, port) in USUAL_PORTS else f":{port}"
    return f"{scheme}://{domain}{suffix}"


def platform_site() -> str:
    return site_of(settings.BASE_DOMAIN)
