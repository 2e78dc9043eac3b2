/** The player: one video, its controls, and what may go wrong. */
import { all, one } from "@core/dom";
import { formatNumber } from "@core/format";
import { Captions } from "./captions";
import { Idle } from "./idle";
import { Position } from "./position";
import { RadioMenu } from "./radio-menu";
import { startFullscreen, startPictureInPicture } from "./screens";
import { SeekBar } from "./seek-bar";
import { Shortcuts } from "./shortcuts";
import { openSource, type Failure, type Rung, type Source } from "./source";
import { clock, filled } from "./times";
import { Volume } from "./volume";

const JUMP = 10;
const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2];
const AUTO = "-1";
const SPINNER_AFTER_MS = 250;

export class Player {
  private readonly video: HTMLVideoElement;
  private readonly position: Position;
  private readonly volume: Volume;
  private readonly captions: Captions;
  private readonly quality: RadioMenu;
  private readonly speed: RadioMenu;
  private readonly seekBar: SeekBar;
  private source: Source | null = null;
  private chosenHeight = 0;
  private spinnerTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly root: HTMLElement) {
    this.video = one<HTMLVideoElement>("video", root)!;
    this.position = new Position(root.dataset["positionKey"] ?? "", this.video);
    this.volume = new Volume(root, this.video);
    this.captions = new Captions(this.video, this.button("captions"));
    this.quality = new RadioMenu(one("[data-player-quality]", root)!, (value) => this.chooseQuality(value));
    this.speed = new RadioMenu(one("[data-player-speed]", root)!, (value) => this.chooseSpeed(value));
    this.seekBar = new SeekBar(root, this.video, (seconds) => this.seek(seconds));
    this.fillSpeeds();
    this.wireButtons();
    this.wireVideo();
    this.wireKeys();
    new Idle(root, this.video, () => this.isUsed(), (isIdle) => this.captions.lift(!isIdle));
    void this.load(this.position.saved);
  }

  /** Open the film anew at `at`, and play unless motion is unwanted. */
  private async load(at: number): Promise<void> {
    this.source?.destroy();
    this.root.dataset["failure"] = "";
    this.busy(true);
    this.source = await openSource(this.video, this.root.dataset["src"] ?? "", {
      onRungs: (rungs) => this.ready(rungs, at),
      onHeight: (height) => this.showHeight(height),
      onFailure: (failure) => this.fail(failure),
    });
  }

  /** A permission that ran out is renewed by the page itself; everything else by asking again. */
  private retry(): void {
    if (this.root.dataset["failure"] === "denied") location.reload();
    else void this.load(this.video.currentTime);
  }

  private ready(rungs: Rung[], at: number): void {
    this.fillQualities(rungs);
    if (at > 0) {
      this.video.currentTime = at;
      this.sayResumed(at);
    }
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) this.play();
    else this.busy(false);
  }

  private play(): void {
    // A browser may insist on a click first; the big button is there for it.
    void this.video.play().catch(() => this.busy(false));
  }

  private toggle(): void {
    if (this.root.dataset["failure"]) return;
    if (this.video.paused) this.play();
    else this.video.pause();
  }

  private seek(seconds: number): void {
    const end = Number.isFinite(this.video.duration) ? this.video.duration : 0;
    this.video.currentTime = Math.min(end, Math.max(0, seconds));
    this.seekBar.refresh();
  }

  private jump(by: number): void {
    this.seek(this.video.currentTime + by);
  }

  private wireButtons(): void {
    this.button("play").addEventListener("click", () => this.toggle());
    this.button("start").addEventListener("click", () => this.toggle());
    this.button("back").addEventListener("click", () => this.jump(-JUMP));
    this.button("forth").addEventListener("click", () => this.jump(JUMP));
    this.button("retry").addEventListener("click", () => this.retry());
    this.button("again").addEventListener("click", () => this.startOver());
    startPictureInPicture(this.video, this.button("pip"));
  }

  private wireVideo(): void {
    const { video } = this;
    video.addEventListener("click", () => this.toggle());
    for (const type of ["play", "pause", "ended", "seeked"]) video.addEventListener(type, () => this.showState());
    video.addEventListener("waiting", () => this.busy(true));
    for (const type of ["playing", "canplay", "seeked"]) video.addEventListener(type, () => this.busy(false));
    video.addEventListener("timeupdate", () => this.showTime());
    video.addEventListener("durationchange", () => this.showTime());
    this.showState();
  }

  private isUsed(): boolean {
    return this.quality.isOpen || this.speed.isOpen || document.querySelector("dialog[open]") !== null;
  }

  private wireKeys(): void {
    const fullscreen = startFullscreen(this.root, this.video, this.button("fullscreen"));
    const actions = {
      " ": () => this.toggle(),
      k: () => this.toggle(),
      j: () => this.jump(-JUMP),
      l: () => this.jump(JUMP),
      ArrowLeft: () => this.jump(-5),
      ArrowRight: () => this.jump(5),
      ArrowUp: () => this.volume.change(0.05),
      ArrowDown: () => this.volume.change(-0.05),
      m: () => this.volume.toggle(),
      f: fullscreen,
      c: () => this.captions.toggle(),
      "?": () => one<HTMLDialogElement>("#player-keys")?.showModal(),
    };
    new Shortcuts(this.root, actions, (share) => this.seek(share * this.video.duration));
    this.video.addEventListener("dblclick", fullscreen);
  }

  private fillQualities(rungs: Rung[]): void {
    const heights = [...rungs].sort((one, other) => other.height - one.height);
    const auto = { value: AUTO, label: this.text("auto") };
    const choices = heights.map(({ index, height }) => ({ value: String(index), label: `${height}p` }));
    this.quality.fill([auto, ...choices], AUTO);
    const kept = rungs.find(({ height }) => height === this.chosenHeight);
    if (kept) this.chooseQuality(String(kept.index));
  }

  private chooseQuality(value: string): void {
    this.source?.choose(Number(value));
    this.quality.mark(value);
    const label = one(`[data-value="${value}"]`, this.root)?.textContent ?? "";
    this.chosenHeight = value === AUTO ? 0 : Number.parseInt(label, 10);
  }

  private showHeight(height: number): void {
    this.quality.annotate(AUTO, height > 0 ? `${height}p` : "");
  }

  private fillSpeeds(): void {
    const label = (speed: number) => (speed === 1 ? this.text("normal") : `${formatNumber(speed)}×`);
    this.speed.fill(SPEEDS.map((speed) => ({ value: String(speed), label: label(speed) })), "1");
  }

  private chooseSpeed(value: string): void {
    this.video.playbackRate = Number(value);
  }

  private showState(): void {
    const state = this.video.ended ? "ended" : this.video.paused ? "paused" : "playing";
    this.root.dataset["state"] = state;
    const label = this.text(state === "playing" ? "pause" : state === "ended" ? "replay" : "play");
    this.button("play").setAttribute("aria-label", label);
    if (!this.video.paused) this.root.dataset["started"] = "true";
  }

  private showTime(): void {
    const left = (this.video.duration || 0) - this.video.currentTime;
    const element = one("[data-player-time]", this.root);
    const text = `${clock(this.video.currentTime)} / ${clock(this.video.duration)}`;
    if (element && element.textContent !== text) element.textContent = text;
    this.root.dataset["almostOver"] = String(left < 1);
  }

  /** The ring appears only when the wait is long enough to be noticed. */
  private busy(isBusy: boolean): void {
    clearTimeout(this.spinnerTimer);
    const show = () => {
      this.root.classList.toggle("is-busy", isBusy);
      const status = one("[data-player-status]", this.root);
      if (status) status.textContent = isBusy ? this.text("loading") : "";
    };
    if (isBusy) this.spinnerTimer = setTimeout(show, SPINNER_AFTER_MS);
    else show();
  }

  private fail(failure: Failure): void {
    this.busy(false);
    this.video.pause();
    this.root.dataset["failure"] = failure;
    for (const text of all("[data-failure-text]", this.root)) text.hidden = text.dataset["failureText"] !== failure;
    this.button("retry").hidden = failure === "unsupported";
    one<HTMLElement>("[data-player-failure]", this.root)?.focus();
  }

  private sayResumed(at: number): void {
    const note = one("[data-player-resumed]", this.root);
    const text = note && one("[data-player-resumed-text]", note);
    if (!note || !text) return;
    text.textContent = filled(text.dataset["text"] ?? "{at}", { at: clock(at) });
    note.hidden = false;
    setTimeout(() => (note.hidden = true), 8000);
  }

  private startOver(): void {
    this.position.forget();
    this.seek(0);
    one("[data-player-resumed]", this.root)?.toggleAttribute("hidden", true);
    this.button("play").focus();
  }

  private button(name: string): HTMLButtonElement {
    return one<HTMLButtonElement>(`[data-player-${name}]`, this.root)!;
  }

  private text(name: string): string {
    return this.root.dataset[`text${name.charAt(0).toUpperCase()}${name.slice(1)}`] ?? "";
  }
}

export function startPlayer(): void {
  for (const root of all("[data-player]")) new Player(root);
}
