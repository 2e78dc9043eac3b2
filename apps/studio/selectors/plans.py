"""Plans of a studio, for the platform."""

from apps.core.tenancy import studio_context
from apps.subscriptions.selectors.entitlements import plans
from apps.tenants.models import Studio


def plans_offered(studio: Studio) -> list[tuple[str, str]]:
    """Keys and names of its plans, in their order: 1 query in the studio."""
    with studio_context(studio):
        return [(plan.slug, plan.name) for plan in plans()]
