"""Addresses of profiles below /api/v1/: on studios' hosts, as nobody watches on the platform."""

from django.urls import path

from apps.accounts.api.profiles import CurrentProfile, OneProfile, Profiles, SwitchProfile

urlpatterns = [
    path("profiles", Profiles.as_view(), name="profile-list"),
    path("profiles/current", CurrentProfile.as_view(), name="profile-current"),
    path("profiles/<uuid:pk>", OneProfile.as_view(), name="profile-detail"),
    path("profiles/<uuid:pk>/switch", SwitchProfile.as_view(), name="profile-switch"),
]
