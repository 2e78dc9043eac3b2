"""One action on many films: what can be done is done, the rest says why not."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from apps.accounts.models import User
from apps.accounts.rules import can_publish_films
from apps.catalog.models import Film
from apps.catalog.services.films import publish_film, withdraw_film
from apps.core.errors import Conflict, DomainError, Forbidden
from apps.studio.enums import BulkAction


@dataclass
class Outcome:
    done: list[Film] = field(default_factory=list)
    refused: list[tuple[Film, DomainError]] = field(default_factory=list)


def change_films(films: Iterable[Film], *, action: BulkAction, by: User) -> Outcome:
    """Publish or withdraw each film on its own, so one refusal spoils nothing for the others.

    Raises Forbidden before any change when ``by`` may not publish.
    """
    if not can_publish_films(by):
        raise Forbidden
    change = publish_film if action == BulkAction.PUBLISH else withdraw_film
    outcome = Outcome()
    for film in films:
        try:
            outcome.done.append(change(film, by=by))
        except Conflict as error:
            outcome.refused.append((film, error))
    return outcome
