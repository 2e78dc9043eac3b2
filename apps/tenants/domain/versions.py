"""The state of migrations of a studio's schema, and which states a piece of code can work on."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

LENGTH = 16


@dataclass(frozen=True, order=True)
class Needed:
    """A migration that this code stands on; ``replaces`` are those that a squashed one stands for."""

    name: str
    replaces: tuple[str, ...] = ()

    def is_met_by(self, applied: Collection[str]) -> bool:
        squashed = bool(self.replaces) and all(name in applied for name in self.replaces)
        return squashed or self.name in applied


def version_of(applied: Iterable[str]) -> str:
    """A short name for exactly this set of migrations, each as ``app.migration``."""
    text = "\n".join(sorted(set(applied)))
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def suffices(applied: Collection[str], needed: Iterable[Needed]) -> bool:
    """Whether code that needs ``needed`` can work on a schema where ``applied`` were applied.

    More than needed is enough: a release only adds, what it no longer uses is dropped by a later
    one, and so the release before works on the schemas of the next.
    """
    return all(one.is_met_by(applied) for one in needed)
