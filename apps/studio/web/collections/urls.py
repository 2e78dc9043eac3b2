"""Pages of the studio desk: collections."""

from django.urls import path

from apps.studio.web.collections import views

urlpatterns = [
    path("", views.Collections.as_view(), name="desk-collections"),
    path("collections.csv", views.CollectionsCsv.as_view(), name="desk-collections-csv"),
    path("<uuid:pk>/", views.CollectionPage.as_view(), name="desk-collection"),
    path("<uuid:pk>/titles/", views.Entries.as_view(), name="desk-collection-titles"),
    path("<uuid:pk>/find/", views.Find.as_view(), name="desk-collection-find"),
    path("<uuid:pk>/delete/", views.DeleteCollection.as_view(), name="desk-collection-delete"),
]
