"""Pages of the studio desk: long work."""

from django.urls import path

from apps.studio.web.jobs import views

urlpatterns = [
    path("", views.Jobs.as_view(), name="desk-jobs"),
    path("activity.csv", views.JobsCsv.as_view(), name="desk-jobs-csv"),
]
