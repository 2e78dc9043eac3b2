"""After a restore: whoever was erased since the backup is erased again."""

from django.db import transaction

from apps.accounts.models import User
from apps.accounts.services.erasing import forget, forget_account
from apps.accounts.services.person_rows import Identity, rows_here, tables_here
from apps.core.scopes import Key
from apps.core.tenancy import current_studio
from apps.core.tombstones import buried_emails, buried_people


@transaction.atomic
def erase_again() -> int:
    """Everybody of the current schema who has a tombstone; how many came back and went again.

    Somebody who made a new account under an old address since is another person and stays.
    """
    here = current_studio().schema_name
    pks = buried_people(here, User.objects.values_list("pk", flat=True).iterator())
    for user in User.objects.filter(pk__in=pks):
        forget_account(user)
    emails = buried_emails(here, _addresses_without_account())
    for email in emails:
        forget(Identity(None, frozenset({email})))
    return len(pks) + len(emails)


def _addresses_without_account() -> set[str]:
    """Addresses in any column that knows people by theirs, invitations above all."""
    found: set[str] = set()
    for model, scope in tables_here():
        for person in scope.people:
            if person.key == Key.EMAIL:
                rows = rows_here(model, scope).values_list(person.column, flat=True)
                found |= {email.lower() for email in rows.distinct() if email}
    return found - set(User.objects.filter(email__in=found).values_list("email", flat=True))
