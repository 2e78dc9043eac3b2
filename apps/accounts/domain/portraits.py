"""The pictures a profile may have: drawn ones or the initials, each on one of our colours."""

INITIALS = "initials"
DRAWN = ("fox", "owl", "cat", "bear", "whale", "robot", "rocket", "cactus", "moon", "camera")
PORTRAITS = (INITIALS, *DRAWN)
COLOURS = ("coral", "amber", "lime", "teal", "sky", "violet", "rose", "slate")


def portrait_for(position: int) -> tuple[str, str]:
    """What somebody gets who chooses nothing: another one at each place of the account."""
    return DRAWN[(position - 1) % len(DRAWN)], COLOURS[(position - 1) * 3 % len(COLOURS)]
