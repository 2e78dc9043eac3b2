"""Who may watch what. Who may edit and publish stands in accounts.rules."""

from typing import Any

from apps.accounts.rules import can_edit_films, can_watch_films
from apps.catalog.enums import AccessLevel
from apps.catalog.models import Film

Person = Any


def access_levels_of(person: Person) -> set[AccessLevel]:
    """What the person's plan includes: without plans, everybody's is the free one."""
    return {AccessLevel.FREE} if can_watch_films(person) else set()


def can_preview(person: Person, film: Film) -> bool:
    """Editors see what they have made before anybody else."""
    return film.is_playable and can_edit_films(person)


def can_see(person: Person, film: Film) -> bool:
    """Whether the film's page exists for this person."""
    return film.is_published or can_edit_films(person)


def can_watch(person: Person, film: Film) -> bool:
    """Play the film now: it is published and within the person's plan, or theirs to preview."""
    if can_preview(person, film):
        return True
    return film.is_published and film.access_level in access_levels_of(person)
