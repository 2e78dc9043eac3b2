/** The button that leaps over an intro, a recap, or credits. */
import type { Say } from "./config";
import type { Marker } from "./session";

/** Nobody presses a button that leaps less. */
const SHORTEST = 2;

export class Skips {
  private markers: Marker[] = [];
  private current: Marker | undefined;

  constructor(
    private readonly button: HTMLButtonElement,
    private readonly video: HTMLVideoElement,
    private readonly say: Say,
    private readonly tools: { seek: (seconds: number) => void; announce: (text: string) => void },
  ) {
    button.addEventListener("click", () => this.skip());
    video.addEventListener("timeupdate", () => this.follow());
  }

  set(markers: Marker[]): void {
    this.markers = markers;
    this.show(undefined);
  }

  get credits(): Marker | undefined {
    return this.markers.find(({ kind }) => kind === "credits");
  }

  skip(): void {
    if (!this.current) return;
    const { ends_seconds: end } = this.current;
    const hadFocus = document.activeElement === this.button;
    this.tools.seek(end);
    this.show(undefined);
    if (hadFocus) this.button.closest<HTMLElement>("[data-player]")?.focus();
  }

  private follow(): void {
    const at = this.video.currentTime;
    const here = this.markers.find((marker) => marker.starts_seconds <= at && at < marker.ends_seconds - SHORTEST);
    this.show(here && this.isWorthIt(here) ? here : undefined);
  }

  /** Credits that end the film lead to the next one or nowhere. */
  private isWorthIt({ kind, ends_seconds: end }: Marker): boolean {
    return kind !== "credits" || end < this.video.duration - SHORTEST;
  }

  private show(marker: Marker | undefined): void {
    if (marker === this.current) return;
    this.current = marker;
    this.button.hidden = !marker;
    if (!marker) return;
    const label = this.say(`skip_${marker.kind}`);
    this.button.textContent = label;
    this.tools.announce(this.say("skipOffered", { label }));
  }
}
