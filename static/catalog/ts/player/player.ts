/** The player: a session of the server's, a source that plays it, and everything around the picture. */
import { all, one } from "@core/dom";
import { Announcer } from "./announcer";
import { CaptionDialog } from "./caption-dialog";
import { dress } from "./caption-style";
import { Captions } from "./captions";
import { Casting } from "./casting";
import { readConfig, sayingOf, type Config, type Say } from "./config";
import { Controls } from "./controls";
import { Heart } from "./heart";
import { Idle } from "./idle";
import { describeFilm, startMediaKeys } from "./media-keys";
import { Menu } from "./menu";
import { Meter } from "./meter";
import { reloadOnReturn, turnTo } from "./next-page";
import { NextUp } from "./next-up";
import { QualityMenu } from "./quality-menu";
import { Refusals } from "./refusals";
import { Resumed } from "./resumed";
import { followForeignScreens, startFullscreen, startPictureInPicture } from "./screens";
import { SeekBar } from "./seek-bar";
import { endSession, Refusal, startSession, type NextFilm, type Problem, type Session, type Wish } from "./session";
import { Shortcuts, type Actions } from "./shortcuts";
import { Skips } from "./skips";
import { openNative, openSource, type Failure, type Source, type SourceEvents } from "./source";
import { Taps } from "./taps";
import { TrackMenus } from "./track-menus";
import { Volume } from "./volume";
import { Wishes } from "./wishes";

const JUMP = 10;
const STEP = 5;
/** A session that was only just renewed and is refused again is refused for good. */
const RENEWED_LATELY_MS = 20_000;
const BEFORE_EXPIRY_MS = 90_000;
/** Streams that ended so belong to somebody else now; others are simply begun again. */
const TAKEN = ["taken_over", "replaced"];

