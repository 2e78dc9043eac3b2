/** The menu of quality and speed; what the plan leaves out stands below, with the way to it. */
import { formatNumber } from "@core/format";
import type { Say } from "./config";
import type { Choice, Menu } from "./menu";
import type { Upsell } from "./session";
import type { Rung, Source } from "./source";
import type { Wishes } from "./wishes";

const AUTO = "-1";
const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

interface Tools {
  menu: Menu;
  wishes: Wishes;
  say: Say;
  announce: (text: string) => void;
  source: () => Source | null;
  video: HTMLVideoElement;
}

export class QualityMenu {
  private rungs: Rung[] = [];

  constructor(private readonly tools: Tools) {
    tools.video.defaultPlaybackRate = tools.wishes.speed;
    tools.video.playbackRate = tools.wishes.speed;
  }

  setRungs(rungs: Rung[], upsell: Upsell | null): void {
    const { wishes, say, menu, source } = this.tools;
    this.rungs = [...rungs].sort((one, other) => other.height - one.height);
    const kept = this.rungs.find(({ height }) => height === wishes.height);
    menu.show({
      name: "quality",
      label: say("quality"),
      choices: this.choices(),
      chosen: kept ? String(kept.index) : AUTO,
      onChoose: (value) => this.choose(value),
      extra: upsell ? { label: say("upsell", { quality: `${upsell.max_height}p`, plan: upsell.plan }), href: upsell.url } : undefined,
    });
    if (kept) source()?.chooseRung(kept.index);
    this.showSpeeds();
  }

  /** None where the browser climbs the ladder by itself: nothing is offered that would do nothing. */
  private choices(): Choice[] {
    if (this.rungs.length === 0) return [];
    const rungs = this.rungs.map(({ index, height }) => ({ value: String(index), label: `${height}p` }));
    return [{ value: AUTO, label: this.tools.say("auto") }, ...rungs];
  }

  /** What plays now; "Automatic" tells it too. */
  showHeight(height: number): void {
    this.tools.menu.annotate("quality", AUTO, height > 0 ? `${height}p` : "");
  }

  changeSpeed(by: number): void {
    const here = SPEEDS.indexOf(this.tools.video.playbackRate);
    const next = SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, (here < 0 ? 2 : here) + by))]!;
    this.chooseSpeed(next);
    this.tools.menu.mark("speed", String(next));
  }

  private choose(value: string): void {
    const { source, wishes, say, announce } = this.tools;
    const rung = this.rungs.find(({ index }) => String(index) === value);
    source()?.chooseRung(Number(value));
    wishes.keepHeight(rung?.height ?? 0);
    announce(say("qualityIs", { quality: rung ? `${rung.height}p` : say("auto") }));
  }

  private showSpeeds(): void {
    this.tools.menu.show({
      name: "speed",
      label: this.tools.say("speed"),
      choices: SPEEDS.map((speed) => ({ value: String(speed), label: this.nameOf(speed) })),
      chosen: String(this.tools.video.playbackRate),
      onChoose: (value) => this.chooseSpeed(Number(value)),
    });
  }

  private chooseSpeed(speed: number): void {
    const { video, wishes, announce, say } = this.tools;
    video.defaultPlaybackRate = video.playbackRate = speed;
    wishes.keepSpeed(speed);
    announce(say("speedIs", { speed: this.nameOf(speed) }));
  }

  private nameOf(speed: number): string {
    return speed === 1 ? this.tools.say("normal") : `${formatNumber(speed)}×`;
  }
}
