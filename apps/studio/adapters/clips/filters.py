"""The filter graph of one clip: layers at their own speeds, weather, grade, title, fades."""

from collections.abc import Sequence
from dataclasses import dataclass

from apps.studio.adapters.clips.weather import DRIFTS
from apps.studio.domain.demo.showcase import ClipPlan, Grade, Weather

# How much larger than the frame the layers are painted, so that they can move.
OVERSCAN = 1.16
GRADES = {
    Grade.CLEAN: "eq=saturation=1.06:contrast=1.03",
    Grade.GRAIN: "noise=c0s=4:c0f=t,eq=contrast=1.06:saturation=0.92",
    Grade.OLD_FILM: (
        "noise=c0s=6:c0f=t,eq=saturation=0.75:brightness='0.014*sin(37*t)+0.01*sin(11*t)':eval=frame"
    ),
    Grade.NEON: "eq=saturation=1.3:contrast=1.05,hue=h='5*sin(1.1*t)'",
    Grade.DREAM: "eq=brightness=0.02:saturation=0.94:gamma=1.06",
    Grade.LAMPLIGHT: "eq=brightness='0.018*sin(9*t)*sin(4.3*t)':eval=frame:saturation=1.08",
}
TITLE_AT = 3.2
FADE = 0.9


@dataclass(frozen=True)
class Still:
    """One picture of the graph: how far away it is, and where its corner is on the whole sheet."""

    depth: float
    left: int
    top: int


@dataclass(frozen=True)
class Inputs:
    """The pictures in the order of ffmpeg's inputs: layers, weather when there is any, title."""

    layers: Sequence[Still]
    weather: int | None
    title: int
    title_corner: tuple[int, int]


def layered_size(plan: ClipPlan) -> tuple[int, int]:
    return round(plan.width * OVERSCAN / 2) * 2, round(plan.height * OVERSCAN / 2) * 2


def picture_graph(plan: ClipPlan, inputs: Inputs) -> str:
    """The graph that ends in [v]. A still is read once: overlay repeats it, loop where it must."""
    endless = f"loop=loop=-1:size=1,setpts=N/{plan.frame_rate}/TB"
    steps, shown = [f"[0:v]format=yuv420p,{endless},{_crop(plan)}[p0]"], "p0"
    for index, still in enumerate(inputs.layers[1:], start=1):
        steps.append(f"[{shown}][{index}:v]overlay={_path(plan, still, index)}[p{index}]")
        shown = f"p{index}"
    if inputs.weather is not None:
        steps.append(f"[{shown}][{inputs.weather}:v]overlay={_fall(plan)}[w]")
        shown = "w"
    steps.append(f"[{shown}]{GRADES[plan.grade]}[g]")
    until = plan.seconds - FADE
    steps.append(
        f"[{inputs.title}:v]format=yuva420p,{endless},fade=in:st={TITLE_AT}:d={FADE}:alpha=1,"
        f"fade=out:st={until - 1.2}:d={FADE}:alpha=1[t]"
    )
    x, y = inputs.title_corner
    steps.append(f"[g][t]overlay={x}:{y}:eval=init:shortest=0[c]")
    steps.append(f"[c]fade=in:st=0:d=0.8,fade=out:st={until}:d={FADE},format=yuv420p[v]")
    return ";".join(steps)


def _crop(plan: ClipPlan) -> str:
    """The sky stands still but for a slow climb."""
    x, y = _spare(plan)
    climb = y * 0.5
    return f"crop={plan.width}:{plan.height}:{x:.0f}:'{y + climb * 0.6:.1f}-{climb:.1f}*t/{plan.seconds}'"


def _spare(plan: ClipPlan) -> tuple[float, float]:
    wide, high = layered_size(plan)
    return (wide - plan.width) / 2, (high - plan.height) / 2


def _path(plan: ClipPlan, still: Still, index: int) -> str:
    """Near layers travel further; each also breathes a little, on its own beat."""
    x, y = _spare(plan)
    near = (1 - still.depth) * min(1.0, 0.8 * plan.drift)
    travel, climb = x * 1.7 * near, y * (0.3 + 0.6 * near)
    left, top = still.left - x + travel / 2, still.top - y - climb / 2
    sway = f"{y * 0.07 * near:.2f}*sin({0.5 + 0.13 * index:.2f}*t)"
    across = f"{left:.1f}-{travel:.1f}*t/{plan.seconds}"
    return f"x='{across}':y='{top:.1f}+{climb:.1f}*t/{plan.seconds}+{sway}'"


def _fall(plan: ClipPlan) -> str:
    drift = DRIFTS[plan.weather]
    speed, sway = drift.down * plan.height, drift.sway * plan.height
    slide = f"mod({abs(speed):.1f}*t,{plan.height})"
    y = f"{slide}-{plan.height}" if speed >= 0 else f"-{slide}"
    return f"x='-{plan.width * 0.07:.0f}+{sway:.1f}*sin(0.7*t)':y='{y}'"


def sound_graph(plan: ClipPlan, number: int) -> str:
    """A little room around the tune that is input ``number``, and a fade at both ends."""
    out = plan.seconds - 1.6
    wet = "aecho=0.85:0.7:90|170:0.28|0.2"
    patter = ""
    if plan.weather == Weather.RAIN:
        rain, tune = f"[rain{number}]", f"[tune{number}]"
        patter = f"anoisesrc=d={plan.seconds}:c=pink:a=0.06:r=48000:seed=7,highpass=f=900{rain};"
        mixed = (
            f"[{number}:a]aresample=48000,{wet}{tune};"
            f"{tune}{rain}amix=inputs=2:duration=first:normalize=0"
        )
    else:
        mixed = f"[{number}:a]aresample=48000,{wet}"
    return f"{patter}{mixed},afade=t=in:d=0.3,afade=t=out:st={out}:d=1.6,pan=stereo|c0=c0|c1=c0"
