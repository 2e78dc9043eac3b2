"""What makes a studio's site its own: stylesheet, pictures, icons, manifest."""

from hashlib import blake2b
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from apps.core.web.media import accel_response
from apps.tenants.domain.stylesheet import palette_of, stylesheet
from apps.tenants.enums import Picture
from apps.tenants.models import Branding
from apps.tenants.selectors.branding import branding_of
from apps.tenants.selectors.studios import this_studio
from apps.tenants.services.branding import ensure_branding
from apps.tenants.services.icons import ICONS, ensure_icon

YEAR = 365 * 24 * 3600
FOR_EVER = f"public, max-age={YEAR}, immutable"
A_MINUTE = "public, max-age=60"
SHORT_NAME = 12
TYPES = {"png": "image/png", "jpg": "image/jpeg"}


@require_safe
def branding_css(request: HttpRequest) -> HttpResponse:
    """Variables only. With a version in the address it may be kept for ever."""
    sheet = stylesheet(_branding().look)
    etag = quote_etag(blake2b(sheet.encode(), digest_size=12).hexdigest())
    if etag in request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(sheet, content_type="text/css; charset=utf-8")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = _cache_control(request)
    return response


@require_safe
def picture(request: HttpRequest, kind: str) -> HttpResponse:
    """Logo, icon or hero image of this studio."""
    name = getattr(_branding(), kind) if kind in Picture.values else ""
    if not name:
        raise Http404
    content_type = TYPES[name.rpartition(".")[2]]
    return accel_response(name, content_type, cache_control=_cache_control(request))


@require_safe
def icon(request: HttpRequest, key: str) -> HttpResponse:
    if key not in ICONS:
        raise Http404
    name = ensure_icon(_branding(), key)
    return accel_response(name, "image/png", cache_control=_cache_control(request))


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for /favicon.ico unbidden; they take a PNG there."""
    return icon(request, "favicon")


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """The site as an app that can be installed."""
    studio, branding = this_studio(), _branding()
    name = branding.pwa_name or studio.name
    colours = palette_of(branding.look)
    body: dict[str, Any] = {
        "id": "/",
        "name": name,
        "short_name": name if len(name) <= SHORT_NAME else name.split()[0][:SHORT_NAME],
        "description": branding.tagline or studio.name,
        "lang": studio.language,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": colours.background,
        "theme_color": colours.background,
        "icons": [_icon_entry(branding, key) for key in ("192", "512", "maskable-512")],
    }
    response = JsonResponse(body, content_type="application/manifest+json")
    response.headers["Cache-Control"] = A_MINUTE
    return response


def _icon_entry(branding: Branding, key: str) -> dict[str, str]:
    size, maskable = ICONS[key]
    return {
        "src": f"{reverse('branding-icon', args=[key])}?v={branding.version}",
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": "maskable" if maskable else "any",
    }


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    body = "User-agent: *\nDisallow: /studio/\nDisallow: /accounts/\nDisallow: /jobs/\n"
    body += f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}\n"
    return HttpResponse(body, content_type="text/plain; charset=utf-8")


def _branding() -> Branding:
    studio = this_studio()
    return branding_of(studio.pk) or ensure_branding(studio)


def _cache_control(request: HttpRequest) -> str:
    return FOR_EVER if "v" in request.GET else A_MINUTE
