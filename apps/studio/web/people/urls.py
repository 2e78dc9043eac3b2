"""Pages of the studio desk: people whom credits name."""

from django.urls import path

from apps.studio.web.people import views

urlpatterns = [
    path("", views.People.as_view(), name="desk-people"),
    path("people.csv", views.PeopleCsv.as_view(), name="desk-people-csv"),
    path("<uuid:pk>/", views.PersonPage.as_view(), name="desk-person"),
    path("<uuid:pk>/portrait/", views.Portrait.as_view(), name="desk-person-portrait"),
    path("<uuid:pk>/delete/", views.DeletePerson.as_view(), name="desk-person-delete"),
]
