"""Pages of the studio desk: desk."""

from django.urls import path

from apps.studio.web.desk.views import Desk

urlpatterns = [path("", Desk.as_view(), name="desk")]
