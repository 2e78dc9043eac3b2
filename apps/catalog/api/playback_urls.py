"""Addresses below /api/v1/playback/: apart, as the most asked for are looked up first."""

from django.urls import path

from apps.catalog.api import playback

urlpatterns = [
    path("sessions", playback.PlaybackSessions.as_view(), name="playback-start"),
    path("sessions/<uuid:pk>", playback.PlaybackSession.as_view(), name="playback-end"),
    path("sessions/<uuid:pk>/end", playback.EndPlayback.as_view(), name="playback-beacon"),
    path(
        "sessions/<uuid:pk>/heartbeat",
        playback.PlaybackBeat.as_view(),
        name="playback-beat",
    ),
    path(
        "sessions/<uuid:pk>/events",
        playback.PlaybackEvents.as_view(),
        name="playback-events",
    ),
]
