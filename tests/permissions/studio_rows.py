"""What stands behind a studio's own addresses: films in every state, a team, domains, pictures."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.catalog.enums import EncodeState, UploadState
from apps.catalog.models import Encode, Film, Upload
from apps.catalog.services.films import create_film
from apps.core.enums import JobState
from apps.core.jobs import start_job
from apps.core.models import Job
from apps.studio.enums import ReportFormat, ReportKind
from apps.studio.services.reports.requests import request_report
from apps.studio.services.reports.writing import write_report
from apps.subscriptions.services.plans import set_plan
from apps.tenants.enums import DomainKind
from apps.tenants.models import Branding, Domain, DomainClaim, SignUp, Studio
from apps.tenants.services.archives import ask_for_archive, write_archive
from apps.tenants.services.sign_ups import welcome_token
from tests.factories.catalog import complete_upload, published, ready_encode
from tests.people import person
from tests.permissions.everywhere import invitation
from tests.permissions.title_rows import title_arguments, title_bodies
from tests.permissions.world import Values, World
from tests.pictures import picture
from tests.playing import lasting

POSTER = "films/poster.jpg"


def furnish_studio(world: World, alpha: Studio) -> None:
    films = _films(world)
    parts = [_film_arguments(films), _team_arguments(world), _domain_arguments(alpha)]
    parts += [_site_arguments(world, films, alpha), _api_arguments(world, films)]
    parts += [_report_arguments(world), title_arguments(world, films)]
    for routes in parts:
        world.arguments |= {("studio", route): values for route, values in routes.items()}
    for route, body in (_bodies(films) | title_bodies(films)).items():
        world.bodies["studio", route] = body


def _films(world: World) -> dict[str, Film]:
    """One film in each state; the published one can be played, on paper."""
    ana = world.people["studio", "owner"]
    films = {state: create_film(state.title(), by=ana) for state in FILMS}
    published(films["live"])
    ready_encode(films["ready"])
    _encode(films["encoding"], EncodeState.QUEUED, JobState.QUEUED)
    _encode(films["failed"], EncodeState.FAILED, JobState.FAILED)
    Film.objects.filter(pk=films["live"].pk).update(poster=POSTER)
    films["live"].refresh_from_db()
    return films


FILMS = ("live", "ready", "encoding", "failed", "draft")


def _encode(film: Film, state: EncodeState, job_state: JobState) -> Encode:
    job = start_job("catalog.transcode", subject_pk=film.pk)
    Job.objects.for_studio().filter(pk=job.pk).update(state=job_state)
    return Encode.objects.create(
        film=film, upload=complete_upload(film), version=1, state=state, job_pk=job.pk
    )


def _film_arguments(films: dict[str, Film]) -> dict[str, Values]:
    of = {name: {"pk": film.pk} for name, film in films.items()}
    return {
        "desk-film": of["live"],
        "desk-film-details": of["live"],
        "desk-film-publish": of["ready"],
        "desk-film-withdraw": of["live"],
        "desk-film-when-ready": of["draft"],
        "desk-film-delete": of["draft"],
        "desk-film-cancel": of["encoding"],
        "desk-film-retry": of["failed"],
        "desk-film-artwork": {**of["live"], "kind": "poster"},
    }


def _report_arguments(world: World) -> dict[str, Values]:
    """One that is ready, of which only its owner and the admins may dispose."""
    days = {"since": date(2026, 1, 1), "until": date(2026, 1, 31)}
    ana = world.people["studio", "owner"]
    wish = {"file": ReportFormat.CSV, "language": "en", "by": ana, **days}
    report = request_report(ReportKind.CATALOGUE, **wish)
    write_report(report)
    routes = ("desk-report", "desk-report-download", "desk-report-delete")
    return {route: {"pk": report.pk} for route in routes}


def _team_arguments(world: World) -> dict[str, Values]:
    offer = {"pk": invitation(world, "studio", Role.MARKETER).pk}
    mira = {"pk": world.people["studio", "analyst"].pk}
    former = person("Budi", Role.ANALYST, is_active=False)
    return {
        "desk-invitation-resend": offer,
        "desk-invitation-withdraw": offer,
        "desk-member": mira,
        "desk-member-sign-out": mira,
        "desk-member-deactivate": mira,
        "desk-member-reactivate": {"pk": former.pk},
        "desk-member-remove": mira,
        "desk-team-transfer": {"pk": world.people["studio", "admin"].pk},
    }


def _domain_arguments(alpha: Studio) -> dict[str, Values]:
    name = f"films.{alpha.slug}.example.com"
    domain = Domain.objects.create(
        tenant=alpha,
        domain=name,
        kind=DomainKind.CUSTOM,
        is_primary=False,
        verified_at=timezone.now(),
    )
    claimed = f"cinema.{alpha.slug}.example.com"
    claim = DomainClaim.objects.create(studio=alpha, name=claimed, token="t0ken")
    return {
        "desk-claim-verify": {"pk": claim.pk},
        "desk-claim-withdraw": {"pk": claim.pk},
        "desk-domain-primary": {"pk": domain.pk},
        "desk-domain-remove": {"pk": domain.pk},
    }


def _site_arguments(world: World, films: dict[str, Film], alpha: Studio) -> dict[str, Values]:
    live = films["live"]
    ana = world.people["studio", "owner"]
    Branding.objects.filter(studio=alpha).update(logo="logo.png", hero_image="hero.jpg")
    opened = SignUp.objects.create(email=ana.email, studio=alpha, job_pk=start_job("open").pk)
    return {
        "film": {"slug": live.slug},
        "watch": {"slug": live.slug},
        "welcome": {"token": welcome_token(opened)},
        "desk-archive-file": {"pk": _finished_archive(ana, alpha)},
        "branding-picture": {"kind": "logo"},
        "branding-icon": {"key": "192"},
        "desk-branding-picture": {"kind": "logo"},
        "desk-branding-remove": {"kind": "hero_image"},
        "catalog-media:media": {"rest": _manifest(live, ana).removeprefix("/m/")},
        "catalog-media:artwork": {"pk": live.pk, "kind": "poster", "name": Path(POSTER).name},
    }


def _manifest(film: Film, by: User) -> str:
    return lasting(film, by, device="laptop-1").manifest_url


def _streams(film: Film, by: User) -> dict[str, Values]:
    """One each: what a test does to a stream stays, unlike what it does to rows."""
    set_plan(by, "premium", by=None)
    routes = ("api:playback-end", "api:playback-beacon", "api:playback-beat")
    streams = {route: {"pk": lasting(film, by, device=route).session} for route in routes}
    return {**streams, "api:playback-events": streams["api:playback-beat"]}


def _finished_archive(owner: User, alpha: Studio) -> UUID:
    archive = ask_for_archive(alpha, by=owner, language="en", on_platform=False)
    write_archive(archive.pk)
    return archive.pk


def _api_arguments(world: World, films: dict[str, Film]) -> dict[str, Values]:
    upload = Upload.objects.create(
        film=films["draft"],
        filename="rain.mp4",
        size=10,
        state=UploadState.RECEIVING,
        expires_at=timezone.now() + timedelta(days=1),
    )
    return {
        **_streams(films["live"], world.people["studio", "viewer"]),
        "api:movie-detail": {"key": films["live"].slug},
        "api:desk-movie-detail": {"pk": films["draft"].pk},
        "api:movie-publish": {"pk": films["ready"].pk},
        "api:movie-withdraw": {"pk": films["live"].pk},
        "api:encode-cancel": {"pk": films["encoding"].encodes.get().pk},
        "api:encode-retry": {"pk": films["failed"].encodes.get().pk},
        "api:upload-detail": {"pk": upload.pk},
        "api:multipart-detail": {"pk": upload.pk},
        "api:multipart-parts": {"pk": upload.pk},
        "api:multipart-complete": {"pk": upload.pk},
    }


BRANDING = {
    "tagline": "Films from the coast",
    "brand_colour": "#1F8A70",
    "accent_colour": "#f0a202",
    "background_colour": "#0d0f14",
    "display_font": "fraunces",
    "body_font": "archivo",
}


def _bodies(films: dict[str, Film]) -> dict[str, dict[str, Any]]:
    details = {"title": "Kites", "slug": "kites", "maturity": "all", "access_level": "free"}
    return {
        "desk-invite": {"email": "new@newcomer.example", "role": "analyst"},
        "desk-member": {"role": "marketer"},
        "desk-reports": {
            "kind": "catalogue",
            "file": "pdf",
            "since": "2026-01-01",
            "until": "2026-01-31",
            "language": "en",
        },
        "desk-branding": BRANDING,
        "desk-branding-picture": {"picture": picture},
        "desk-settings": {
            "name": "Alpha Studios",
            "language": "en",
            "languages": ["en"],
            "time_zone": "Asia/Kolkata",
            "currency": "INR",
        },
        "desk-close": {"typed_name": "Alpha Pictures"},
        "desk-domains": {"name": "new.example.com"},
        "desk-films-bulk": {"action": "withdraw", "films": [str(films["live"].pk)]},
        "desk-film-new": {"title": "Kites"},
        "desk-film-details": details,
        "desk-film-delete": {"typed_name": films["draft"].title},
        "desk-film-artwork": {"picture": picture},
        "api:desk-movie-list": {"title": "Kites"},
        "api:desk-movie-detail": {"title": "Kites"},
        "api:multipart-list": {"filename": "rain.mp4", "size": 10},
        "api:multipart-parts": {"numbers": [1]},
        "api:playback-start": {"film": films["live"].slug, "device_id": "new-device"},
        "api:playback-beat": {"position_seconds": 10.0, "paused": False, "seq": 1},
        "api:playback-events": {"events": [{"kind": "stall", "ms": 10}]},
    }
