"""Pages of the studio desk: importing films."""

from django.urls import path

from apps.studio.web.imports import views

urlpatterns = [
    path("", views.Import.as_view(), name="desk-import"),
    path("template.csv", views.Template.as_view(), name="desk-import-template"),
]
