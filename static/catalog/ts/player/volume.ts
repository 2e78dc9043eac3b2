/** Loudness, kept for the next film. */
import { one } from "@core/dom";
import { formatNumber } from "@core/format";
import { read, write } from "./stored";

const KEY = "player-volume";
const LOUD = 0.5;

export class Volume {
  private readonly button: HTMLButtonElement;
  private readonly slider: HTMLInputElement;

  constructor(
    root: HTMLElement,
    private readonly video: HTMLVideoElement,
  ) {
    this.button = one<HTMLButtonElement>("[data-player-mute]", root)!;
    this.slider = one<HTMLInputElement>("[data-player-volume]", root)!;
    this.button.addEventListener("click", () => this.toggle());
    this.slider.addEventListener("input", () => this.set(Number(this.slider.value)));
    video.addEventListener("volumechange", () => this.refresh());
    video.volume = kept();
    this.refresh();
  }

  get isSilent(): boolean {
    return this.video.muted || this.video.volume === 0;
  }

  get level(): string {
    return formatNumber(this.isSilent ? 0 : this.video.volume, { style: "percent" });
  }

  toggle(): void {
    if (this.isSilent) {
      this.video.muted = false;
      if (this.video.volume === 0) this.video.volume = LOUD;
    } else this.video.muted = true;
  }

  change(by: number): void {
    this.set(Math.min(1, Math.max(0, this.video.volume + by)));
  }

  private set(level: number): void {
    this.video.muted = level === 0;
    this.video.volume = level;
    write(KEY, level);
  }

  private refresh(): void {
    const level = this.video.muted ? 0 : this.video.volume;
    this.slider.value = String(level);
    this.slider.setAttribute("aria-valuetext", this.level);
    this.slider.style.setProperty("--level", `${level * 100}%`);
    this.button.dataset["level"] = level === 0 ? "off" : level < LOUD ? "low" : "high";
    const label = level === 0 ? this.button.dataset["labelOn"] : this.button.dataset["labelOff"];
    this.button.setAttribute("aria-label", label ?? "");
  }
}

function kept(): number {
  const level = Number(read<number>(KEY, 1));
  return level >= 0 && level <= 1 ? level : 1;
}
