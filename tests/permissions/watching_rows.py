"""What stands behind the addresses of profiles: Citra's, and half a film that she saw."""

from django.utils import timezone

from apps.accounts.services.profiles import make_first_profile
from apps.catalog.models import Film, Play, Progress
from tests.people import PASSWORD
from tests.permissions.world import World

DETAILS = {
    "name": "Sari",
    "avatar": "owl",
    "colour": "teal",
    "max_age": "18",
    "autoplay": "on",
}


OF_A_PROFILE = (
    "profile-edit",
    "profile-choose",
    "profile-pin",
    "profile-pin-remove",
    "profile-remove",
    "api:profile-detail",
    "api:profile-switch",
)


def furnish_watching(world: World) -> None:
    citra = world.people["studio", "customer"]
    profile = make_first_profile(citra)
    live = Film.objects.published().get(title="Live")
    now = timezone.now()
    seen = {"position_seconds": 30, "duration_seconds": 60, "happened_at": now}
    Progress.objects.create(profile=profile, film=live, **seen)
    play = Play.objects.create(
        account=citra,
        profile=profile,
        film=live,
        version=1,
        device_id="device-9",
        plan="free",
        cap=480,
        started_at=now,
    )
    for route in OF_A_PROFILE:
        world.arguments["studio", route] = {"pk": profile.pk}
    for route in ("history-forget", "api:history-film"):
        world.arguments["studio", route] = {"pk": live.pk}
    world.arguments["studio", "api:movie-next"] = {"key": live.slug}
    beat = {"film": str(live.pk), "session": str(play.pk), "seq": 1, "position_seconds": 31.0}
    world.bodies |= {
        ("studio", "profiles-unlock"): {"password": PASSWORD},
        ("studio", "profile-new"): DETAILS,
        ("studio", "profile-edit"): DETAILS,
        ("studio", "profile-pin"): {"pin": "4711"},
        ("studio", "api:profile-list"): {"name": "Sari"},
        ("studio", "api:profile-current"): {"autoplay": False},
        ("studio", "api:profile-detail"): {"name": "Sari"},
        ("studio", "api:watch-progress"): beat,
    }
