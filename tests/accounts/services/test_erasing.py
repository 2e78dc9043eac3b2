"""Who was erased is nowhere any more, and stays erased."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone
from psycopg import sql

from apps.accounts.enums import Role
from apps.accounts.errors import AddressMismatch, LastOwner, WrongPassword
from apps.accounts.models import AuditEvent, Invitation, User
from apps.accounts.services import audit, leaving
from apps.accounts.services.erasing import erase_person
from apps.accounts.services.invitations import invite
from apps.accounts.services.team import reactivate_member, transfer_studio
from apps.accounts.services.tokens import issue_tokens
from apps.catalog.services.films import create_film
from apps.core.archives.keeping import new_archive
from apps.core.enums import ArchiveKind, TombstoneKind
from apps.core.models import Archive, Job, Tombstone
from apps.core.storage.contract import media
from apps.core.tenancy import platform_context, studio_context
from apps.core.tombstones import buried_emails, buried_people, key_of
from apps.tenants.models import SignUp
from tests.people import PASSWORD, person

NAME, EMAIL, OTHER = "Zulaikha Q. Wardhani", "zulaikha@people.example", "z.wardhani@people.example"
TEXTS = """
select table_schema, table_name from information_schema.columns
where table_schema = any(%s) and data_type in ('text', 'character varying', 'jsonb', 'ARRAY', 'inet')
group by 1, 2 order by 1, 2
"""

ROWS = "select coalesce(string_agg(t::text, ' '), '') from {} t"


def everything(*schemas: str) -> dict[str, str]:
    """Every row of every table with text in it, as PostgreSQL writes it; tables found, not listed."""
    with connection.cursor() as cursor:
        cursor.execute(TEXTS, [list(schemas)])
        tables = cursor.fetchall()
        found = {}
        for schema, table in tables:
            table_of = sql.Identifier(schema, table)
            cursor.execute(sql.SQL(ROWS).format(table_of))
            found[f"{schema}.{table}"] = cursor.fetchone()[0]
    return found


def where(needle: str, *schemas: str) -> list[str]:
    return [name for name, text in everything(*schemas).items() if needle.lower() in text.lower()]


@pytest.fixture
def zulaikha(alpha, beta, people):
    """Somebody who has left traces everywhere, under the same address in both studios."""
    with studio_context(beta):
        person(NAME, Role.VIEWER, email=EMAIL)
    with studio_context(alpha):
        user = person(NAME, Role.ADMIN, email=EMAIL)
        _leave_traces(user, people)
    SignUp.objects.create(email=EMAIL, owner_name=NAME, studio=alpha)
    return user


def _leave_traces(user, people):
    EmailAddress.objects.create(user=user, email=OTHER)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    issue_tokens(user)
    create_film("A film of hers", by=user)
    invite("somebody@else.example", role=Role.EDITOR, by=user)
    Invitation.objects.create(email=OTHER, role=Role.EDITOR, expires_at=timezone.now())
    audit.record("studio.requested", by=EMAIL)
    audit.record("person.role_changed", by=people.ana, target=user, changes={"role": ["a", "b"]})
    audit.record("invitation.sent", by=people.ana, changes={"to": [None, f"<{EMAIL}>"]})
    transfer_studio(user, by=people.ana)
    new_archive(
        ArchiveKind.STUDIO, job_kind="x", title="", by=user, language="en", on_platform=False
    )


def test_nothing_of_an_erased_person_is_left_in_any_table(alpha, beta, people, zulaikha):
    before_in_beta = everything("beta")
    assert set(where(EMAIL, "alpha", "public")) >= {
        "alpha.account_emailaddress",
        "alpha.accounts_auditevent",
        "alpha.accounts_user",
        "public.tenants_signup",
    }
    assert set(where(NAME, "alpha", "public")) >= {
        "alpha.accounts_auditevent",
        "alpha.accounts_user",
        "public.core_archive",
        "public.tenants_signup",
    }

    with studio_context(alpha):
        erase_person(zulaikha, by="the person")

    for needle in (EMAIL, OTHER, NAME):
        assert where(needle, "alpha", "public") == []
    assert everything("beta") == before_in_beta
    assert where(EMAIL, "beta") != []


def test_what_was_done_stays_on_record_without_the_name(alpha, people, zulaikha):
    with studio_context(alpha):
        before = AuditEvent.objects.count()
        erase_person(zulaikha, by="the person")

        events = AuditEvent.objects.filter(actor_pk=zulaikha.pk)
        assert {(event.actor_label, event.ip) for event in events} == {("", None)}
        assert {event.action for event in events} >= {"film.created", "invitation.sent"}
        handed = AuditEvent.objects.get(action="studio.transferred")
        assert (handed.actor_label, handed.changes) == ("Ana", {"owner": ["Ana", ""]})
        assert AuditEvent.objects.count() == before + 1
        last = AuditEvent.objects.latest("pk")
        assert (last.action, last.actor_label, last.target_label) == ("person.erased", "", "")


def test_the_films_and_offers_of_an_erased_person_stay(alpha, zulaikha):
    with studio_context(alpha):
        erase_person(zulaikha, by="the person")
        assert Invitation.objects.get().email == "somebody@else.example"
        assert Job.objects.for_studio().get().started_by_pk is None
        assert Archive.objects.for_studio().get().asked_by_label == ""


def test_the_personal_archive_goes_with_its_file(alpha, people, django_capture_on_commit_callbacks):
    with studio_context(alpha):
        archive = new_archive(
            ArchiveKind.PERSON,
            job_kind="x",
            title="",
            by=people.citra,
            language="en",
            on_platform=False,
        )
        media().overwrite(archive.name, ContentFile(b"all of it"))
        with django_capture_on_commit_callbacks(execute=True):
            erase_person(people.citra, by="the person")

        assert not media().exists(archive.name)
        assert not Archive.objects.for_studio().exists()


def test_a_tombstone_names_nobody_and_is_found_by_number_and_address(alpha, people):
    with studio_context(alpha):
        erase_person(people.citra, by="the person")

        grave = Tombstone.objects.for_studio().get()
        assert (grave.kind, grave.erased_by) == (TombstoneKind.PERSON, "the person")
        assert grave.key == key_of(TombstoneKind.PERSON, people.citra.pk)
        assert "citra" not in f"{grave.key}{grave.email_key}"
        assert buried_people("alpha", [people.citra.pk, people.adi.pk]) == {people.citra.pk}
        assert buried_emails("alpha", [people.citra.email, people.adi.email]) == {
            people.citra.email
        }
        assert buried_emails("beta", [people.citra.email]) == set()


def test_an_erased_person_may_come_again(alpha, people):
    with studio_context(alpha):
        erase_person(people.citra, by="the person")
        again = person("Citra", Role.VIEWER)
        assert buried_people("alpha", [again.pk]) == set()


def test_a_name_that_others_share_stays_where_it_is_theirs(alpha, people):
    with studio_context(alpha):
        namesake = person("Citra", Role.VIEWER, email="another.citra@people.example")
        audit.record("person.signed_in", by=namesake, target=namesake)
        erase_person(people.citra, by="the person")

        event = AuditEvent.objects.get(actor_pk=namesake.pk)
        assert event.actor_label == "Citra"
        assert User.objects.get(pk=namesake.pk).email == "another.citra@people.example"


def test_people_of_the_platform_can_be_erased_too(alpha, people):
    with platform_context():
        audit.record("person.signed_in", by=people.dewi, target=people.dewi)
        SignUp.objects.create(email=people.dewi.email, owner_name="Dewi")
        erase_person(people.dewi, by="the person")

        assert where("dewi", "public") == []


@pytest.mark.parametrize(
    ("email", "password", "refusal"),
    [
        ("citra@people.example ", "wrong", WrongPassword),
        ("someone@people.example", PASSWORD, AddressMismatch),
        ("", PASSWORD, AddressMismatch),
    ],
)
def test_leaving_needs_the_address_and_the_password(alpha, people, email, password, refusal):
    with studio_context(alpha):
        with pytest.raises(refusal):
            leaving.ask_to_be_erased(people.citra, typed_email=email, password=password)
        assert User.objects.get(pk=people.citra.pk).is_active


def test_whoever_is_alone_in_charge_cannot_leave(alpha, people):
    for user, place in ((people.ana, studio_context(alpha)), (people.eko, platform_context())):
        with place:
            with pytest.raises(LastOwner):
                leaving.ask_to_be_erased(user, typed_email=user.email, password=PASSWORD)
            assert User.objects.get(pk=user.pk).erase_after is None


def test_nobody_is_erased_within_the_grace_or_after_staying(alpha, people):
    with studio_context(alpha):
        user = leaving.ask_to_be_erased(
            people.citra, typed_email=people.citra.email, password=PASSWORD
        )
        assert leaving.erase_overdue_people() == 0

        reactivate_member(user, by=people.ana)
        User.objects.filter(pk=user.pk).update(is_active=True)
        assert User.objects.get(pk=user.pk).erase_after is None
        assert leaving.erase_overdue_people() == 0


def test_the_clock_erases_only_those_whose_time_is_over(alpha, people):
    with studio_context(alpha):
        for user in (people.citra, people.adi):
            leaving.ask_to_be_erased(user, typed_email=user.email, password=PASSWORD)
        past = timezone.now() - timedelta(seconds=1)
        User.objects.filter(pk=people.citra.pk).update(erase_after=past)

        assert leaving.erase_overdue_people() == 1
        assert leaving.erase_overdue_people() == 0
        assert set(User.objects.values_list("name", flat=True)) == {"Ana", "Adi"}
