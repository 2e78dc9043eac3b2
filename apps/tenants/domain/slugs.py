"""Names that may stand before the platform's domain, and the schema each becomes."""

import re

from apps.tenants.enums import SlugFault

SHORTEST, LONGEST = 3, 40
ALLOWED = re.compile(r"[a-z0-9-]+")
RESERVED_WORDS = """
about abuse account accounts admin administrator advertise advertiser advertisers ads api app
apps assets auth autoconfig autodiscover backoffice billing blog booking bookings
broadcasthost careers cdn chat checkout cineradar cms community console contact dashboard
default demo dev developer developers dns docs download downloads email example features feed
files forum ftp git graphql guest health help home host hostmaster icons image images imap
info internal invoice invoices isatap jobs legal live localdomain localhost login logout mail
manifest mailer-daemon media metrics mobile monitor mta-sts mx news newsletter nobody noc none
null oauth official operations origin owner partner partners pay payment payments phpmyadmin
platform pop pop3 portal postgres postmaster pricing preview private prod production proxy
public radar realtime register relay robots root rss sales sandbox schema search secure
security server service services sftp shop signin signup site sitemap smtp ssh sso ssl staff
staging stage start static stats status store stream streaming studio studios styleguide sub
support sys sysadmin system team template tenant tenants terms test tests ticket tickets tls
undefined update upload uploads usenet user users video webhook webhooks webmail webmaster
websocket whois wpad www www1 www2 www3
"""
RESERVED = frozenset(RESERVED_WORDS.split())
SCHEMA_PREFIX = "s_"
# No slug can become one of these: every studio's schema has the prefix above.
POOL_PREFIX = "pool_"
TEMPLATE_SCHEMA = "template_studio"


def slug_fault(slug: str) -> SlugFault | None:
    """The first rule that ``slug`` breaks, or None for a usable name (not: a free one)."""
    if not slug:
        return SlugFault.EMPTY
    return _characters_fault(slug) or _shape_fault(slug)


def _characters_fault(slug: str) -> SlugFault | None:
    if any(letter.isalpha() and not letter.isascii() for letter in slug):
        return SlugFault.NOT_LATIN
    # fullmatch: "$" would let a trailing line break through.
    return None if ALLOWED.fullmatch(slug) else SlugFault.CHARACTERS


def _shape_fault(slug: str) -> SlugFault | None:
    if slug.startswith("-") or slug.endswith("-"):
        return SlugFault.HYPHEN_AT_EDGE
    # Also keeps punycode (xn--) out: such a name would be read as letters of another script.
    if "--" in slug:
        return SlugFault.DOUBLE_HYPHEN
    if len(slug) < SHORTEST:
        return SlugFault.TOO_SHORT
    if len(slug) > LONGEST:
        return SlugFault.TOO_LONG
    reserved = slug in RESERVED or slug.startswith("pg-")
    return SlugFault.RESERVED if reserved else None


def schema_name_for(slug: str) -> str:
    """The schema of a usable slug; raises ValueError for anything else, so no user text gets there.

    Two slugs never share a schema: a slug has no underscore.
    """
    if slug_fault(slug) is not None:
        raise ValueError(f"Not a usable slug: {slug!r}")
    return SCHEMA_PREFIX + slug.replace("-", "_")
