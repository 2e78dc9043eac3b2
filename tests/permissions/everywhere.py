"""What stands behind the addresses that both hosts have."""

from datetime import timedelta
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.account.utils import user_pk_to_url_str
from django.utils import timezone

from apps.accounts.enums import Role
from apps.accounts.models import Invitation, RefreshToken, User
from apps.accounts.services.tokens import issue_tokens
from apps.core.jobs import job_token, start_job
from apps.core.signing import sign
from apps.core.storage.contract import Sending, media
from tests.factories.jobs import WORK, failed_work
from tests.people import PASSWORD
from tests.permissions.world import World

NEWCOMER = "gita@newcomer.example"
NOBODYS_ARCHIVE = "0190a5b0-0000-7000-8000-000000000000"
SENTENCE = "a sentence to remember"


def furnish(world: World, host: str, *, role: Role) -> None:
    """Rows, arguments and bodies, in the schema that is current."""
    _arguments(world, host, role)
    for route, body in _bodies(world, host).items():
        world.bodies[host, route] = body


def invitation(world: World, host: str, role: Role) -> Invitation:
    return Invitation.objects.create(
        email=f"{role}@newcomer.example",
        role=role,
        invited_by=world.people[host, "team"],
        expires_at=timezone.now() + timedelta(days=7),
    )


def _arguments(world: World, host: str, role: Role) -> None:
    citra = world.people[host, "customer"]
    own = {"token": job_token(start_job(WORK.key, by_pk=citra.pk))}
    world.arguments |= {
        (host, "problem"): {"code": "not_found"},
        (host, "signed-file"): {"token": _link_token()},
        (host, "job-progress"): own,
        (host, "job-cancel"): own,
        (host, "job-letter"): own,
        (host, "job-retry"): {"token": job_token(failed_work())},
        (host, "invitation-accept"): {
            "token": sign("invitation", str(invitation(world, host, role).pk))
        },
        (host, "account-program-end"): {"family": _family_of(citra)},
        (host, "account-data-file"): {"pk": NOBODYS_ARCHIVE},
        (host, "account-keep"): {"token": _link_of_somebody_who_leaves()},
        (host, "account_confirm_email"): {"key": _confirmation().key},
        (host, "openid_connect_login"): {"provider_id": "nobody"},
        (host, "openid_connect_callback"): {"provider_id": "nobody"},
    }


def _family_of(user: User) -> UUID:
    issue_tokens(user)
    return RefreshToken.objects.filter(user=user).latest("created_at").family


def _link_token() -> str:
    return media().link("a.txt", Sending("text/plain")).rpartition("/")[2]


def _link_of_somebody_who_leaves() -> str:
    later = timezone.now() + timedelta(days=1)
    user = User.objects.create_user(
        "hana@people.example", SENTENCE, name="Hana", is_active=False, erase_after=later
    )
    return sign("keep-account", [str(user.pk), later.isoformat()])


def furnish_reset(world: World, host: str) -> None:
    """The link of a forgotten password; it is worthless after the next sign-in."""
    citra = User.objects.get(pk=world.people[host, "customer"].pk)
    world.arguments[host, "account_reset_password_from_key"] = {
        "uidb36": user_pk_to_url_str(citra),
        "key": default_token_generator.make_token(citra),
    }


def _confirmation() -> EmailConfirmation:
    """Somebody has made an account and not yet followed the link in the letter."""
    user = User.objects.create_user(NEWCOMER, SENTENCE, name="Gita")
    address = EmailAddress.objects.create(user=user, email=NEWCOMER, primary=True)
    confirmation = EmailConfirmation.create(address)
    confirmation.sent = timezone.now()
    confirmation.save()
    return confirmation


def _bodies(world: World, host: str) -> dict[str, dict[str, object]]:
    citra = world.people[host, "customer"]
    new = {"email": "new@newcomer.example", "name": "New", "password": SENTENCE}
    change = {"oldpassword": PASSWORD, "password1": SENTENCE, "password2": SENTENCE}
    return {
        "account_login": {"login": citra.email, "password": PASSWORD},
        "account_signup": {**new, "password1": SENTENCE},
        "account_reauthenticate": {"password": PASSWORD},
        "account_email": {"action_add": "", "email": "other@people.example"},
        "account_change_password": change,
        "account_reset_password": {"email": citra.email},
        "account": {"name": "Somebody Else"},
        "account-delete": {"typed_email": citra.email, "password": PASSWORD},
        "set_language": {"language": "hi"},
        "set_theme": {"theme": "dark"},
        "job-letter": {"wanted": "1"},
        "invitation-accept": {"name": "Gita", "password": SENTENCE},
        "mfa_reauthenticate": {"code": "000000"},
        "api:auth-register": new,
        "api:auth-login": {"email": citra.email, "password": PASSWORD},
        "api:auth-refresh": {"refresh": issue_tokens(citra).refresh},
        "api:auth-logout": {"refresh": issue_tokens(citra).refresh},
        "api:me": {"name": "Somebody Else"},
    }
