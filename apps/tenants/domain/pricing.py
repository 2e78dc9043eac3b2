"""What a studio pays us. Plans are data; the pages and, later, the invoices read them here."""

from dataclasses import dataclass


def gettext_noop(text: str) -> str:
    """Marks a sentence for translation; the page that shows it translates it."""
    return text


@dataclass(frozen=True)
class StudioPlan:
    key: str
    name: str
    monthly_usd: int
    sentence: str
    for_whom: str
    features: tuple[str, ...]
    is_recommended: bool = False


STUDIO_PLANS = (
    StudioPlan(
        key="starter",
        name=gettext_noop("Starter"),
        monthly_usd=0,
        sentence=gettext_noop("Put your first films online and see who comes."),
        for_whom=gettext_noop("For film-makers and festivals with a handful of titles."),
        features=(
            gettext_noop("A site under your own name, in six languages"),
            gettext_noop("10 films, transcoded up to 720p"),
            gettext_noop("500 viewers a month"),
            gettext_noop("2 people on the team"),
            gettext_noop("Your logo, colours and typefaces"),
        ),
    ),
    StudioPlan(
        key="growth",
        name=gettext_noop("Growth"),
        monthly_usd=149,
        sentence=gettext_noop("Run a streaming service that looks like nobody else's."),
        for_whom=gettext_noop("For studios with a catalogue and an audience to build."),
        features=(
            gettext_noop("Everything in Starter"),
            gettext_noop("200 films, transcoded up to 1080p"),
            gettext_noop("25,000 viewers a month"),
            gettext_noop("10 people on the team, each with a role"),
            gettext_noop("Your own domain, installable as an app"),
            gettext_noop("Audit log of everything the team does"),
        ),
        is_recommended=True,
    ),
    StudioPlan(
        key="scale",
        name=gettext_noop("Scale"),
        monthly_usd=790,
        sentence=gettext_noop("National releases, opening nights, and numbers you can bank on."),
        for_whom=gettext_noop("For distributors and cinema groups with many releases a year."),
        features=(
            gettext_noop("Everything in Growth"),
            gettext_noop("As many films as you own, up to 2160p"),
            gettext_noop("250,000 viewers a month, more on request"),
            gettext_noop("As many people as you need, with a second factor for all"),
            gettext_noop("Several domains for one studio"),
            gettext_noop("A named person who answers within an hour"),
        ),
    ),
)
