"""A person's own pages, on every host."""

from django.urls import path

from apps.accounts.web.personal_data import (
    DeleteAccount,
    KeepAccount,
    PersonalData,
    PersonalDataFile,
)
from apps.accounts.web.views import (
    ConfirmAddress,
    InvitationAccept,
    Profile,
    end_program,
    end_session,
    set_language,
)

urlpatterns = [
    path("account/", Profile.as_view(), name="account"),
    path("account/data/", PersonalData.as_view(), name="account-data"),
    path("account/data/<uuid:pk>/", PersonalDataFile.as_view(), name="account-data-file"),
    path("account/keep/<str:token>/", KeepAccount.as_view(), name="account-keep"),
    path("account/delete/", DeleteAccount.as_view(), name="account-delete"),
    path("account/devices/<int:pk>/end/", end_session, name="account-device-end"),
    path("account/programs/<uuid:family>/end/", end_program, name="account-program-end"),
    # In the place of allauth's, which signs out whoever looks at another person's link.
    path(
        "accounts/confirm-email/<str:key>/", ConfirmAddress.as_view(), name="account_confirm_email"
    ),
    path("preferences/language/", set_language, name="set_language"),
    path("invitations/<str:token>/", InvitationAccept.as_view(), name="invitation-accept"),
]
