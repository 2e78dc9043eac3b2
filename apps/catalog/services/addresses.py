"""Under which address a row is found: unique, free, and never lost once it was public."""

from contextlib import suppress
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from apps.catalog.models import Film, OldAddress, Series
from apps.core.errors import Conflict

# Each that fails means that another row came to be in between.
LOOKS_FOR_AN_ADDRESS = 50
LONGEST_STEM = 160


def save_at(row: Any, *, taken: type[Conflict]) -> None:
    """Save the row; raises ``taken`` when its address is another one's."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "slug" in str(error):
            raise taken from error
        raise


def save_at_free_address(row: Any, name: str, *, stem: str, taken: type[Conflict]) -> None:
    """Whoever takes the address after our look has committed it: the next look finds another."""
    for _ in range(LOOKS_FOR_AN_ADDRESS):
        row.slug = free_address(row, name, stem=stem)
        with suppress(taken):
            return save_at(row, taken=taken)
    raise taken


def free_address(row: Any, name: str, *, stem: str) -> str:
    """An address from ``name`` that no other row of the table has; ``stem`` is for other scripts."""
    wanted = slugify(name)[:LONGEST_STEM] or f"{stem}-{str(row.pk)[-8:]}"
    others = type(row)._default_manager.filter(slug__startswith=wanted).exclude(pk=row.pk)
    return numbered(wanted, set(others.values_list("slug", flat=True)))


def numbered(wanted: str, taken: set[str]) -> str:
    """``wanted``, or with the first number that makes it free."""
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def remember_address(title: Film | Series, old: str) -> None:
    """Lead from ``old`` to the title's page from now on, and nowhere from its present address."""
    about = "film" if isinstance(title, Film) else "series"
    addresses = OldAddress.objects.filter(**{f"{about}__isnull": False})
    addresses.filter(slug=title.slug).delete()
    if old and old != title.slug:
        lookup: dict[str, Any] = {"slug": old, f"{about}__isnull": False}
        OldAddress.objects.update_or_create(**lookup, defaults={about: title})
