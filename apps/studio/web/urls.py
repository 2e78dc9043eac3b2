"""The studio's desk, under /studio/."""

from django.urls import include, path

urlpatterns = [
    path("", include("apps.studio.web.desk.urls")),
    path("team/", include("apps.studio.web.team.urls")),
    path("audit/", include("apps.studio.web.audit.urls")),
    path("branding/", include("apps.studio.web.branding.urls")),
    path("settings/", include("apps.studio.web.settings.urls")),
    path("films/import/", include("apps.studio.web.imports.urls")),
    path("films/", include("apps.studio.web.films.urls")),
    path("series/", include("apps.studio.web.series.urls")),
    path("collections/", include("apps.studio.web.collections.urls")),
    path("people/", include("apps.studio.web.people.urls")),
    path("reports/", include("apps.studio.web.reports.urls")),
    path("activity/", include("apps.studio.web.jobs.urls")),
]
