/** What is shown before a film on plans with advertising. Whatever goes wrong with it leads to the film. */
import { one } from "@core/dom";
import type { AdBreak } from "../session";
import { AdPanel, type Words } from "./panel";
import { PATIENCE_MS, Showing, type Rules } from "./showing";

type Start = Omit<Rules, "skipAfter">;

export class AdBreaks {
  private showing: Showing | null = null;
  private search: AbortController | null = null;
  private readonly panel: AdPanel;

  constructor(
    private readonly root: HTMLElement,
    private readonly video: HTMLVideoElement,
    words: Words,
  ) {
    this.panel = new AdPanel(one("[data-player-ad]", root)!, words, { skip: () => this.skip(), visit: () => this.showing?.visit() });
  }

  get isOn(): boolean {
    return this.search !== null;
  }

  /** Returns when the film may begin: whether an advertisement was seen. */
  async show({ vast_url: url, skip_after_seconds: skipAfter }: AdBreak, start: Start): Promise<boolean> {
    const search = (this.search = new AbortController());
    this.root.dataset["ad"] = "";
    const signal = AbortSignal.any([search.signal, AbortSignal.timeout(PATIENCE_MS)]);
    const ad = await inTime(this.find(url, signal), signal);
    if (ad && !search.signal.aborted) this.showing = new Showing(this.video, ad, this.panel, { skipAfter, ...start });
    const wasSeen = (await this.showing?.over) ?? false;
    this.showing = this.search = null;
    delete this.root.dataset["ad"];
    return wasSeen;
  }

  skip(): void {
    this.showing?.skip();
  }

  /** Somebody leaves, or may not watch any longer. */
  cancel(): void {
    this.search?.abort();
    this.showing?.close();
  }

  private async find(url: string, signal: AbortSignal) {
    const { findAd } = await import("./vast");
    return findAd(url, this.video, signal);
  }
}

/** What fails, or is not there when the signal is given, is nothing. */
function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T | null> {
  const late = new Promise<null>((done) => signal.addEventListener("abort", () => done(null), { once: true }));
  return Promise.race([work.catch(() => null), late]);
}
