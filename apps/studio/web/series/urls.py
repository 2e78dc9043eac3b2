"""Pages of the studio desk: series."""

from django.urls import path

from apps.studio.web.series import actions, views

urlpatterns = [
    path("", views.SeriesList.as_view(), name="desk-series-list"),
    path("series.csv", views.SeriesCsv.as_view(), name="desk-series-csv"),
    path("new/", views.NewSeries.as_view(), name="desk-series-new"),
    path("<uuid:pk>/", views.Episodes.as_view(), name="desk-series"),
    path("<uuid:pk>/details/", views.Details.as_view(), name="desk-series-details"),
    path("<uuid:pk>/credits/", views.Credits.as_view(), name="desk-series-credits"),
    path("<uuid:pk>/release/", views.Release.as_view(), name="desk-series-release"),
    path("<uuid:pk>/extras/", views.Extras.as_view(), name="desk-series-extras"),
    path("<uuid:pk>/publish/", actions.Publish.as_view(), name="desk-series-publish"),
    path("<uuid:pk>/withdraw/", actions.Withdraw.as_view(), name="desk-series-withdraw"),
    path("<uuid:pk>/delete/", actions.Delete.as_view(), name="desk-series-delete"),
    path(
        "<uuid:pk>/artwork/<str:kind>/",
        actions.ReplaceArtwork.as_view(),
        name="desk-series-artwork",
    ),
    path("<uuid:pk>/seasons/", actions.AddSeason.as_view(), name="desk-season-add"),
    path("<uuid:pk>/seasons/<uuid:season>/", actions.EditSeason.as_view(), name="desk-season-edit"),
    path(
        "<uuid:pk>/seasons/<uuid:season>/delete/",
        actions.DeleteSeason.as_view(),
        name="desk-season-delete",
    ),
    path(
        "<uuid:pk>/seasons/<uuid:season>/episodes/",
        actions.AddEpisode.as_view(),
        name="desk-episode-add",
    ),
    path(
        "<uuid:pk>/episodes/<uuid:film>/move/",
        actions.MoveEpisode.as_view(),
        name="desk-episode-move",
    ),
]
