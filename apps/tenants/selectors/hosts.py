"""Which studio a host name opens. Cached for a minute on the platform's cache, forgotten on change."""

from dataclasses import dataclass
from uuid import UUID

from django.core.cache import caches

from apps.core.tenancy import StudioRef, platform_context, ref_of
from apps.tenants.domain.hostnames import LABEL, LONGEST
from apps.tenants.enums import StudioStatus
from apps.tenants.models import Domain
from apps.tenants.selectors.schemas import is_usable
from apps.tenants.selectors.versions import current_version

CACHE_SECONDS = 60


@dataclass(frozen=True)
class Host:
    """What the middleware needs to know about a host, small enough to cache."""

    studio: StudioRef
    studio_pk: UUID
    name: str
    status: str
    language: str
    languages: tuple[str, ...]
    time_zone: str
    currency: str
    primary_domain: str
    # Whether its tables are all there and new enough for the code that judged, by that code's version.
    is_usable: bool = True
    judged_by: str = ""

    @property
    def is_open(self) -> bool:
        return self.status == StudioStatus.ACTIVE and self.is_usable


def normalised_host(raw: str) -> str:
    """``raw`` Host header as we store it: no port, no trailing dot, no www, lower case.

    Browsers send other scripts as punycode, which is how we store them. Returns an empty string
    for what can never be a host name of ours: addresses, other characters, several names.
    """
    name = raw.strip().lower().partition(":")[0].rstrip(".").removeprefix("www.")
    usable = len(name) <= LONGEST and all(map(LABEL.fullmatch, name.split(".")))
    return name if usable else ""


def host_named(name: str) -> Host | None:
    """The open host ``name`` (normalised), or None when no verified domain has it."""
    if not name:
        return None
    cache = caches["platform"]
    found: Host | str | None = cache.get(_key(name))
    if found is None or (isinstance(found, Host) and found.judged_by != current_version()):
        found = _look_up(name) or "none"
        cache.set(_key(name), found, CACHE_SECONDS)
    return found if isinstance(found, Host) else None


def forget_hosts(names: list[str]) -> None:
    """Called when a domain or its studio changes."""
    caches["platform"].delete_many([_key(name) for name in names])


def _key(name: str) -> str:
    return f"host:{name}"


def _look_up(name: str) -> Host | None:
    with platform_context():
        domain = (
            Domain.objects.select_related("tenant")
            .filter(domain=name, verified_at__isnull=False)
            .first()
        )
        if domain is None:
            return None
        studio = domain.tenant
        primary = studio.domains.filter(is_primary=True).first()
        usable = studio.is_platform or is_usable(studio)
    return Host(
        studio=ref_of(studio),
        studio_pk=studio.pk,
        name=studio.name,
        status=studio.status,
        language=studio.language,
        languages=tuple(studio.languages),
        time_zone=studio.time_zone,
        currency=studio.currency,
        primary_domain=primary.domain if primary else name,
        is_usable=usable,
        judged_by=current_version(),
    )
