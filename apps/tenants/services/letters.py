"""Letters of the platform to people who open or close a studio. All are sent by a worker."""

from django.conf import settings
from django.urls import reverse

from apps.core.addresses import platform_site, site_of
from apps.core.mail import send_letter
from apps.core.signing import sign
from apps.core.tenancy import platform_context
from apps.tenants.models import SignUp, Studio


def send_sign_up_link(sign_up: SignUp, *, language: str) -> None:
    """The link that proves the address."""
    url = _platform_url("start-form", sign("sign-up", str(sign_up.pk)))
    send_letter("tenants/email/sign_up", to=sign_up.email, context={"url": url}, language=language)


def announce_opening(studio: Studio) -> None:
    """Tell the owner where the new studio is; nothing for a studio nobody signed up."""
    sign_up = SignUp.objects.filter(studio=studio).first()
    if sign_up is None:
        return
    site = site_of(f"{studio.slug}.{settings.BASE_DOMAIN}")
    context = {
        "studio_name": studio.name,
        "owner_name": sign_up.owner_name,
        "site": site,
        "url": f"{site}/studio/",
        "password_url": "" if sign_up.password else f"{site}/accounts/password/reset/",
    }
    send_letter(
        "tenants/email/opening", to=sign_up.email, context=context, language=studio.language
    )


def announce_closing(studio: Studio, *, email: str) -> None:
    """Tell whoever closed the studio until when, and how, it can be reopened."""
    with platform_context():
        token = sign("reopen", [str(studio.pk), closed_stamp(studio)])
        context = {
            "studio_name": studio.name,
            "erase_after": studio.erase_after,
            "url": _platform_url("studio-reopen", token),
        }
        send_letter("tenants/email/closing", to=email, context=context, language=studio.language)


def closed_stamp(studio: Studio) -> str:
    """Makes a reopening link worthless once the studio was reopened."""
    return studio.closed_at.isoformat() if studio.closed_at else ""


def _platform_url(name: str, token: str) -> str:
    path = reverse(name, urlconf=settings.PUBLIC_SCHEMA_URLCONF, args=[token])
    return f"{platform_site()}{path}"
