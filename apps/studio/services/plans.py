"""The platform gives a viewer of one studio a plan."""

from typing import Any

from apps.accounts.models import User
from apps.accounts.selectors.people import person_with_email
from apps.core.tenancy import studio_context
from apps.studio.errors import ViewerUnknown
from apps.subscriptions.services.plans import set_plan
from apps.tenants.models import Studio


def give_plan(studio: Studio, *, by: User, email: str, plan: str, reason: str = "") -> Any:
    """Raises ViewerUnknown, and NotFound for a plan that the studio does not have.

    The studio reads in its log which plan it was, and that the platform set it.
    """
    with studio_context(studio):
        viewer = person_with_email(email)
        if viewer is None:
            raise ViewerUnknown
        return set_plan(viewer, plan, by=str(by), reason=reason)
