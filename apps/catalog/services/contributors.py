"""People who made films and series, and the credits that name them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from apps.accounts.models import User
from apps.accounts.rules import can_edit_films
from apps.accounts.services import audit
from apps.catalog.enums import CreditJob
from apps.catalog.errors import ArtworkRefused, ContributorAddressTaken
from apps.catalog.models import Contributor, Credit, Film, Series
from apps.catalog.services.addresses import save_at, save_at_free_address
from apps.catalog.services.titles import apply_fields, changes_of, index_title, require
from apps.core.images import PictureUnreadable, Shape, redrawn

EDITABLE = {"name", "slug", "biography"}
PORTRAIT = Shape(600, 600, keeps_transparency=False, is_cut=True, quality=85)
MOST_BYTES = 20 * 1024**2


@dataclass(frozen=True)
class Named:
    """A line of the credits. ``contributor`` is a row, or a name: somebody known, or new."""

    contributor: Contributor | str
    job: CreditJob | str
    character: str = ""


def create_contributor(name: str, *, by: User, slug: str = "", biography: str = "") -> Contributor:
    """Somebody new. Raises Forbidden and ContributorAddressTaken."""
    require(can_edit_films, by)
    with transaction.atomic():
        person = _added(name, slug=slug, biography=biography)
        audit.record("contributor.created", by=by, target=person)
    return person


def update_contributor(person: Contributor, *, by: User, **changes: Any) -> Contributor:
    """Change name, address or biography. Raises ContributorAddressTaken."""
    require(can_edit_films, by)
    before = {name: getattr(person, name) for name in changes}
    apply_fields(person, changes, EDITABLE)
    with transaction.atomic():
        save_at(person, taken=ContributorAddressTaken)
        if before.get("name", person.name) != person.name:
            _index_titles_of(person)
        audit.record(
            "contributor.changed", by=by, target=person, changes=changes_of(person, before)
        )
    return person


def delete_contributor(person: Contributor, *, by: User) -> None:
    """Erase somebody with all credits that name them."""
    require(can_edit_films, by)
    with transaction.atomic():
        titles = _titles_of(person)
        audit.record("contributor.deleted", by=by, target=person)
        person.delete()
        for title in titles:
            index_title(title)


def set_portrait(person: Contributor, *, picture: IO[bytes] | Path, by: User) -> Contributor:
    """Use ``picture``, cut to a square. Raises ArtworkRefused."""
    require(can_edit_films, by)
    try:
        jpeg = redrawn(picture, PORTRAIT, most_bytes=MOST_BYTES)
    except PictureUnreadable as error:
        raise ArtworkRefused(error.sentence, field="portrait", fault=str(error.fault)) from error
    digest = hashlib.sha256(jpeg).hexdigest()[:16]
    name = f"people/{person.pk}/portrait-{digest}.jpg"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(jpeg))
    with transaction.atomic():
        Contributor.objects.filter(pk=person.pk).update(portrait=name)
        person.portrait = name
        audit.record("contributor.portrait_changed", by=by, target=person)
    return person


def set_credits(title: Film | Series, lines: Iterable[Named], *, by: User) -> list[Credit]:
    """Let exactly these lines be the title's credits, in this order; a line twice counts once."""
    require(can_edit_films, by)
    about = {"film": title} if isinstance(title, Film) else {"series": title}
    with transaction.atomic():
        type(title)._default_manager.select_for_update().get(pk=title.pk)
        wanted = dict.fromkeys((_row(line), line.job, line.character.strip()) for line in lines)
        Credit.objects.filter(**about).delete()
        made = Credit.objects.bulk_create(
            Credit(contributor=person, job=job, character=character, position=position, **about)
            for position, (person, job, character) in enumerate(wanted)
        )
        index_title(title)
        _touch(title)
        noted = {"credits": [f"{credit.contributor}: {credit.job}" for credit in made]}
        audit.record("credits.changed", by=by, target=title, changes=noted)
    return made


def _row(line: Named) -> Contributor:
    if isinstance(line.contributor, Contributor):
        return line.contributor
    name = " ".join(line.contributor.split())
    known = Contributor.objects.filter(name__iexact=name).order_by("pk").first()
    return known or _added(name)


def _added(name: str, *, slug: str = "", biography: str = "") -> Contributor:
    person = Contributor(name=" ".join(name.split()), slug=slug, biography=biography)
    if slug:
        save_at(person, taken=ContributorAddressTaken)
    else:
        save_at_free_address(person, person.name, stem="person", taken=ContributorAddressTaken)
    return person


def _index_titles_of(person: Contributor) -> None:
    for title in _titles_of(person):
        index_title(title)


def _titles_of(person: Contributor) -> list[Film | Series]:
    films = Film.objects.filter(credits__contributor=person).distinct()
    series = Series.objects.filter(credits__contributor=person).distinct()
    return [*films, *series]


def _touch(title: Film | Series) -> None:
    """Pages kept for others are made anew once their titles have changed."""
    title.save(update_fields=["updated_at"])
