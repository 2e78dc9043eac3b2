/** The player: a session of the server's, a source that plays it, and everything around the picture. */
import { all, one } from "@core/dom";
import { readConfig } from "./config";
import { keysOf } from "./keys";
import { describeFilm, startMediaKeys } from "./media-keys";
import { reloadOnReturn, turnTo } from "./next-page";
import { partsOf, type Host, type Parts } from "./parts";
import { followForeignScreens, startFullscreen, startPictureInPicture } from "./screens";
import { endSession, Refusal, startSession, type NextFilm, type Problem, type Session, type Wish } from "./session";
import { Shortcuts } from "./shortcuts";
import { openNative, openSource, type Failure, type Source, type SourceEvents } from "./source";
import { Taps } from "./taps";

const JUMP = 10;
type Marks = Pick<Session, "markers" | "next" | "thumbnails_url">;

const CALM = "(prefers-reduced-motion: reduce)";
/** A session that was only just renewed and is refused again is refused for good. */
const RENEWED_LATELY_MS = 20_000;
const BEFORE_EXPIRY_MS = 90_000;
/** Streams that ended so belong to somebody else now; others are simply begun again. */
const TAKEN = ["taken_over", "replaced"];

export class Player {
  private readonly config = readConfig();
  private readonly video: HTMLVideoElement;
  private readonly parts: Parts;
  private session: Session | null = null;
  private source: Source | null = null;
  /** Typed once, it is sent along when the session has to be renewed. */
  private proof: Wish = {};
  private height = 0;
  private renewedAt = -Infinity;
  /** Where somebody was when the film was taken away; it goes on from there. */
  private leftAt: number | undefined;
  private expiry: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly root: HTMLElement) {
    this.video = one<HTMLVideoElement>("video", root)!;
    this.parts = partsOf(this.host());
    this.wireButtons();
    this.wirePage();
    this.wireKeys();
    root.focus({ preventScroll: true });
    void this.begin({});
  }

  private host(): Host {
    const { root, video, config } = this;
    return {
      root,
      video,
      config,
      source: () => this.source,
      seek: (seconds) => this.seek(seconds),
      startOver: () => this.startOver(),
      begin: (wish) => void this.begin(wish),
      ended: (problem) => this.ended(problem),
      goTo: (next) => void this.goTo(next),
      handOver: (toBrowser) => this.handOver(toBrowser),
    };
  }

  /** Ask for a session and play it; where the film is open already it goes on from there. */
  private async begin(wish: Wish): Promise<void> {
    const at = this.leftAt;
    this.parts.refusals.hide();
    this.root.dataset["failure"] = "";
    this.parts.controls.busy(true);
    this.parts.meter.ask();
    const session = await this.ask(wish);
    if (!session) return;
    this.leftAt = undefined;
    this.adopt(session);
    const wasShown = at === undefined && (await this.advertise(session));
    // Meanwhile it may have been left, refused, or renewed.
    if (!this.session || this.root.dataset["failure"]) return;
    this.mark(this.session);
    await this.open(this.session, at ?? session.position_seconds, wasShown || undefined);
    if (at === undefined && session.position_seconds > 0) this.parts.resumed.show(session.position_seconds);
    this.root.focus({ preventScroll: true });
  }

  /** Nothing of it is the film: no progress, no marks, no measurement. Tells whether any was seen. */
  private async advertise({ ad_break: adBreak, position_seconds: at }: Session): Promise<boolean> {
    const { ads, heart, meter, controls } = this.parts;
    if (!adBreak) return false;
    heart.hold(at);
    meter.rest();
    const start = { startsByItself: !matchMedia(CALM).matches, onStill: () => controls.busy(false) };
    const wasShown = await ads.show(adBreak, start);
    heart.hold(null);
    meter.ask();
    if (!this.root.dataset["failure"]) controls.busy(true);
    return wasShown;
  }

  private async ask(wish: Wish): Promise<Session | null> {
    try {
      const session = await startSession(this.config, { ...this.proof, ...wish });
      if (wish.pin) this.proof = wish;
      return session;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refuse(error.problem);
      return null;
    }
  }

  private adopt(session: Session): void {
    this.session = session;
    this.parts.heart.start(session);
    this.parts.meter.open(session);
    clearTimeout(this.expiry);
    const left = Date.parse(session.expires_at) - Date.now() - BEFORE_EXPIRY_MS;
    // Longer than a timer can count is longer than anybody watches.
    if (left > 0 && left < 2 ** 31) this.expiry = setTimeout(() => void this.renew(), left);
  }

  private mark({ markers, next, thumbnails_url: thumbnails }: Marks): void {
    this.parts.skips.set(markers);
    this.parts.nextUp.set(next);
    this.parts.seekBar.setThumbnails(thumbnails);
  }

  /** Somebody who wants little motion, or had paused, starts it by hand. */
  private async open(session: Session, at: number, goesOn = !matchMedia(CALM).matches): Promise<void> {
    this.source?.destroy();
    this.parts.tracks.reset();
    this.height = 0;
    const { title = "", artist = "", artwork = "" } = this.root.dataset;
    describeFilm(title, artist, artwork);
    this.source = await openSource(this.video, session.manifest_url, at, this.sourceEvents(session));
    this.parts.casting.look(session.manifest_url);
    if (goesOn) this.play();
    else this.showPicture();
  }

  private sourceEvents(session: Session): SourceEvents {
    return {
      onRungs: (rungs) => {
        this.parts.quality.setRungs(rungs, session.upsell);
        this.parts.controls.busy(false);
      },
      onAudio: (tracks) => this.parts.tracks.setAudio(tracks),
      onTexts: (tracks) => this.parts.tracks.setTexts(tracks),
      onOwnAudio: (index) => this.parts.tracks.pickAudio(String(index)),
      onOwnText: (index) => this.parts.tracks.pickText(String(index)),
      onHeight: (height) => this.showHeight(height),
      onFailure: (failure, details) => void this.fail(failure, details),
      onTrouble: (details) => this.parts.meter.failed(details, false),
    };
  }

  /** A permission that ran out is renewed in silence: the picture goes on, or waits a moment. */
  private async renew(): Promise<void> {
    this.renewedAt = performance.now();
    const session = await this.ask({});
    if (!session) return;
    this.adopt(session);
    if (this.parts.ads.isOn) return;
    this.mark(session);
    if (!this.source) return this.open(session, session.position_seconds);
    const { currentTime, paused } = this.video;
    if (!this.source.move(session.manifest_url)) await this.open(session, currentTime, !paused);
  }

  private async fail(failure: Failure, details: string): Promise<void> {
    const isExpired = failure === "denied" || failure === "gone";
    this.parts.meter.failed(details, !isExpired);
    if (isExpired && performance.now() - this.renewedAt > RENEWED_LATELY_MS) await this.renew();
    else this.refuse({ code: failure === "network" ? "offline" : failure, status: 0, detail: "" });
  }

  /** What the server answered to a beat: somebody else watches now, or our place was given up. */
  private ended(problem: Problem): void {
    const isTaken = problem.code === "stream_ended" && TAKEN.includes(problem.reason ?? "taken_over");
    if (!isTaken && performance.now() - this.renewedAt > RENEWED_LATELY_MS) void this.renew();
    else this.refuse(problem);
  }

  private refuse(problem: Problem): void {
    this.parts.controls.busy(false);
    this.parts.heart.stop();
    this.parts.resumed.hide();
    this.close();
    this.root.dataset["failure"] = problem.code;
    this.showPicture();
    this.parts.refusals.show(problem);
  }

  /** Fetch nothing more: what is refused now must not be asked for in silence. */
  private close(): void {
    if (this.video.readyState > 0 && !this.parts.ads.isOn) this.leftAt = this.video.currentTime;
    this.parts.ads.cancel();
    this.video.pause();
    this.source?.destroy();
    this.source = null;
    if (document.pictureInPictureElement) void document.exitPictureInPicture();
  }

  private showHeight(height: number): void {
    this.parts.meter.switched(this.height, height);
    this.height = height;
    this.parts.quality.showHeight(height);
  }

  private play(): void {
    // A browser may insist on a click first; the big button is there for it.
    void this.video.play().catch(() => {
      this.parts.controls.busy(false);
      this.showPicture();
    });
  }

  /** Only where the film does not begin by itself: on a slow line the picture would hold it up. */
  private showPicture(): void {
    this.video.poster = this.root.dataset["picture"] ?? "";
    this.opened();
  }

  /** What the picture need not wait for any longer, above all the studio's letters. */
  private opened(): void {
    document.body.classList.remove("is-opening");
  }

  private toggle(): void {
    if (this.root.dataset["failure"]) return;
    if (this.video.paused) this.play();
    else this.video.pause();
  }

  private seek(seconds: number): void {
    if (this.parts.ads.isOn) return;
    const end = Number.isFinite(this.video.duration) ? this.video.duration : 0;
    this.video.currentTime = Math.min(end, Math.max(0, seconds));
    this.parts.seekBar.refresh();
  }

  private jump(by: number): void {
    this.seek(this.video.currentTime + by);
  }

  private startOver(): void {
    this.seek(0);
    this.play();
    this.root.focus();
  }

  /** A television needs the browser's own HLS; afterwards ours takes over again. */
  private handOver(toBrowser: boolean): void {
    if (!this.session) return;
    const [at, { manifest_url: url }] = [this.video.currentTime, this.session];
    if (!toBrowser) return void this.open(this.session, at);
    this.source?.destroy();
    // The browser names its own tracks, if any: ours would be choices that change nothing.
    this.parts.tracks.reset();
    this.video.disableRemotePlayback = false;
    this.source = openNative(this.video, url, at, this.sourceEvents(this.session));
    this.source.drawTexts(true);
    this.play();
  }

  private async goTo(next: NextFilm): Promise<void> {
    this.leave();
    const config = await turnTo(next.url, this.root);
    if (!config) return location.assign(next.url);
    Object.assign(this.config, config);
    this.close();
    this.leftAt = undefined;
    this.mark({ markers: [], next: null, thumbnails_url: null });
    this.parts.announce(this.parts.say("nowPlaying", { title: this.root.dataset["title"] ?? "" }));
    await this.begin({});
  }

  private leave(): void {
    if (!this.session) return;
    this.parts.heart.beatLast();
    this.parts.heart.stop();
    this.parts.meter.send();
    endSession(this.session);
    this.session = null;
    this.parts.ads.cancel();
  }

  private wireButtons(): void {
    const { controls } = this.parts;
    controls.on("play", () => this.toggle());
    controls.on("start", () => this.toggle());
    controls.on("rewind", () => this.jump(-JUMP));
    controls.on("forth", () => this.jump(JUMP));
    const [seek, jump] = [(to: number) => this.seek(to), (by: number) => this.jump(by)];
    startMediaKeys(this.video, { seek, jump, next: () => this.parts.nextUp.go() });
  }

  private wirePage(): void {
    this.video.addEventListener("playing", () => this.opened(), { once: true });
    addEventListener("pagehide", () => this.leave());
    // The browser kept the page as it was; its place in the household is gone.
    addEventListener("pageshow", ({ persisted }) => persisted && void this.renew());
    addEventListener("online", () => this.root.dataset["failure"] === "offline" && void this.begin({}));
    followForeignScreens(this.video, (isForeign) => this.source?.drawTexts(isForeign));
    reloadOnReturn();
  }

  private wireKeys(): void {
    const { controls, announce } = this.parts;
    const fullscreen = startFullscreen(this.root, this.video, controls.button("fullscreen"));
    const small = startPictureInPicture(this.video, controls.button("pip"));
    const moves = { toggle: () => this.toggle(), jump: (by: number) => this.jump(by), seek: (to: number) => this.seek(to) };
    const keys = keysOf(this.video, this.parts, { ...moves, fullscreen, small });
    new Shortcuts(this.root, keys, (share) => {
      if (this.parts.ads.isOn) return;
      this.seek(share * this.video.duration);
      announce(controls.where());
    });
    this.wireFingers(fullscreen);
  }

  private wireFingers(fullscreen: () => void): void {
    const { ads, idle, announce, controls } = this.parts;
    const taps = new Taps(this.video, one("[data-player-leap]", this.root)!, {
      isIdle: () => idle.isIdle,
      wake: () => idle.wake(),
      rest: () => idle.rest(),
      canJump: () => !ads.isOn,
      jump: (by) => this.jump(by),
      say: () => announce(controls.where()),
    });
    this.video.addEventListener("click", () => !taps.tookClick && this.toggle());
    this.video.addEventListener("dblclick", () => !taps.tookClick && fullscreen());
  }
}

export function startPlayer(): void {
  for (const root of all("[data-player]")) new Player(root);
}