export class Player {
  private readonly config: Config = readConfig();
  private readonly say: Say = sayingOf(this.config);
  private readonly video: HTMLVideoElement;
  private readonly controls: Controls;
  private readonly announcer: Announcer;
  private readonly wishes = new Wishes(this.config);
  private readonly heart: Heart;
  private readonly meter: Meter;
  private readonly trackMenu: Menu;
  private readonly qualityMenu: Menu;
  private readonly tracks: TrackMenus;
  private readonly quality: QualityMenu;
  private readonly seekBar: SeekBar;
  private readonly volume: Volume;
  private readonly refusals: Refusals;
  private readonly resumed: Resumed;
  private readonly skips: Skips;
  private readonly nextUp: NextUp;
  private readonly casting: Casting;
  private readonly idle: Idle;
  private readonly styles: CaptionDialog;
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
    const { video, say } = { video: one<HTMLVideoElement>("video", root)!, say: this.say };
    const announce = (text: string) => this.announcer.say(text);
    const seek = (seconds: number) => this.seek(seconds);
    this.video = video;
    this.controls = new Controls(root, video, say);
    this.announcer = new Announcer(one("[data-player-news]", root)!);
    this.heart = new Heart(this.config, video, (problem) => this.ended(problem));
    this.meter = new Meter(video);
    this.volume = new Volume(root, video);
    this.seekBar = new SeekBar(root, video, seek);
    this.trackMenu = new Menu(one("[data-player-tracks]", root)!);
    this.qualityMenu = new Menu(one("[data-player-settings]", root)!);
    this.styles = this.startStyles();
    const shared = { wishes: this.wishes, say, announce, source: () => this.source };
    this.quality = new QualityMenu({ ...shared, menu: this.qualityMenu, video });
    this.tracks = new TrackMenus({
      ...shared,
      menu: this.trackMenu,
      openStyles: () => this.styles.open(this.wishes.style),
      onTexts: (hasTexts, isOn) => this.showCaptionState(hasTexts, isOn),
    });
    this.refusals = new Refusals(one("[data-player-refusal]", root)!, say, (wish) => void this.begin(wish));
    this.resumed = new Resumed(one("[data-player-resumed]", root)!, say, () => this.startOver());
    this.skips = new Skips(this.controls.button("skip"), video, say, { seek, announce });
    this.nextUp = new NextUp(one("[data-player-next]", root)!, this.controls.button("following"), video, {
      say,
      announce,
      creditsStart: () => this.skips.credits?.starts_seconds,
      isAutomatic: () => this.config.profile.autoplay,
      go: (next) => void this.goTo(next),
    });
    const { airplay, cast } = { airplay: this.controls.button("airplay"), cast: this.controls.button("cast") };
    this.casting = new Casting(video, { airplay, cast }, (toBrowser) => this.handOver(toBrowser));
    this.idle = new Idle(root, video, () => this.isUsed());
    this.wire();
    root.focus({ preventScroll: true });
    void this.begin({});
  }

  /** Ask for a session and play it; where the film is open already it goes on from there. */
  private async begin(wish: Wish): Promise<void> {
    const at = this.leftAt;
    this.refusals.hide();
    this.root.dataset["failure"] = "";
    this.controls.busy(true);
    this.meter.ask();
    const session = await this.ask(wish);
    if (!session) return;
    this.leftAt = undefined;
    this.adopt(session);
    await this.open(session, at ?? session.position_seconds);
    if (at === undefined && session.position_seconds > 0) this.resumed.show(session.position_seconds);
    this.root.focus({ preventScroll: true });
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
    this.heart.start(session);
    this.meter.open(session);
    this.skips.set(session.markers);
    this.nextUp.set(session.next);
    this.seekBar.setThumbnails(session.thumbnails_url);
    clearTimeout(this.expiry);
    const left = Date.parse(session.expires_at) - Date.now() - BEFORE_EXPIRY_MS;
    // Longer than a timer can count is longer than anybody watches.
    if (left > 0 && left < 2 ** 31) this.expiry = setTimeout(() => void this.renew(), left);
  }

  private async open(session: Session, at: number): Promise<void> {
    this.source?.destroy();
    this.tracks.reset();
    this.height = 0;
    const { title = "", artist = "", artwork = "" } = this.root.dataset;
    describeFilm(title, artist, artwork);
    this.source = await openSource(this.video, session.manifest_url, at, this.sourceEvents(session));
    this.casting.look(session.manifest_url);
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) this.play();
  }

  private sourceEvents(session: Session): SourceEvents {
    return {
      onRungs: (rungs) => {
        this.quality.setRungs(rungs, session.upsell);
        this.controls.busy(false);
      },
      onAudio: (tracks) => this.tracks.setAudio(tracks),
      onTexts: (tracks) => this.tracks.setTexts(tracks),
      onHeight: (height) => this.showHeight(height),
      onFailure: (failure, details) => void this.fail(failure, details),
      onTrouble: (details) => this.meter.failed(details, false),
    };
  }

  /** A permission that ran out is renewed in silence: the picture goes on, or waits a moment. */
  private async renew(): Promise<void> {
    this.renewedAt = performance.now();
    const session = await this.ask({});
    if (!session) return;
    this.adopt(session);
    if (!this.source?.move(session.manifest_url)) await this.open(session, this.video.currentTime);
  }

  private async fail(failure: Failure, details: string): Promise<void> {
    const isExpired = failure === "denied" || failure === "gone";
    this.meter.failed(details, !isExpired);
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
    this.controls.busy(false);
    this.heart.stop();
    this.resumed.hide();
    this.close();
    this.root.dataset["failure"] = problem.code;
    this.refusals.show(problem);
  }

  /** Fetch nothing more: what is refused now must not be asked for in silence. */
  private close(): void {
    if (this.video.readyState > 0) this.leftAt = this.video.currentTime;
    this.video.pause();
    this.source?.destroy();
    this.source = null;
    if (document.pictureInPictureElement) void document.exitPictureInPicture();
  }

  private showHeight(height: number): void {
    this.meter.switched(this.height, height);
    this.height = height;
    this.quality.showHeight(height);
  }

  private showCaptionState(hasTexts: boolean, isOn: boolean): void {
    this.root.dataset["captions"] = hasTexts ? (isOn ? "on" : "off") : "none";
  }

  private play(): void {
    // A browser may insist on a click first; the big button is there for it.
    void this.video.play().catch(() => this.controls.busy(false));
  }

  private toggle(): void {
    if (this.root.dataset["failure"]) return;
    if (this.video.paused) this.play();
    else this.video.pause();
  }

  private seek(seconds: number): void {
    const end = Number.isFinite(this.video.duration) ? this.video.duration : 0;
    this.video.currentTime = Math.min(end, Math.max(0, seconds));
    this.seekBar.refresh();
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
    this.announcer.say(this.say("nowPlaying", { title: this.root.dataset["title"] ?? "" }));
    await this.begin({});
  }

  private leave(): void {
    if (!this.session) return;
    this.heart.beatLast();
    this.heart.stop();
    this.meter.send();
    endSession(this.session);
    this.session = null;
  }

  private isUsed(): boolean {
    return this.trackMenu.isOpen || this.qualityMenu.isOpen || document.querySelector("dialog[open]") !== null;
  }

  private startStyles(): CaptionDialog {
    const stage = one("[data-player-cues]", this.root)!;
    new Captions(stage, this.video);
    dress(stage, this.wishes.style);
    return new CaptionDialog(one<HTMLDialogElement>("#player-captions")!, {
      onChange: (style) => dress(stage, style),
      onClose: (style) => this.wishes.keepStyle(style),
    });
  }

  private wire(): void {
    this.controls.on("play", () => this.toggle());
    this.controls.on("start", () => this.toggle());
    this.controls.on("back", () => this.jump(-JUMP));
    this.controls.on("forth", () => this.jump(JUMP));
    this.wirePage();
    const fullscreen = startFullscreen(this.root, this.video, this.controls.button("fullscreen"));
    const small = startPictureInPicture(this.video, this.controls.button("pip"));
    followForeignScreens(this.video, (isForeign) => this.source?.drawTexts(isForeign));
    this.wireFingers(fullscreen);
    new Shortcuts(this.root, this.keys(fullscreen, small), (share) => this.tell(() => this.seek(share * this.video.duration)));
    startMediaKeys(this.video, { seek: (to) => this.seek(to), jump: (by) => this.jump(by), next: () => this.nextUp.go() });
  }

  private wirePage(): void {
    addEventListener("pagehide", () => this.leave());
    // The browser kept the page as it was; its place in the household is gone.
    addEventListener("pageshow", ({ persisted }) => persisted && void this.renew());
    addEventListener("online", () => this.root.dataset["failure"] === "offline" && void this.begin({}));
    reloadOnReturn();
  }

  private wireFingers(fullscreen: () => void): void {
    const taps = new Taps(this.video, one("[data-player-leap]", this.root)!, {
      isIdle: () => this.idle.isIdle,
      wake: () => this.idle.wake(),
      rest: () => this.idle.rest(),
      jump: (by) => this.jump(by),
      say: () => this.announcer.say(this.controls.where()),
    });
    this.video.addEventListener("click", () => !taps.tookClick && this.toggle());
    this.video.addEventListener("dblclick", () => !taps.tookClick && fullscreen());
  }

  /** What a key does is seen at once; here it is said as well. */
  private tell(action: () => void, text = () => this.controls.where()): void {
    action();
    this.announcer.say(text());
  }

  private keys(fullscreen: () => void, small: () => void): Actions {
    const playing = () => this.tell(() => this.toggle(), () => this.say(this.video.paused ? "paused" : "playing"));
    const move = (by: number) => () => this.tell(() => this.jump(by));
    const louder = (by: number) => () => this.tell(() => this.volume.change(by), () => this.loudness());
    return {
      " ": playing,
      k: playing,
      j: move(-JUMP),
      l: move(JUMP),
      ArrowLeft: move(-STEP),
      ArrowRight: move(STEP),
      ArrowUp: louder(0.05),
      ArrowDown: louder(-0.05),
      Home: () => this.tell(() => this.seek(0)),
      End: () => this.tell(() => this.seek(this.video.duration)),
      m: () => this.tell(() => this.volume.toggle(), () => this.loudness()),
      c: () => this.tracks.toggleTexts(),
      f: fullscreen,
      i: small,
      s: () => this.skips.skip(),
      n: () => this.nextUp.go(),
      "<": () => this.quality.changeSpeed(-1),
      ">": () => this.quality.changeSpeed(1),
      Escape: () => void this.nextUp.cancel(),
      "?": () => one<HTMLDialogElement>("#player-keys")?.showModal(),
    };
  }

  private loudness(): string {
    return this.volume.isSilent ? this.say("muted") : this.say("volumeIs", { level: this.volume.level });
  }
}

export function startPlayer(): void {
  for (const root of all("[data-player]")) new Player(root);
}
