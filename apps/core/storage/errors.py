"""How storages fail."""

from django.utils.translation import gettext_lazy as _

from apps.core.errors import Forbidden, PermanentError, TemporaryError


class StorageAway(TemporaryError):
    """It did not answer, or was too busy; the same call may work later."""


class StorageRefused(PermanentError):
    """It said no: wrong keys, no such bucket, a request that can never work."""


class LinkRefused(Forbidden):
    code = "link_refused"
    message = _("This link has expired or is not yours. Open the page it came from and try again.")
