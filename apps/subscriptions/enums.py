"""Words that subscriptions owns."""

from enum import StrEnum


class EntitlementReason(StrEnum):
    """Where somebody has their plan from."""

    GRANTED = "granted"
    TEAM = "team"
    EVERYBODY = "everybody"
    NONE = "none"
