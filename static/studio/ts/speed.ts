/** How fast something moves, smoothed over the last seconds. */

const WINDOW_MS = 8000;

export class Speed {
  private samples: [number, number][] = [];

  /** `done` units of work are finished at this moment. */
  note(done: number, now = performance.now()): void {
    this.samples.push([now, done]);
    this.samples = this.samples.filter(([moment]) => now - moment <= WINDOW_MS);
  }

  reset(): void {
    this.samples = [];
  }

  /** Units a second; 0 while nothing can be said yet. */
  get rate(): number {
    const first = this.samples[0];
    const last = this.samples.at(-1);
    if (!first || !last || last[0] - first[0] < 500) return 0;
    return Math.max(0, ((last[1] - first[1]) / (last[0] - first[0])) * 1000);
  }
}
