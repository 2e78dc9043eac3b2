"""A person's own pages, on every host."""

from django.urls import path

from apps.accounts.web.views import (
    DeleteAccount,
    InvitationAccept,
    Profile,
    end_session,
    set_language,
)

urlpatterns = [
    path("account/", Profile.as_view(), name="account"),
    path("account/delete/", DeleteAccount.as_view(), name="account-delete"),
    path("account/devices/<int:pk>/end/", end_session, name="account-device-end"),
    path("preferences/language/", set_language, name="set_language"),
    path("invitations/<str:token>/", InvitationAccept.as_view(), name="invitation-accept"),
]
