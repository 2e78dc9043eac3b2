"""What every studio's site has, whatever else it shows."""

from django.urls import path

from apps.tenants.web import appearance
from apps.tenants.web.welcome import Welcome

urlpatterns = [
    path("branding.css", appearance.branding_css, name="branding-css"),
    path("branding/<str:kind>/", appearance.picture, name="branding-picture"),
    path("icons/<str:key>.png", appearance.icon, name="branding-icon"),
    path("favicon.ico", appearance.favicon, name="favicon"),
    path("manifest.webmanifest", appearance.manifest, name="manifest"),
    path("robots.txt", appearance.robots, name="robots"),
    path("welcome/<str:token>/", Welcome.as_view(), name="welcome"),
]
