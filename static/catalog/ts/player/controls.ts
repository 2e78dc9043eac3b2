/** The buttons below the picture, the clock, the ring that turns while something loads. */
import { one } from "@core/dom";
import type { Say } from "./config";
import { clock, spoken } from "./times";

const SPINNER_AFTER_MS = 250;

export class Controls {
  private spinnerTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly time: HTMLElement;
  private readonly status: HTMLElement;

  constructor(
    private readonly root: HTMLElement,
    private readonly video: HTMLVideoElement,
    private readonly say: Say,
  ) {
    this.time = one("[data-player-time]", root)!;
    this.status = one("[data-player-status]", root)!;
    for (const type of ["play", "pause", "ended", "seeked", "emptied"]) video.addEventListener(type, () => this.showState());
    video.addEventListener("waiting", () => this.busy(true));
    for (const type of ["playing", "canplay", "seeked"]) video.addEventListener(type, () => this.busy(false));
    for (const type of ["timeupdate", "durationchange"]) video.addEventListener(type, () => this.showTime());
    this.showState();
  }

  button(name: string): HTMLButtonElement {
    return one<HTMLButtonElement>(`[data-player-${name}]`, this.root)!;
  }

  on(name: string, action: () => void): void {
    this.button(name).addEventListener("click", action);
  }

  /** The ring appears only when the wait is long enough to be noticed. */
  busy(isBusy: boolean): void {
    clearTimeout(this.spinnerTimer);
    const show = () => {
      this.root.classList.toggle("is-busy", isBusy);
      const text = isBusy ? this.say("loading") : "";
      if (this.status.textContent !== text) this.status.textContent = text;
    };
    if (isBusy) this.spinnerTimer = setTimeout(show, SPINNER_AFTER_MS);
    else show();
  }

  /** "12 minutes 3 seconds", for those who cannot see the clock. */
  where(): string {
    return this.say("position", { at: spoken(this.video.currentTime) });
  }

  state(): "ended" | "paused" | "playing" {
    return this.video.ended ? "ended" : this.video.paused ? "paused" : "playing";
  }

  private showState(): void {
    const state = this.state();
    this.root.dataset["state"] = state;
    const label = this.say(state === "playing" ? "pause" : state === "ended" ? "replay" : "play");
    this.button("play").setAttribute("aria-label", label);
    if (!this.video.paused) this.root.dataset["started"] = "true";
  }

  private showTime(): void {
    const text = `${clock(this.video.currentTime)} / ${clock(this.video.duration)}`;
    if (this.time.textContent !== text) this.time.textContent = text;
  }
}
