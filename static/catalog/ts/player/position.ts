/** Where this person stopped, kept in this browser. */

const EVERY_MS = 5000;
/** Below the first share nothing was seen yet, above the second the film is over. */
const STARTED = 0.05;
const FINISHED = 0.92;

export class Position {
  private savedAt = 0;

  constructor(
    private readonly key: string,
    private readonly video: HTMLVideoElement,
  ) {
    video.addEventListener("timeupdate", () => this.saveNowAndThen());
    video.addEventListener("pause", () => this.save());
    video.addEventListener("ended", () => this.forget());
    addEventListener("pagehide", () => this.save());
  }

  /** The second to go on from; 0 when there is none. */
  get saved(): number {
    return Number(this.read() ?? 0) || 0;
  }

  forget(): void {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // Storage may be forbidden: then nothing was kept either.
    }
  }

  private saveNowAndThen(): void {
    if (performance.now() - this.savedAt < EVERY_MS) return;
    this.save();
  }

  private save(): void {
    const { currentTime, duration } = this.video;
    if (!Number.isFinite(duration) || duration <= 0) return;
    this.savedAt = performance.now();
    const share = currentTime / duration;
    if (share > FINISHED) this.forget();
    else if (share > STARTED) this.write(currentTime.toFixed(1));
  }

  private read(): string | null {
    try {
      return localStorage.getItem(this.key);
    } catch {
      return null;
    }
  }

  private write(value: string): void {
    try {
      localStorage.setItem(this.key, value);
    } catch {
      // A full or forbidden storage only costs the resume.
    }
  }
}
