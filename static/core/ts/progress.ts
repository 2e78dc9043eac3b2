/** A job that is being worked on: live over the websocket, by polling while that is down. */
import { all, mount, one } from "./dom";
import { formatDuration, formatNumber } from "./format";
import { LiveSocket } from "./socket";

export interface JobState {
  state: "queued" | "running" | "cancelling" | "done" | "failed" | "cancelled";
  state_label: string;
  step: string;
  percent: number;
  seconds_left: number | null;
  error_detail: string;
  is_over: boolean;
}

const POLL_EVERY = 3000;

class JobView {
  private timer: ReturnType<typeof setInterval> | undefined;
  private socket: LiveSocket<JobState> | undefined;
  private announced = -1;

  constructor(private readonly root: HTMLElement) {
    const socket = root.dataset["jobSocket"];
    if (!socket) {
      this.poll();
      return;
    }
    this.socket = new LiveSocket<JobState>(socket, {
      onFrame: (frame) => this.show(frame.payload),
      onState: (state) => (state === "open" ? this.stopPolling() : this.poll()),
    });
  }

  private poll(): void {
    if (this.timer !== undefined || !this.root.dataset["jobUrl"]) return;
    this.timer = setInterval(() => void this.fetch(), POLL_EVERY);
    void this.fetch();
  }

  private stopPolling(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private async fetch(): Promise<void> {
    const response = await fetch(this.root.dataset["jobUrl"] ?? "", { headers: { Accept: "application/json" } }).catch(
      () => null,
    );
    if (!response?.ok) return;
    // The socket would tell again, step by step, what this answer says already.
    this.socket?.forget();
    this.show((await response.json()) as JobState);
  }

  private show(job: JobState): void {
    this.root.dataset["state"] = job.state;
    this.bar(job);
    this.text("[data-job-value]", formatNumber(job.percent / 100, { style: "percent" }));
    this.text("[data-job-label]", this.label(job));
    this.text("[data-job-detail]", this.detail(job));
    this.steps(job);
    this.announce(job);
    this.root.dispatchEvent(new CustomEvent("job", { bubbles: true, detail: job }));
    if (job.is_over) this.finish(job);
  }

  private bar(job: JobState): void {
    const bar = one<HTMLProgressElement>("progress", this.root);
    if (!bar) return;
    if (job.state === "queued") bar.removeAttribute("value");
    else bar.value = job.percent;
  }

  private text(selector: string, text: string): void {
    const element = one(selector, this.root);
    if (element) element.textContent = text;
  }

  /** The server speaks of states and steps by key; the page holds their names in its own language. */
  private label(job: JobState): string {
    const words = JSON.parse(this.root.dataset["jobWords"] ?? "{}") as Record<string, string>;
    const step = job.state === "running" ? this.stepLabel(job.step) || words[`step.${job.step}`] : "";
    return step || words[`state.${job.state}`] || job.state_label;
  }

  private stepLabel(step: string): string {
    return one(`[data-step="${CSS.escape(step)}"] [data-step-title]`, this.root)?.textContent?.trim() ?? "";
  }

  private detail(job: JobState): string {
    if (job.state === "failed") return job.error_detail;
    if (job.seconds_left === null || job.is_over) return "";
    const pattern = this.root.dataset["jobLeft"] ?? "%s";
    return pattern.replace("%s", formatDuration(job.seconds_left));
  }

  private steps(job: JobState): void {
    const items = all("[data-step]", this.root);
    const here = items.findIndex((item) => item.dataset["step"] === job.step);
    // Before its first report a job stands where the server drew it.
    if (here < 0 && job.state !== "done") return;
    items.forEach((item, index) => {
      const state = job.state === "done" || index < here ? "done" : index === here ? "current" : "todo";
      item.dataset["state"] = state === "current" && job.state === "failed" ? "failed" : state;
      item.toggleAttribute("aria-current", state === "current");
    });
  }

  /** Screen readers hear every tenth part, not every frame. */
  private announce(job: JobState): void {
    const tenth = job.is_over ? 100 : Math.floor(job.percent / 10);
    if (tenth === this.announced) return;
    this.announced = tenth;
    this.text("[data-job-live]", `${this.label(job)} ${job.percent} %`);
  }

  private finish(job: JobState): void {
    this.stopPolling();
    this.socket?.close();
    const next = this.root.dataset["jobDoneUrl"];
    if (job.state === "done" && next) location.assign(next);
    else if (this.root.dataset["jobEndUrl"]) location.replace(this.root.dataset["jobEndUrl"]);
  }
}

const watched = new WeakSet<HTMLElement>();

/** Watch every job of the page; one that is watched already is left alone. */
export function startProgress(): void {
  mount((root) => {
    for (const element of all("[data-job-url], [data-job-socket]", root)) {
      if (watched.has(element)) continue;
      watched.add(element);
      new JobView(element);
    }
  });
}
