"""Pages of the studio desk: settings, domains, archives."""

from django.urls import path

from apps.studio.web.settings import archives, views

urlpatterns = [
    path("", views.SettingsPage.as_view(), name="desk-settings"),
    path("archives/", archives.Archives.as_view(), name="desk-archives"),
    path("archives/archives.csv", archives.ArchivesCsv.as_view(), name="desk-archives-csv"),
    path("archives/<uuid:pk>/", archives.ArchiveFile.as_view(), name="desk-archive-file"),
    path("close/", views.Close.as_view(), name="desk-close"),
    path("domains/", views.Domains.as_view(), name="desk-domains"),
    path("domains/domains.csv", views.DomainsCsv.as_view(), name="desk-domains-csv"),
    path("domains/<uuid:pk>/verify/", views.VerifyClaim.as_view(), name="desk-claim-verify"),
    path("domains/<uuid:pk>/withdraw/", views.WithdrawClaim.as_view(), name="desk-claim-withdraw"),
    path("domains/<uuid:pk>/primary/", views.MakePrimary.as_view(), name="desk-domain-primary"),
    path("domains/<uuid:pk>/remove/", views.RemoveDomain.as_view(), name="desk-domain-remove"),
]
