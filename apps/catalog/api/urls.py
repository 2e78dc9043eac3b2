"""Addresses below /api/v1/ (and /api/, which serves the newest version)."""

from django.urls import path

from apps.catalog.api import (
    discovery,
    editing,
    movies,
    multipart,
    playback,
    progress,
    series,
    uploads,
)

urlpatterns = [
    path("movies", movies.MovieList.as_view(), name="movie-list"),
    path("movies/<str:key>", movies.MovieDetail.as_view(), name="movie-detail"),
    path("movies/<str:key>/similar", movies.SimilarMovies.as_view(), name="movie-similar"),
    path("movies/<str:key>/next", progress.NextMovie.as_view(), name="movie-next"),
    path("watch/progress", progress.WatchProgress.as_view(), name="watch-progress"),
    path("user/history", progress.History.as_view(), name="history"),
    path("user/history/<uuid:pk>", progress.OneOfHistory.as_view(), name="history-film"),
    path("user/continue-watching", progress.ContinueWatching.as_view(), name="continue-watching"),
    path("series", series.SeriesList.as_view(), name="series-list"),
    path("series/<str:key>", series.SeriesDetail.as_view(), name="series-detail"),
    path("collections", discovery.CollectionList.as_view(), name="collection-list"),
    path("collections/<str:key>", discovery.CollectionDetail.as_view(), name="collection-detail"),
    path("people/<str:key>", discovery.PersonDetail.as_view(), name="person-detail"),
    path("search/suggestions", discovery.Suggestions.as_view(), name="search-suggestions"),
    path("admin/movies", editing.DeskMovies.as_view(), name="desk-movie-list"),
    path("admin/movies/<uuid:pk>", editing.DeskMovie.as_view(), name="desk-movie-detail"),
    path("admin/movies/<uuid:pk>/publish", editing.PublishMovie.as_view(), name="movie-publish"),
    path("admin/movies/<uuid:pk>/withdraw", editing.WithdrawMovie.as_view(), name="movie-withdraw"),
    path("admin/encodes/<uuid:pk>/cancel", editing.CancelEncode.as_view(), name="encode-cancel"),
    path("admin/encodes/<uuid:pk>/retry", editing.RetryEncode.as_view(), name="encode-retry"),
    path("uploads/", uploads.UploadList.as_view(), name="upload-list"),
    path("uploads/<uuid:pk>", uploads.UploadDetail.as_view(), name="upload-detail"),
    path("uploads/multipart", multipart.MultipartList.as_view(), name="multipart-list"),
    path(
        "uploads/multipart/<uuid:pk>", multipart.MultipartDetail.as_view(), name="multipart-detail"
    ),
    path(
        "uploads/multipart/<uuid:pk>/parts",
        multipart.MultipartParts.as_view(),
        name="multipart-parts",
    ),
    path(
        "uploads/multipart/<uuid:pk>/complete",
        multipart.MultipartComplete.as_view(),
        name="multipart-complete",
    ),
    path("playback/sessions", playback.PlaybackSessions.as_view(), name="playback-start"),
    path("playback/sessions/<uuid:pk>", playback.PlaybackSession.as_view(), name="playback-end"),
    path("playback/sessions/<uuid:pk>/end", playback.EndPlayback.as_view(), name="playback-beacon"),
    path(
        "playback/sessions/<uuid:pk>/heartbeat",
        playback.PlaybackBeat.as_view(),
        name="playback-beat",
    ),
    path(
        "playback/sessions/<uuid:pk>/events",
        playback.PlaybackEvents.as_view(),
        name="playback-events",
    ),
]
