from apps.core.limits.spending import (
    LimitsAway,
    Share,
    give_back,
    network_of,
    remaining,
    spend,
    take,
)

__all__ = ["LimitsAway", "Share", "give_back", "network_of", "remaining", "spend", "take"]
