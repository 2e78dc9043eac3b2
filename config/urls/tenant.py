"""Every studio's host."""

from django.urls import include, path

from config.urls.api import api, films, people
from config.urls.common import urlpatterns as common
from config.urls.handlers import *

urlpatterns = [
    # First, as players call it all the time.
    *api(films + people, urlconf="config.urls.tenant"),
    path("studio/", include("apps.studio.web.urls")),
    path("", include("apps.tenants.web.studio_urls")),
    path("profiles/", include("apps.accounts.web.profile_urls")),
    path("", include("apps.catalog.web.urls")),
    path("", include("apps.catalog.api.media_urls")),
    path("", include("apps.subscriptions.web.urls")),
    *common,
]
