"""Pages of the studio desk: team."""

from django.urls import path

from apps.studio.web.team import actions, views

urlpatterns = [
    path("", views.Team.as_view(), name="desk-team"),
    path("team.csv", views.TeamCsv.as_view(), name="desk-team-csv"),
    path("roles/", views.Roles.as_view(), name="desk-roles"),
    path("roles/roles.csv", views.RolesCsv.as_view(), name="desk-roles-csv"),
    path("invite/", views.Invite.as_view(), name="desk-invite"),
    path("invitations/<uuid:pk>/resend/", actions.Resend.as_view(), name="desk-invitation-resend"),
    path(
        "invitations/<uuid:pk>/withdraw/",
        actions.Withdraw.as_view(),
        name="desk-invitation-withdraw",
    ),
    path("<uuid:pk>/", views.Member.as_view(), name="desk-member"),
    path("<uuid:pk>/sign-out/", actions.SignOut.as_view(), name="desk-member-sign-out"),
    path("<uuid:pk>/deactivate/", actions.Deactivate.as_view(), name="desk-member-deactivate"),
    path("<uuid:pk>/reactivate/", actions.Reactivate.as_view(), name="desk-member-reactivate"),
    path("<uuid:pk>/remove/", actions.Remove.as_view(), name="desk-member-remove"),
    path("<uuid:pk>/transfer/", actions.Transfer.as_view(), name="desk-team-transfer"),
]
