"""From which age films are meant, as a profile's limit: plain numbers, whatever a country calls them."""

AGES = (0, 7, 13, 16, 18)
ADULT = 18
# A children's profile is offered these; the first is what it gets unless somebody says otherwise.
CHILDRENS_AGES = (7, 0, 13)
OLDEST_CHILD = 13


def is_age(age: int) -> bool:
    """Whether films are rated by it."""
    return age in AGES


def fits(age: int, *, is_kids: bool) -> bool:
    """Whether a profile may be limited to ``age``: a children's one only to a child's."""
    return is_age(age) and (not is_kids or age <= OLDEST_CHILD)


def limit_of(max_age: int) -> int | None:
    """The highest age whose films are shown; None when every film is."""
    return None if max_age >= ADULT else max_age


def strictest(*limits: int | None) -> int | None:
    """The lowest of the limits; None when there is none."""
    known = [limit for limit in limits if limit is not None]
    return min(known, default=None)


def allows(limit: int | None, age: int) -> bool:
    """Whether a film for people of ``age`` and older is shown under ``limit``."""
    return limit is None or age <= limit
