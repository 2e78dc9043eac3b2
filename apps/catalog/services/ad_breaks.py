"""What is shown before and during a film on plans with advertising.

An app above registers one provider at start-up; without any there are no breaks.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from apps.catalog.domain.viewing import Viewing
from apps.catalog.models import Film
from apps.subscriptions.selectors.entitlements import Entitlement

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class AdBreak:
    """``vast_url`` answers with the advertisements (VAST); they can be skipped after some seconds."""

    vast_url: str
    skip_after_seconds: int | None = None


Provider = Callable[[Film, Viewing], AdBreak | None]
_providers: list[Provider] = []


def register_provider(provider: Provider) -> None:
    """Called once, when the app above is ready. Raises ValueError for a second provider."""
    if _providers:
        raise ValueError("There is a provider of advertising already.")
    _providers.append(provider)


def forget_provider() -> None:
    """For tests and for an app that is switched off."""
    _providers.clear()


def ad_break_for(film: Film, viewing: Viewing, entitlement: Entitlement) -> AdBreak | None:
    """None for plans without advertising. A provider that fails costs nobody the film."""
    if not (entitlement.has_ads and _providers):
        return None
    try:
        return _providers[0](film, viewing)
    except Exception:
        logger.exception("ad_provider_failed")
        return None
