"""Addresses that every host has."""

from django.conf import settings
from django.urls import include, path

from apps.core.web.jobs import job_progress
from apps.core.web.mailbox import mailbox
from apps.core.web.preferences import set_theme
from apps.core.web.styleguide import styleguide

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("", include("apps.accounts.web.urls")),
    path("preferences/theme/", set_theme, name="set_theme"),
    path("jobs/<str:token>/", job_progress, name="job-progress"),
]
if settings.DEBUG:
    urlpatterns += [
        path("mailbox/", mailbox, name="mailbox"),
        path("styleguide/", styleguide, name="styleguide"),
        path("styleguide/<str:page>/", styleguide, name="styleguide-page"),
    ]
