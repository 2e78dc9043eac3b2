"""Opening a studio oneself: address proved first, then the form, then the way in."""

from datetime import timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.accounts.services import audit
from apps.core.errors import NotFound
from apps.core.signing import sign, unsign
from apps.core.tenancy import current_studio, platform_context, studio_context
from apps.tenants.enums import StudioStatus
from apps.tenants.errors import LinkExpired, SignUpIncomplete
from apps.tenants.models import SignUp, Studio
from apps.tenants.services.letters import closed_stamp, send_sign_up_link
from apps.tenants.services.provisioning import Opening, open_studio

LINK_AGE = timedelta(hours=24)
WELCOME_AGE = timedelta(minutes=10)
# More letters than this in an hour to one address are not sent; the page says the same.
MOST_LETTERS = 3


@transaction.atomic
def request_sign_up(email: str, *, language: str) -> SignUp | None:
    """Send a link to ``email``; None when it had its share of letters for this hour."""
    email = email.strip().lower()
    since = timezone.now() - timedelta(hours=1)
    if SignUp.objects.filter(email=email, created_at__gte=since).count() >= MOST_LETTERS:
        return None
    sign_up = SignUp.objects.create(email=email)
    send_sign_up_link(sign_up, language=language)
    return sign_up


def open_sign_up_token(token: str) -> SignUp:
    """The sign-up of a link; raises LinkExpired when forged, old, or the studio is gone."""
    try:
        pk = unsign("sign-up", token, max_age=LINK_AGE)
    except NotFound as error:
        raise LinkExpired from error
    sign_up = SignUp.objects.select_related("studio").filter(pk=pk).first()
    if sign_up is None:
        raise LinkExpired
    return sign_up


def complete_sign_up(
    sign_up: SignUp,
    *,
    name: str,
    slug: str,
    owner_name: str,
    password: str,
    language: str,
    time_zone: str,
    currency: str,
) -> Opening:
    """Reserve the studio; raises SlugTaken, SlugRefused, and LinkExpired for the second studio."""
    with transaction.atomic():
        locked = SignUp.objects.select_for_update().get(pk=sign_up.pk)
        if locked.studio_id is not None:
            raise LinkExpired
        locked.verified_at = timezone.now()
        return open_studio(
            name=name,
            slug=slug,
            owner_email=locked.email,
            owner_name=owner_name,
            password_hash=make_password(password),
            language=language,
            time_zone=time_zone,
            currency=currency,
            by=locked.email,
            sign_up=locked,
        )


def welcome_token(sign_up: SignUp) -> str:
    """A key to the open studio for its owner: ten minutes, once, on that studio's host only.

    Raises SignUpIncomplete while the studio is not open.
    """
    studio = sign_up.studio
    if studio is None or studio.status != StudioStatus.ACTIVE:
        raise SignUpIncomplete
    with studio_context(studio):
        return sign("welcome", str(sign_up.pk))


def read_welcome_token(token: str) -> UUID:
    """The sign-up that ``token`` was made for. Raises LinkExpired: forged, old, of another studio."""
    try:
        return UUID(unsign("welcome", token, max_age=WELCOME_AGE))
    except NotFound as error:
        raise LinkExpired from error


def accept_welcome(token: str) -> User:
    """The owner that ``token`` lets in, in the current studio.

    Raises LinkExpired when forged, old, used, of another studio, or the account is not an
    active owner's any more.
    """
    pk = read_welcome_token(token)
    with transaction.atomic():
        email = _use_up(pk)
        owner = User.objects.filter(email=email, role=Role.OWNER, is_active=True).first()
        if owner is None:
            raise LinkExpired
        audit.record("studio.entered_first", by=owner)
        return owner


def _use_up(pk: UUID) -> str:
    here = current_studio()
    with platform_context():
        unused = SignUp.objects.filter(
            pk=pk, studio__schema_name=here.schema_name, welcomed_at=None
        )
        email = unused.values_list("email", flat=True).first()
        if email is None or not unused.update(welcomed_at=timezone.now()):
            raise LinkExpired
    return str(email)


def open_reopening_token(token: str) -> Studio:
    """The closed studio of ``token``; raises LinkExpired."""
    try:
        pk, stamp = unsign("reopen", token, max_age=timedelta(days=365))
    except NotFound as error:
        raise LinkExpired from error
    studio = Studio.objects.filter(pk=pk, status=StudioStatus.CLOSED).first()
    if studio is None or closed_stamp(studio) != stamp:
        raise LinkExpired
    return studio
