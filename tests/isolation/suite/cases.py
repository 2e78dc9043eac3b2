"""How each exit is probed: by rule, or left out for a reason."""

from tests.isolation.suite.exits import Exit, route_of

# Addresses whose parameters name no row: they may answer, with nothing of beta in it.
NAMES_NO_ROW = {
    "account_confirm_email": "a link that is not ours gets a page that says so",
    "account_reset_password_from_key": "a link that is not ours gets a page that says so",
    "branding-icon": "a size; every studio has icons",
    "branding-picture": "a kind of picture; every studio has its own",
    "desk-branding-picture": "a kind of picture; every studio has its own",
    "desk-branding-remove": "a kind of picture; every studio has its own",
    "film": "a slug, which beta's twin shares",
    "openid_connect_callback": "a provider, which no studio has",
    "openid_connect_login": "a provider, which no studio has",
    "problem": "a code of the documentation",
    "watch": "a slug, which beta's twin shares",
    "series": "a slug, which beta's twin shares",
    "person": "a slug, which beta's twin shares",
    "collection": "a slug, which beta's twin shares",
    "v1:movie-similar": "a slug, which beta's twin shares",
    "v1:series-detail": "a slug, which beta's twin shares",
    "v1:person-detail": "a slug, which beta's twin shares",
    "v1:collection-detail": "a slug, which beta's twin shares",
    "newest:movie-similar": "a slug, which beta's twin shares",
    "newest:series-detail": "a slug, which beta's twin shares",
    "newest:person-detail": "a slug, which beta's twin shares",
    "newest:collection-detail": "a slug, which beta's twin shares",
    "sitemap-section": "a part of the sitemap, the same in every studio",
    "v1:movie-detail": "a slug, which beta's twin shares",
    "v1:movie-next": "a slug, which beta's twin shares",
    "newest:movie-detail": "a slug, which beta's twin shares",
    "newest:movie-next": "a slug, which beta's twin shares",
}
SKIPPED = {
    "letter account/email/base": "the frame that allauth's other letters stand in",
}
# Tasks of the platform's own: no studio can queue them with arguments of its choice.
PLATFORM_WORK = {
    "catalog.ask_for_flushes": "looks in which studios somebody watches",
    "core.copy_tombstones": "copies what all studios have erased",
    "core.remove_expired_archives": "looks after all studios' archives",
    "tenants.erase_closed_studios": "looks for closed studios among all",
    "tenants.erase_studio": "erases the studio it is given, after its days of grace",
    "tenants.finish_half_made_studios": "looks for half-made studios among all",
    "tenants.migrate_stale_studios": "migrates all studios",
    "tenants.provision_studio": "builds the studio it is given",
    "tenants.recheck_domain": "looks at the domain it is given",
    "tenants.recheck_domains": "looks at all studios' domains",
    "tenants.tend_schemas": "looks after schemas that are nobody's yet",
}


def case_of(found: Exit) -> str:
    """The kind of probe, or ``skipped``."""
    if str(found) in SKIPPED:
        return "skipped"
    if found.kind == "address":
        return address_case(found)
    if found.kind == "task":
        return "platform-work" if found.name.split()[0] in PLATFORM_WORK else "decoys"
    return CASES[found.kind]


CASES = {
    "operation": "as-a-program",
    "socket": "foreign-token",
    "backoffice": "outsider",
    "table": "visitor",
    "letter": "after-beta",
}


def address_case(found: Exit) -> str:
    route = route_of(found)
    if found.name.startswith("platform "):
        return "nobody"
    if "<" not in route.pattern:
        return "own-page"
    return "named" if route.full_name in NAMES_NO_ROW else "foreign-row"
