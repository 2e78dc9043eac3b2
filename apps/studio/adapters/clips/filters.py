"""The filter graph of one clip: layers at their own speeds, weather, grade, title, fades."""

from collections.abc import Sequence
from dataclasses import dataclass

from apps.studio.adapters.clips.weather import DRIFTS
from apps.studio.domain.demo.showcase import ClipPlan, Grade, Weather

# How much larger than the frame the layers are painted, so that they can move.
OVERSCAN = 1.16
GRADES = {
    Grade.CLEAN: "eq=saturation=1.06:contrast=1.03",
    Grade.GRAIN: "noise=alls=9:allf=t,eq=contrast=1.06:saturation=0.92",
    Grade.OLD_FILM: (
        "noise=alls=14:allf=t,eq=saturation=0.75:brightness='0.014*sin(37*t)+0.01*sin(11*t)':eval=frame"
    ),
    Grade.NEON: "eq=saturation=1.3:contrast=1.05,hue=h='5*sin(1.1*t)'",
    Grade.DREAM: "gblur=sigma=0.5,eq=brightness=0.015:saturation=0.96",
    Grade.LAMPLIGHT: "eq=brightness='0.018*sin(9*t)*sin(4.3*t)':eval=frame:saturation=1.08",
}
TITLE_AT = 3.2
FADE = 0.9


@dataclass(frozen=True)
class Inputs:
    """Numbers of ffmpeg's inputs: the layers with their depths, then the others when present."""

    depths: Sequence[float]
    weather: int | None
    title: int


def layered_size(plan: ClipPlan) -> tuple[int, int]:
    return round(plan.width * OVERSCAN / 2) * 2, round(plan.height * OVERSCAN / 2) * 2


def picture_graph(plan: ClipPlan, inputs: Inputs) -> str:
    """The graph that ends in [v]."""
    steps, shown = [f"[0:v]{_crop(plan)}[p0]"], "p0"
    for index, depth in enumerate(inputs.depths[1:], start=1):
        steps.append(f"[{shown}][{index}:v]overlay={_path(plan, depth, index)}:eval=frame[p{index}]")
        shown = f"p{index}"
    if inputs.weather is not None:
        steps.append(f"[{shown}][{inputs.weather}:v]overlay={_fall(plan)}:eval=frame[w]")
        shown = "w"
    steps.append(f"[{shown}]{GRADES[plan.grade]}[g]")
    until = plan.seconds - FADE
    steps.append(
        f"[{inputs.title}:v]fade=in:st={TITLE_AT}:d={FADE}:alpha=1,"
        f"fade=out:st={until - 1.2}:d={FADE}:alpha=1[t]"
    )
    steps.append("[g][t]overlay=0:0:eval=init[c]")
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


def _path(plan: ClipPlan, depth: float, index: int) -> str:
    """Near layers travel further; each also breathes a little, on its own beat."""
    x, y = _spare(plan)
    near = (1 - depth) * min(1.0, 0.8 * plan.drift)
    travel = x * 1.7 * near
    beat = 0.5 + 0.13 * index
    across = f"{-x + travel / 2:.1f}-{travel:.1f}*t/{plan.seconds}"
    climb = y * (0.3 + 0.6 * near)
    up = f"{-y - climb / 2:.1f}+{climb:.1f}*t/{plan.seconds}+{y * 0.07 * near:.2f}*sin({beat:.2f}*t)"
    return f"x='{across}':y='{up}'"


def _fall(plan: ClipPlan) -> str:
    drift = DRIFTS[plan.weather]
    speed, sway = drift.down * plan.height, drift.sway * plan.height
    slide = f"mod({abs(speed):.1f}*t,{plan.height})"
    y = f"{slide}-{plan.height}" if speed >= 0 else f"-{slide}"
    return f"x='-{plan.width * 0.07:.0f}+{sway:.1f}*sin(0.7*t)':y='{y}'"


def sound_graph(plan: ClipPlan, number: int) -> str:
    """The graph that ends in [a]: a little room around the tune, and a fade at both ends."""
    out = plan.seconds - 1.6
    wet = "aecho=0.85:0.7:90|170:0.28|0.2"
    patter = ""
    if plan.weather == Weather.RAIN:
        patter = f"anoisesrc=d={plan.seconds}:c=pink:a=0.06:r=48000:seed=7,highpass=f=900[n];"
        mixed = f"[{number}:a]aresample=48000,{wet}[m];[m][n]amix=inputs=2:duration=first:normalize=0"
    else:
        mixed = f"[{number}:a]aresample=48000,{wet}"
    return f"{patter}{mixed},afade=t=in:d=0.3,afade=t=out:st={out}:d=1.6,pan=stereo|c0=c0|c1=c0[a]"
