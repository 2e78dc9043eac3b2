"""The platform's own pages: what it is, what it costs, and what robots may read."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from apps.core.addresses import platform_site
from apps.tenants.domain.pricing import STUDIO_PLANS

PAGES = ("home", "features", "pricing", "start")
CLOSED_TO_ROBOTS = ("/admin/", "/accounts/", "/jobs/", "/start/", "/studios/")


class Landing(TemplateView):
    template_name = "tenants/site/landing.html"
    extra_context = {"plans": STUDIO_PLANS}


class Features(TemplateView):
    template_name = "tenants/site/features.html"


class Pricing(TemplateView):
    template_name = "tenants/site/pricing.html"
    extra_context: dict[str, Any] = {"plans": STUDIO_PLANS}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    closed = "".join(f"Disallow: {path}\n" for path in CLOSED_TO_ROBOTS)
    allowed = f"Allow: {reverse('start')}$\n"
    sitemap = f"Sitemap: {platform_site()}{reverse('sitemap')}\n"
    return _text(f"User-agent: *\n{allowed}{closed}\n{sitemap}")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    urls = [f"{platform_site()}{reverse(name)}" for name in PAGES]
    entries = "".join(f"  <url><loc>{url}</loc></url>\n" for url in urls)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    body = f'{head}<urlset xmlns="{space}">\n{entries}</urlset>\n'
    return HttpResponse(body, content_type="application/xml; charset=utf-8")


@require_safe
def humans(request: HttpRequest) -> HttpResponse:
    return _text("/* SITE */\nCineRadar: film studios' own streaming sites.\nMade with Django.\n")


def _text(body: str) -> HttpResponse:
    return HttpResponse(body, content_type="text/plain; charset=utf-8")
