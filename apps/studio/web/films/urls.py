"""Pages of the studio desk: films."""

from django.urls import path

from apps.studio.web.films import actions, views

urlpatterns = [
    path("", views.Films.as_view(), name="desk-films"),
    path("films.csv", views.FilmsCsv.as_view(), name="desk-films-csv"),
    path("bulk/", actions.Bulk.as_view(), name="desk-films-bulk"),
    path("new/", views.NewFilm.as_view(), name="desk-film-new"),
    path("<uuid:pk>/", views.FilmPage.as_view(), name="desk-film"),
    path("<uuid:pk>/details/", views.Details.as_view(), name="desk-film-details"),
    path("<uuid:pk>/publish/", actions.Publish.as_view(), name="desk-film-publish"),
    path("<uuid:pk>/withdraw/", actions.Withdraw.as_view(), name="desk-film-withdraw"),
    path("<uuid:pk>/when-ready/", actions.PublishWhenReady.as_view(), name="desk-film-when-ready"),
    path("<uuid:pk>/delete/", actions.Delete.as_view(), name="desk-film-delete"),
    path("<uuid:pk>/cancel/", actions.CancelEncode.as_view(), name="desk-film-cancel"),
    path("<uuid:pk>/retry/", actions.RetryEncode.as_view(), name="desk-film-retry"),
    path(
        "<uuid:pk>/artwork/<str:kind>/", actions.ReplaceArtwork.as_view(), name="desk-film-artwork"
    ),
]
