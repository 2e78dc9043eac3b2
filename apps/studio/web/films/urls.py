"""Pages of the studio desk: films."""

from django.urls import path

from apps.studio.web.films import (
    actions,
    bulk,
    cues,
    extras,
    markers,
    pictures,
    sections,
    sounds,
    subtitles,
    views,
)

urlpatterns = [
    path("", views.Films.as_view(), name="desk-films"),
    path("films.csv", views.FilmsCsv.as_view(), name="desk-films-csv"),
    path("bulk/", actions.Bulk.as_view(), name="desk-films-bulk"),
    path("edit/", bulk.BulkEdit.as_view(), name="desk-films-edit"),
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
    path("<uuid:pk>/credits/", sections.Credits.as_view(), name="desk-film-credits"),
    path("<uuid:pk>/release/", sections.Release.as_view(), name="desk-film-release"),
    path("<uuid:pk>/extras/", extras.Extras.as_view(), name="desk-film-extras"),
    path("<uuid:pk>/markers/", markers.Markers.as_view(), name="desk-film-markers"),
    path(
        "<uuid:pk>/markers/<slug:kind>/remove/",
        markers.RemoveMarker.as_view(),
        name="desk-film-marker-remove",
    ),
    path("<uuid:pk>/sounds/", sounds.Sounds.as_view(), name="desk-film-sounds"),
    path(
        "<uuid:pk>/sounds/<int:position>/default/",
        sounds.PlayByDefault.as_view(),
        name="desk-film-sound-default",
    ),
    path("<uuid:pk>/pictures/", pictures.Pictures.as_view(), name="desk-film-pictures"),
    path("<uuid:pk>/pictures/draw/", pictures.AskForFrames.as_view(), name="desk-film-frames-ask"),
    path("<uuid:pk>/pictures/use/", pictures.UseFrame.as_view(), name="desk-film-frame-use"),
    path("<uuid:pk>/pictures/<str:name>", pictures.Frame.as_view(), name="desk-film-frame"),
    path("<uuid:pk>/subtitles/", subtitles.Subtitles.as_view(), name="desk-film-subtitles"),
    path("<uuid:pk>/subtitles/<uuid:track>/", cues.Editor.as_view(), name="desk-film-subtitle"),
]

TRACK_ACTIONS = {
    "words": cues.Words,
    "replace": cues.Replace,
    "shift": cues.Shift,
    "file": cues.File,
    "publish": subtitles.Publish,
    "withdraw": subtitles.Withdraw,
    "default": subtitles.ShowByDefault,
    "chosen": subtitles.ShowWhenChosen,
    "rename": subtitles.Rename,
    "delete": subtitles.Delete,
}
urlpatterns += [
    path(
        f"<uuid:pk>/subtitles/<uuid:track>/{word}/",
        view.as_view(),
        name=f"desk-film-subtitle-{word}",
    )
    for word, view in TRACK_ACTIONS.items()
]
