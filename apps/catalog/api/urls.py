"""Addresses below /api/v1/ (and /api/, which serves the newest version)."""

from django.urls import path

from apps.catalog.api import (
    discovery,
    editing,
    editing_many,
    editing_people,
    editing_series,
    editing_titles,
    movies,
    multipart,
    pictures,
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
    path("genres", discovery.GenreList.as_view(), name="genre-list"),
    path("tags", discovery.TagList.as_view(), name="tag-list"),
    path("search/suggestions", discovery.Suggestions.as_view(), name="search-suggestions"),
    path("admin/movies", editing.DeskMovies.as_view(), name="desk-movie-list"),
    path("admin/movies/<uuid:pk>", editing.DeskMovie.as_view(), name="desk-movie-detail"),
    path("admin/movies/<uuid:pk>/publish", editing.PublishMovie.as_view(), name="movie-publish"),
    path("admin/movies/<uuid:pk>/withdraw", editing.WithdrawMovie.as_view(), name="movie-withdraw"),
    path("admin/movies/bulk", editing_many.BulkEdit.as_view(), name="movie-bulk"),
    path("admin/movies/import", editing_many.ImportMovies.as_view(), name="movie-import"),
    path(
        "admin/movies/<uuid:pk>/schedule",
        editing_titles.ScheduleMovie.as_view(),
        name="movie-schedule",
    ),
    path(
        "admin/movies/<uuid:pk>/windows",
        editing_titles.MovieWindows.as_view(),
        name="movie-windows",
    ),
    path(
        "admin/movies/<uuid:pk>/ratings",
        editing_titles.MovieRatings.as_view(),
        name="movie-ratings",
    ),
    path(
        "admin/movies/<uuid:pk>/credits",
        editing_titles.MovieCredits.as_view(),
        name="movie-credits",
    ),
    path(
        "admin/movies/<uuid:pk>/extras", editing_series.AddMovieExtra.as_view(), name="movie-extras"
    ),
    path("admin/movies/<uuid:pk>/place", editing_series.MoveEpisode.as_view(), name="movie-place"),
    path("admin/series", editing_series.DeskSeriesList.as_view(), name="desk-series-list"),
    path("admin/series/<uuid:pk>", editing_series.DeskSeries.as_view(), name="desk-series-detail"),
    path(
        "admin/series/<uuid:pk>/publish",
        editing_series.PublishSeries.as_view(),
        name="series-publish",
    ),
    path(
        "admin/series/<uuid:pk>/withdraw",
        editing_series.WithdrawSeries.as_view(),
        name="series-withdraw",
    ),
    path(
        "admin/series/<uuid:pk>/schedule",
        editing_titles.ScheduleSeries.as_view(),
        name="series-schedule",
    ),
    path(
        "admin/series/<uuid:pk>/ratings",
        editing_titles.SeriesRatings.as_view(),
        name="series-ratings",
    ),
    path(
        "admin/series/<uuid:pk>/credits",
        editing_titles.SeriesCredits.as_view(),
        name="series-credits",
    ),
    path(
        "admin/series/<uuid:pk>/extras",
        editing_series.AddSeriesExtra.as_view(),
        name="series-extras",
    ),
    path("admin/series/<uuid:pk>/seasons", editing_series.AddSeason.as_view(), name="season-list"),
    path("admin/seasons/<uuid:pk>", editing_series.DeskSeason.as_view(), name="season-detail"),
    path(
        "admin/seasons/<uuid:pk>/episodes",
        editing_series.AddEpisode.as_view(),
        name="episode-list",
    ),
    path("admin/collections", editing_many.DeskCollections.as_view(), name="desk-collection-list"),
    path(
        "admin/collections/<uuid:pk>",
        editing_many.DeskCollection.as_view(),
        name="desk-collection-detail",
    ),
    path(
        "admin/collections/<uuid:pk>/titles",
        editing_many.CollectionEntries.as_view(),
        name="collection-titles",
    ),
    path(
        "admin/movies/<uuid:pk>/artwork/<str:kind>",
        pictures.MovieArtwork.as_view(),
        name="movie-artwork",
    ),
    path(
        "admin/series/<uuid:pk>/artwork/<str:kind>",
        pictures.SeriesArtwork.as_view(),
        name="series-artwork",
    ),
    path("admin/people", editing_people.DeskPeople.as_view(), name="desk-person-list"),
    path("admin/people/<uuid:pk>", editing_people.DeskPerson.as_view(), name="desk-person-detail"),
    path(
        "admin/people/<uuid:pk>/portrait",
        editing_people.Portrait.as_view(),
        name="desk-person-portrait",
    ),
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
]
