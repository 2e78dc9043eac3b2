"""The studio's desk, under /studio/."""

from django.urls import include, path

urlpatterns = [
    path("", include("apps.studio.web.desk.urls")),
    path("team/", include("apps.studio.web.team.urls")),
    path("audit/", include("apps.studio.web.audit.urls")),
    path("branding/", include("apps.studio.web.branding.urls")),
    path("settings/", include("apps.studio.web.settings.urls")),
    path("films/", include("apps.studio.web.films.urls")),
    path("reports/", include("apps.studio.web.reports.urls")),
    path("activity/", include("apps.studio.web.jobs.urls")),
]
