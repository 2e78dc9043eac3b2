/** Tells the server every half minute that somebody still watches, and where. */
import type { Config } from "./config";
import { Refusal, sendBeat, sendProgress, type Problem, type Session } from "./session";

/** Somebody who paused keeps the place for so long; then it is free for others of the household. */
const LONGEST_PAUSE_MS = 20 * 60_000;
const AT_MOST_EVERY_MS = 1500;

export class Heart {
  private session: Session | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;
  private seq = 0;
  private beatAt = -Infinity;
  private late: ReturnType<typeof setTimeout> | undefined;
  private pausedAt = 0;
  /** Where the film will begin, while something else is shown in its place. */
  private heldAt: number | null = null;

  constructor(
    private readonly config: Config,
    private readonly video: HTMLVideoElement,
    private readonly onEnd: (problem: Problem) => void,
  ) {
    video.addEventListener("pause", () => this.pause());
    video.addEventListener("play", () => (this.pausedAt = 0));
    for (const type of ["seeked", "ended"]) video.addEventListener(type, () => this.beatNow());
  }

  start(session: Session): void {
    this.stop();
    this.session = session;
    this.seq = 0;
    this.timer = setInterval(() => this.beatUnlessForgotten(), 1000 * session.heartbeat_seconds);
  }

  /** The stream lives on, and its film stands still. */
  hold(at: number | null): void {
    this.heldAt = at;
  }

  stop(): void {
    clearInterval(this.timer);
    clearTimeout(this.late);
    this.session = null;
  }

  /** The last one before the page goes: nobody waits for an answer. */
  beatLast(): void {
    if (!this.session || this.heldAt !== null || this.video.readyState === 0) return;
    this.seq += 1;
    sendProgress(this.config, this.session, this.state());
  }

  private pause(): void {
    this.pausedAt = performance.now();
    this.beatNow();
  }

  /** Who winds to and fro is told of once, at the place where it ends. */
  private beatNow(): void {
    if (this.heldAt !== null) return;
    clearTimeout(this.late);
    const wait = this.beatAt + AT_MOST_EVERY_MS - performance.now();
    if (wait <= 0) void this.beat();
    else this.late = setTimeout(() => this.heldAt === null && void this.beat(), wait);
  }

  private beatUnlessForgotten(): void {
    const isForgotten = this.video.paused && this.pausedAt > 0 && performance.now() - this.pausedAt > LONGEST_PAUSE_MS;
    if (!isForgotten) void this.beat();
  }

  private async beat(): Promise<void> {
    const { session } = this;
    if (!session || this.video.readyState === 0) return;
    this.beatAt = performance.now();
    this.seq += 1;
    try {
      await sendBeat(session, this.state());
    } catch (error) {
      if (!(error instanceof Refusal) || session !== this.session) return;
      this.stop();
      this.onEnd(error.problem);
    }
  }

  private state() {
    return {
      position_seconds: Number((this.heldAt ?? this.video.currentTime).toFixed(2)),
      paused: this.heldAt !== null || this.video.paused,
      seq: this.seq,
      client_ts: new Date().toISOString(),
    };
  }
}
