"""Pages of the studio desk: reports."""

from django.urls import path

from apps.studio.web.reports import views

urlpatterns = [
    path("", views.Reports.as_view(), name="desk-reports"),
    path("reports.csv", views.ReportsCsv.as_view(), name="desk-reports-csv"),
    path("<uuid:pk>/", views.ReportPage.as_view(), name="desk-report"),
    path("<uuid:pk>/download/", views.Download.as_view(), name="desk-report-download"),
    path("<uuid:pk>/delete/", views.Delete.as_view(), name="desk-report-delete"),
]
