"""Titles the studio shows together."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.rules import can_edit_films
from apps.accounts.services import audit
from apps.catalog.errors import CollectionAddressTaken
from apps.catalog.models import Collection, CollectionEntry, Film, Series
from apps.catalog.services.addresses import save_at, save_at_free_address
from apps.catalog.services.titles import apply_fields, changes_of, require

EDITABLE = {"title", "slug", "synopsis", "position", "is_published"}


def create_collection(title: str, *, by: User, **fields: Any) -> Collection:
    """A new, empty one; not on the site unless ``is_published``. Raises CollectionAddressTaken."""
    require(can_edit_films, by)
    collection = Collection(title=title.strip())
    apply_fields(collection, fields, EDITABLE)
    with transaction.atomic():
        if collection.slug:
            save_at(collection, taken=CollectionAddressTaken)
        else:
            save_at_free_address(
                collection, collection.title, stem="collection", taken=CollectionAddressTaken
            )
        audit.record("collection.created", by=by, target=collection)
    return collection


def update_collection(collection: Collection, *, by: User, **changes: Any) -> Collection:
    """Change what is said about it, its place, or whether it is shown. Raises CollectionAddressTaken."""
    require(can_edit_films, by)
    before = {name: getattr(collection, name) for name in changes}
    apply_fields(collection, changes, EDITABLE)
    with transaction.atomic():
        save_at(collection, taken=CollectionAddressTaken)
        changed = changes_of(collection, before)
        audit.record("collection.changed", by=by, target=collection, changes=changed)
    return collection


def delete_collection(collection: Collection, *, by: User) -> None:
    """Erase the collection; its titles stay."""
    require(can_edit_films, by)
    with transaction.atomic():
        audit.record("collection.deleted", by=by, target=collection)
        collection.delete()


def set_entries(
    collection: Collection, titles: Iterable[Film | Series], *, by: User
) -> list[CollectionEntry]:
    """Let the collection hold exactly these titles in this order; one given twice counts once."""
    require(can_edit_films, by)
    with transaction.atomic():
        Collection.objects.select_for_update().get(pk=collection.pk)
        CollectionEntry.objects.filter(collection=collection).delete()
        made = CollectionEntry.objects.bulk_create(
            CollectionEntry(collection=collection, position=position, **_about(title))
            for position, title in enumerate(dict.fromkeys(titles))
        )
        Collection.objects.filter(pk=collection.pk).update(updated_at=timezone.now())
        noted = {"titles": [str(entry) for entry in made]}
        audit.record("collection.filled", by=by, target=collection, changes=noted)
    return made


def _about(title: Film | Series) -> dict[str, Film | Series]:
    return {"film": title} if isinstance(title, Film) else {"series": title}
