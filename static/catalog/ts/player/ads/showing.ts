/** One advertisement in the film's own video: plays it, tells its server, and ends in any case. */
import { openSource, type Source, type SourceEvents } from "../source";
import { webAddress } from "./address";
import type { AdPanel } from "./panel";
import type { Ad } from "./vast";

/** Nobody waits longer for an advertisement, at its start or in its middle. */
export const PATIENCE_MS = 3000;
const TOO_SLOW = 402;
const NOT_SHOWN = 405;

const nothing = (): void => undefined;
/** Of an advertisement nothing can be chosen. */
const IGNORED = { onRungs: nothing, onAudio: nothing, onTexts: nothing, onOwnAudio: nothing, onOwnText: nothing, onHeight: nothing, onTrouble: nothing };

export interface Rules {
  skipAfter: number | null;
  startsByItself: boolean;
  /** Nothing moves until somebody presses play. */
  onStill: () => void;
}

export class Showing {
  /** Settled when the film may begin: whether any of it was seen. */
  readonly over: Promise<boolean>;
  private readonly events = new AbortController();
  private end!: (wasSeen: boolean) => void;
  private source: Source | null = null;
  private patience: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly ad: Ad,
    private readonly panel: AdPanel,
    private readonly rules: Rules,
  ) {
    this.over = new Promise((done) => (this.end = done));
    this.listen();
    this.wait();
    void this.load();
  }

  private get isOver(): boolean {
    return this.events.signal.aborted;
  }

  skip(): void {
    if (this.skipIn() !== 0) return;
    this.ad.tracker.skip();
    this.close();
  }

  /** The advertiser's page opens in another tab; the film waits meanwhile. The link is filled in just before. */
  visit(): void {
    this.video.pause();
    this.ad.tracker.click();
  }

  close(): void {
    if (this.isOver) return;
    this.events.abort();
    clearTimeout(this.patience);
    this.panel.close();
    this.source?.destroy();
    this.video.removeAttribute("src");
    this.video.load();
    this.end(this.ad.tracker.impressed);
  }

  private listen(): void {
    const { video, ad } = this;
    this.on("loadedmetadata", () => this.open());
    this.on("timeupdate", () => this.follow());
    this.on("ended", () => this.complete());
    this.on("error", () => this.fail(NOT_SHOWN));
    for (const type of ["play", "waiting"]) this.on(type, () => this.wait());
    for (const type of ["canplay", "playing"]) this.on(type, () => clearTimeout(this.patience));
    for (const type of ["play", "pause"]) this.on(type, () => this.tellPause());
    this.on("volumechange", () => ad.tracker.setMuted(video.muted));
    ad.tracker.on("clickthrough", (url: unknown) => this.panel.leadTo(webAddress(url)));
  }

  private on(type: string, action: () => void): void {
    this.video.addEventListener(type, action, { signal: this.events.signal });
  }

  private async load(): Promise<void> {
    const { video, ad } = this;
    if (ad.isHls) this.source = await openSource(video, ad.url, 0, this.sourceEvents());
    else video.src = ad.url;
    // Ended while the way to play it was still being fetched.
    if (this.isOver) this.source?.destroy();
    else if (this.rules.startsByItself) void video.play().catch(() => this.isOver || this.rules.onStill());
    else this.rules.onStill();
  }

  private sourceEvents(): SourceEvents {
    return { ...IGNORED, onFailure: () => this.fail(NOT_SHOWN) };
  }

  private open(): void {
    const { video, ad } = this;
    // Whoever watches films faster is not shown faster advertisements.
    video.playbackRate = 1;
    if (Number.isFinite(video.duration)) ad.tracker.setDuration(video.duration);
    this.panel.open(ad.link, video.duration);
    this.refresh();
  }

  private follow(): void {
    const { currentTime } = this.video;
    if (currentTime <= 0) return;
    this.ad.tracker.trackImpression();
    this.ad.tracker.setProgress(currentTime);
    this.refresh();
  }

  private refresh(): void {
    this.panel.show(this.video.duration - this.video.currentTime, this.skipIn());
  }

  /** Seconds until it may be skipped; undefined for one that ends before, or may not be. */
  private skipIn(): number | undefined {
    const after = this.rules.skipAfter ?? this.ad.skipAfter;
    if (after === null || after >= this.video.duration) return undefined;
    return Math.max(0, after - this.video.currentTime);
  }

  private tellPause(): void {
    if (this.ad.tracker.impressed && !this.video.ended) this.ad.tracker.setPaused(this.video.paused);
  }

  private complete(): void {
    this.ad.tracker.setProgress(this.video.duration);
    this.ad.tracker.complete();
    this.close();
  }

  /** One that stands still by the viewer's own will, or a browser's that wants a click first, is not slow. */
  private wait(): void {
    clearTimeout(this.patience);
    this.patience = setTimeout(() => this.video.paused || this.fail(TOO_SLOW), PATIENCE_MS);
  }

  private fail(code: number): void {
    this.ad.tracker.error({ ERRORCODE: code });
    this.close();
  }
}
