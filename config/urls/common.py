"""Addresses that every host has."""

from django.conf import settings
from django.urls import include, path

from apps.core.web.files import signed_file
from apps.core.web.jobs import activity, job_cancel, job_letter, job_progress, job_retry
from apps.core.web.mailbox import mailbox
from apps.core.web.preferences import set_theme
from apps.core.web.problem_pages import problem_list, problem_page
from apps.core.web.styleguide import styleguide

urlpatterns = [
    path("", include("apps.accounts.web.urls")),
    path("accounts/", include("allauth.urls")),
    path("preferences/theme/", set_theme, name="set_theme"),
    path("files/<str:token>", signed_file, name="signed-file"),
    path("activity/", activity, name="activity"),
    path("problems/", problem_list, name="problems"),
    path("problems/<slug:code>", problem_page, name="problem"),
    path("jobs/<str:token>/", job_progress, name="job-progress"),
    path("jobs/<str:token>/cancel/", job_cancel, name="job-cancel"),
    path("jobs/<str:token>/retry/", job_retry, name="job-retry"),
    path("jobs/<str:token>/letter/", job_letter, name="job-letter"),
]
if settings.DEVELOPER_PAGES:
    urlpatterns += [
        path("mailbox/", mailbox, name="mailbox"),
        path("styleguide/", styleguide, name="styleguide"),
        path("styleguide/<str:page>/", styleguide, name="styleguide-page"),
    ]
