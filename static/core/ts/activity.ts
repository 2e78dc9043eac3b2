/** Shows in the head of a console that something of mine is running: live, by polling while the socket is down. */
import { all, mount, one } from "./dom";
import { formatNumber } from "./format";
import { LiveSocket } from "./socket";

interface Activity {
  running: number;
}

const POLL_EVERY = 15_000;

class Indicator {
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly root: HTMLElement) {
    new LiveSocket<Activity>(root.dataset["activitySocket"] ?? "", {
      onFrame: (frame) => this.show(frame.payload),
      onState: (state) => (state === "open" ? this.stopPolling() : this.poll()),
    });
  }

  private poll(): void {
    if (this.timer !== undefined) return;
    this.timer = setInterval(() => void this.fetch(), POLL_EVERY);
    void this.fetch();
  }

  private stopPolling(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private async fetch(): Promise<void> {
    const answer = await fetch(this.root.dataset["activityUrl"] ?? "").catch(() => null);
    if (answer?.ok) this.show((await answer.json()) as Activity);
  }

  private show({ running }: Activity): void {
    this.root.hidden = running === 0;
    const count = one("[data-activity-count]", this.root);
    if (count) count.textContent = formatNumber(running);
  }
}

const watched = new WeakSet<HTMLElement>();

export function startActivity(): void {
  mount((root) => {
    for (const element of all("[data-activity-socket]", root)) {
      if (watched.has(element)) continue;
      watched.add(element);
      new Indicator(element);
    }
  });
}
