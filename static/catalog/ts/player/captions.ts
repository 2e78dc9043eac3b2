/** Captions on or off, for tracks of the playlist and of the page alike. */
import { language } from "@core/dom";

const KEY = "player-captions";

/** Lines above the controls, counted from the bottom. */
const LIFTED_LINE = -5;

export class Captions {
  private isLifted = true;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly button: HTMLButtonElement,
  ) {
    button.addEventListener("click", () => this.toggle());
    for (const type of ["addtrack", "removetrack", "change"]) video.textTracks.addEventListener(type, () => this.refresh());
    video.textTracks.addEventListener("addtrack", ({ track }) => {
      track?.addEventListener("cuechange", () => this.place(track));
      this.restore();
    });
    this.refresh();
  }

  toggle(): void {
    const turnOn = !this.isOn();
    if (this.tracks().length === 0) return;
    this.show(turnOn);
    remember(turnOn);
  }

  /** Stand above the controls while they are shown, at the bottom when they are not. */
  lift(isLifted: boolean): void {
    this.isLifted = isLifted;
    for (const track of this.tracks().filter(({ mode }) => mode === "showing")) {
      this.place(track);
      // A cue that is on screen already moves only when it is drawn anew.
      track.mode = "hidden";
      track.mode = "showing";
    }
  }

  /** Cues that their author has put somewhere stay there. */
  private place(track: TextTrack): void {
    for (const cue of track.activeCues ?? []) {
      if (!(cue instanceof VTTCue) || (cue.line !== "auto" && cue.line !== LIFTED_LINE)) continue;
      cue.line = this.isLifted ? LIFTED_LINE : "auto";
    }
  }

  private show(turnOn: boolean): void {
    const chosen = turnOn ? this.preferred() : undefined;
    for (const track of this.tracks()) track.mode = track === chosen ? "showing" : "disabled";
    this.refresh();
  }

  private restore(): void {
    if (wanted() && !this.isOn()) this.show(true);
  }

  private refresh(): void {
    this.button.hidden = this.tracks().length === 0;
    this.button.setAttribute("aria-pressed", String(this.isOn()));
  }

  private isOn(): boolean {
    return this.tracks().some((track) => track.mode === "showing");
  }

  private preferred(): TextTrack | undefined {
    const tracks = this.tracks();
    return tracks.find((track) => track.language.startsWith(language().slice(0, 2))) ?? tracks[0];
  }

  private tracks(): TextTrack[] {
    return [...this.video.textTracks].filter(({ kind }) => kind === "captions" || kind === "subtitles");
  }
}

function wanted(): boolean {
  try {
    return localStorage.getItem(KEY) === "on";
  } catch {
    return false;
  }
}

function remember(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    // Forbidden storage: the choice lasts as long as the page.
  }
}
