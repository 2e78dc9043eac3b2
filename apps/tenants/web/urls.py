"""The platform's own site."""

from django.urls import path

from apps.tenants.web import site, start
from apps.tenants.web.reopen import Closed, Reopen

urlpatterns = [
    path("", site.Landing.as_view(), name="home"),
    path("features/", site.Features.as_view(), name="features"),
    path("pricing/", site.Pricing.as_view(), name="pricing"),
    path("start/", start.Start.as_view(), name="start"),
    path("start/address/", start.slug_status, name="start-slug"),
    path("start/<str:token>/", start.NewStudio.as_view(), name="start-form"),
    path("start/<str:token>/opening/", start.Opening.as_view(), name="start-opening"),
    path("start/<str:token>/retry/", start.retry, name="start-retry"),
    path("start/<str:token>/enter/", start.enter, name="start-enter"),
    path("studios/reopen/<str:token>/", Reopen.as_view(), name="studio-reopen"),
    path("studios/closed/", Closed.as_view(), name="studio-closed"),
    path("robots.txt", site.robots, name="robots"),
    path("humans.txt", site.humans, name="humans"),
    path("sitemap.xml", site.sitemap, name="sitemap"),
]
