/** Measures what the viewer feels: how long until the picture moved, where it stood still, what broke. */
import { sendEvents, type Session } from "./session";

const EVERY_MS = 30_000;
const MOST = 20;
/** Shorter waits are not seen. */
const SHORTEST_STALL_MS = 100;

type Numbers = Record<string, number | string | boolean>;

export class Meter {
  private session: Session | null = null;
  private events: object[] = [];
  private askedAt = 0;
  private waitingSince = 0;
  private isSeeking = false;
  private isResting = false;

  constructor(private readonly video: HTMLVideoElement) {
    video.addEventListener("playing", () => this.moves());
    video.addEventListener("waiting", () => this.waits());
    video.addEventListener("seeking", () => this.seeks());
    video.addEventListener("canplay", () => (this.isSeeking = video.seeking));
    setInterval(() => this.send(), EVERY_MS);
  }

  /** Somebody wants to watch from this moment on. */
  ask(): void {
    this.isResting = false;
    this.askedAt = performance.now();
    this.waitingSince = 0;
  }

  /** Until somebody asks again: what plays now is not the film. */
  rest(): void {
    this.isResting = true;
  }

  open(session: Session): void {
    this.send();
    this.session = session;
  }

  switched(from: number, to: number): void {
    if (from > 0 && from !== to) this.note("switch", { from_height: from, to_height: to });
  }

  failed(code: string, isFatal: boolean): void {
    this.note("error", { code, fatal: isFatal });
  }

  send(): void {
    if (!this.session || this.events.length === 0) return;
    sendEvents(this.session, this.events);
    this.events = [];
  }

  private moves(): void {
    if (this.isResting) return;
    const now = performance.now();
    if (this.askedAt > 0) this.note("startup", { ms: Math.round(now - this.askedAt) });
    const stalled = this.waitingSince > 0 ? now - this.waitingSince : 0;
    if (stalled >= SHORTEST_STALL_MS) this.note("stall", { ms: Math.round(stalled) });
    this.askedAt = 0;
    this.waitingSince = 0;
    this.isSeeking = false;
  }

  /** The wait after a jump is the viewer's own; only one that comes by itself is a stall. */
  private waits(): void {
    const isOwn = this.isResting || this.isSeeking || this.video.seeking || this.askedAt > 0 || this.video.ended;
    if (!isOwn) this.waitingSince = performance.now();
  }

  private seeks(): void {
    this.isSeeking = true;
    this.waitingSince = 0;
  }

  private note(kind: string, values: Numbers): void {
    const position = Number(this.video.currentTime.toFixed(1));
    this.events.push({ kind, position_seconds: position, client_ts: new Date().toISOString(), ...values });
    if (this.events.length >= MOST || kind === "startup") this.send();
  }
}
