"""Pages of the studio desk: branding."""

from django.urls import path

from apps.studio.web.branding import views

urlpatterns = [
    path("", views.BrandingPage.as_view(), name="desk-branding"),
    path("check/", views.BrandingCheck.as_view(), name="desk-branding-check"),
    path("preview/", views.BrandingPreview.as_view(), name="desk-branding-preview"),
    path("<str:kind>/", views.PictureUpload.as_view(), name="desk-branding-picture"),
    path("<str:kind>/remove/", views.PictureRemoval.as_view(), name="desk-branding-remove"),
]
