"""What episodes of the demo's series have in common: short clips, and stretches to skip."""

from dataclasses import replace

from apps.studio.domain.demo.showcase import (
    ClipPlan,
    DemoFilm,
    DemoMarker,
    Grade,
    Layout,
    Palette,
    Tune,
    Weather,
)

MARKERS = (
    DemoMarker("recap", 0.0, 1.5),
    DemoMarker("intro", 2.0, 4.0),
    DemoMarker("credits", 7.2, 8.0),
)


def episode_of(
    cover: DemoFilm,
    slug: str,
    title: str,
    tagline: str,
    synopsis: str,
    *,
    scene: str,
    palette: Palette,
    clip: ClipPlan,
) -> DemoFilm:
    """An episode by the people, of the year and for the age of the series."""
    return replace(
        cover,
        slug=slug,
        title=title,
        native_title="",
        tagline=tagline,
        synopsis=synopsis,
        scene=scene,
        palette=palette,
        clip=clip,
        layout=Layout.FOOT,
        markers=MARKERS,
        kind="episode",
    )


def short_clip(tune: Tune, weather: Weather) -> ClipPlan:
    """Eight seconds in small qualities: a fifth of the work of a film's clip."""
    return ClipPlan(tune, weather, Grade.GRAIN, width=640, height=360, seconds=8)
