/**
 * Televisions: AirPlay where Safari offers it, Chromecast and others through Remote Playback.
 *
 * They fetch the film themselves, by the address in its playlist, so the browser's own HLS has to
 * play it first; the token in the path goes along.
 */
import { HLS } from "./source";

interface AppleVideo extends HTMLVideoElement {
  webkitShowPlaybackTargetPicker?: () => void;
  webkitCurrentPlaybackTargetIsWireless?: boolean;
}

interface Availability extends Event {
  availability?: string;
}

export class Casting {
  private scout: AppleVideo | null = null;

  constructor(
    private readonly video: AppleVideo,
    private readonly buttons: { airplay: HTMLButtonElement; cast: HTMLButtonElement },
    /** Hands the film over to the browser's own HLS, or takes it back. */
    private readonly hand: (toBrowser: boolean) => void,
  ) {
    buttons.airplay.addEventListener("click", () => this.airplay());
    buttons.cast.addEventListener("click", () => void this.cast());
    video.addEventListener("webkitcurrentplaybacktargetiswirelesschanged", () => (video.webkitCurrentPlaybackTargetIsWireless ? this.mark() : this.leave()));
    video.remote?.addEventListener("connect", () => this.mark());
    video.remote?.addEventListener("disconnect", () => this.leave());
  }

  /** Ask, with an element of its own, whether a television in reach could play this address. */
  look(url: string): void {
    this.scout?.removeAttribute("src");
    if (this.video.canPlayType(HLS) === "") return;
    const scout: AppleVideo = document.createElement("video");
    scout.preload = "none";
    scout.src = url;
    this.scout = scout;
    if (scout.webkitShowPlaybackTargetPicker) this.lookForApple(scout);
    else void scout.remote?.watchAvailability((isThere) => (this.buttons.cast.hidden = !isThere)).catch(() => undefined);
  }

  private lookForApple(scout: AppleVideo): void {
    scout.addEventListener("webkitplaybacktargetavailabilitychanged", (event) => {
      this.buttons.airplay.hidden = (event as Availability).availability !== "available";
    });
  }

  private airplay(): void {
    this.hand(true);
    this.video.webkitShowPlaybackTargetPicker?.();
  }

  private async cast(): Promise<void> {
    this.hand(true);
    await this.video.remote.prompt().catch(() => this.leave());
    this.mark();
  }

  private leave(): void {
    this.mark();
    this.hand(false);
  }

  private mark(): void {
    const { cast, airplay } = this.buttons;
    cast.setAttribute("aria-pressed", String(this.video.remote?.state === "connected"));
    airplay.setAttribute("aria-pressed", String(this.video.webkitCurrentPlaybackTargetIsWireless === true));
  }
}
