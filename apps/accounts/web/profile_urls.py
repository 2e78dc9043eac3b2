"""Who is watching: pages of a studio's host."""

from django.urls import path

from apps.accounts.web import profiles

urlpatterns = [
    path("", profiles.who, name="profiles"),
    path("manage/", profiles.manage, name="profiles-manage"),
    path("unlock/", profiles.Unlock.as_view(), name="profiles-unlock"),
    path("new/", profiles.New.as_view(), name="profile-new"),
    path("<uuid:pk>/", profiles.Edit.as_view(), name="profile-edit"),
    path("<uuid:pk>/choose/", profiles.Choose.as_view(), name="profile-choose"),
    path("<uuid:pk>/pin/", profiles.Pin.as_view(), name="profile-pin"),
    path("<uuid:pk>/pin/remove/", profiles.remove_pin, name="profile-pin-remove"),
    path("<uuid:pk>/remove/", profiles.Remove.as_view(), name="profile-remove"),
]
