/** The next episode: offered when the credits begin, started by itself unless somebody says no. */
import { one } from "@core/dom";
import type { Say } from "./config";
import type { NextFilm } from "./session";

const SECONDS = 10;
/** Films without marked credits offer it so shortly before their end. */
const BEFORE_END = 12;

interface Tools {
  say: Say;
  announce: (text: string) => void;
  creditsStart: () => number | undefined;
  isAutomatic: () => boolean;
  /** Somebody uses a menu or a dialog: the countdown waits. */
  isHeld: () => boolean;
  go: (next: NextFilm) => void;
}

export class NextUp {
  private next: NextFilm | null = null;
  private left = SECONDS;
  private isCancelled = false;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly card: HTMLElement,
    private readonly button: HTMLButtonElement,
    private readonly video: HTMLVideoElement,
    private readonly tools: Tools,
  ) {
    button.addEventListener("click", () => this.go());
    one("[data-next-play]", card)?.addEventListener("click", () => this.go());
    one("[data-next-cancel]", card)?.addEventListener("click", () => this.cancel());
    video.addEventListener("timeupdate", () => this.follow());
    video.addEventListener("ended", () => this.end());
  }

  set(next: NextFilm | null): void {
    // A renewed session names the same one again: a "no" is still a "no".
    if (next?.film === this.next?.film) return;
    this.next = next;
    this.isCancelled = false;
    this.hide();
    this.button.hidden = !next;
    const title = one("[data-next-title]", this.card);
    if (title) title.textContent = next?.title ?? "";
  }

  go(): void {
    if (!this.next) return;
    clearInterval(this.timer);
    this.tools.go(this.next);
  }

  /** Escape and the button alike. */
  cancel(): boolean {
    if (this.card.hidden) return false;
    const hadFocus = this.card.contains(document.activeElement);
    this.isCancelled = true;
    this.hide();
    this.tools.announce(this.tools.say("nextCancelled"));
    if (hadFocus) this.card.closest<HTMLElement>("[data-player]")?.focus();
    return true;
  }

  private follow(): void {
    const isTime = this.video.currentTime >= this.startsAt();
    if (!isTime) {
      // Going back means to see it again.
      this.isCancelled = false;
      this.hide();
    } else if (this.next && !this.isCancelled && this.card.hidden && !this.video.ended) this.offer();
  }

  private startsAt(): number {
    const { duration } = this.video;
    if (!Number.isFinite(duration) || duration < 2 * BEFORE_END) return Infinity;
    return this.tools.creditsStart() ?? duration - BEFORE_END;
  }

  private offer(): void {
    this.card.hidden = false;
    this.left = SECONDS;
    const isAutomatic = this.tools.isAutomatic();
    this.count(isAutomatic);
    this.tools.announce(this.tools.say("nextOffered", { title: this.next?.title ?? "" }));
    if (isAutomatic) this.timer = setInterval(() => this.tick(), 1000);
  }

  private tick(): void {
    if ((this.video.paused && !this.video.ended) || this.tools.isHeld()) return;
    this.left -= 1;
    this.count(true);
    if (this.left <= 0) this.go();
  }

  private count(isAutomatic: boolean): void {
    const text = one("[data-next-countdown]", this.card);
    if (text) text.textContent = isAutomatic ? this.tools.say("nextIn", { seconds: String(this.left) }) : "";
  }

  private end(): void {
    if (!this.next || this.isCancelled) return;
    if (this.card.hidden) this.offer();
  }

  private hide(): void {
    clearInterval(this.timer);
    this.card.hidden = true;
  }
}
