/** hls.js: the browser's media source, fed by us. */
import Hls, { type ErrorData, type HlsConfig, type Level, type MediaPlaylist } from "hls.js";
import { CueStore } from "./cue-store";
import { DESCRIBES_SOUND, DESCRIBES_VIDEO, failureOfStatus, type Failure, type Rung, type Source, type SourceEvents, type Track } from "./source";
import { read, write } from "./stored";

const TRIES = 4;
const GONE = 410;
const BANDWIDTH = "player-bandwidth";
/** What was measured yesterday is believed up to here, so that the first segment comes quickly. */
const MOST_BELIEVED = 4_000_000;
const LEAST_BELIEVED = 500_000;
const RUNG = /\/(\d{3,4})\/[^/]+\.m3u8/;

export function makeHlsSource(video: HTMLVideoElement, url: string, at: number, events: SourceEvents): HlsSource | null {
  return Hls.isSupported() ? new HlsSource(video, url, at, events) : null;
}

export class HlsSource implements Source {
  private readonly hls: Hls;
  private readonly cues: CueStore;
  private networkTries = 0;
  private mediaTries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Playlists name addresses below the first one; after a renewal they stand below the second. */
  private readonly home: string;
  private movedTo: string;
  private isRefused = false;

  constructor(
    video: HTMLVideoElement,
    url: string,
    at: number,
    private readonly events: SourceEvents,
  ) {
    this.home = this.movedTo = folderOf(url);
    this.hls = new Hls({ ...this.settings(), startPosition: at > 0 ? at : -1 });
    this.cues = new CueStore(video);
    this.listen();
    this.hls.loadSource(url);
    this.hls.attachMedia(video);
  }

  chooseRung(index: number): void {
    this.hls.nextLevel = index;
  }

  chooseAudio(index: number): void {
    this.hls.audioTrack = index;
  }

  chooseText(index: number): void {
    this.hls.subtitleTrack = index;
    const track = this.hls.subtitleTracks[index];
    this.cues.choose(track ? this.keyOf(index) : "", track?.name, track?.lang);
  }

  drawTexts(isByBrowser: boolean): void {
    this.cues.draw(isByBrowser);
  }

  move(url: string): boolean {
    if (contentOf(url) !== contentOf(`${this.home}/`)) return false;
    this.movedTo = folderOf(url);
    this.networkTries = 0;
    this.isRefused = false;
    this.hls.startLoad();
    return true;
  }

  destroy(): void {
    clearTimeout(this.timer);
    write(BANDWIDTH, Math.round(this.hls.bandwidthEstimate) || 0);
    this.cues.close();
    this.hls.destroy();
  }

  private settings(): Partial<HlsConfig> {
    const known = read<number>(BANDWIDTH, 0);
    return {
      capLevelToPlayerSize: false,
      // Its own way opens a data: address, which our security policy forbids.
      renderTextTracksNatively: false,
      backBufferLength: 60,
      // As much ahead and no more: what nobody watches is paid for too, and a slow line is noticed.
      maxBufferLength: 40,
      maxMaxBufferLength: 40,
      startFragPrefetch: true,
      abrEwmaDefaultEstimate: Math.min(MOST_BELIEVED, Math.max(LEAST_BELIEVED, known)),
      xhrSetup: (xhr, url) => this.redirect(xhr, url),
    };
  }

  /** What hls.js calls a track when it hands over its cues. */
  private keyOf(index: number): string {
    return this.hls.subtitleTracks[index]?.default ? "default" : `subtitles${index}`;
  }

  private redirect(xhr: XMLHttpRequest, url: string): void {
    if (this.movedTo === this.home || !url.startsWith(this.home)) return;
    xhr.open("GET", this.movedTo + url.slice(this.home.length), true);
  }

  private listen(): void {
    const { hls, events } = this;
    hls.on(Hls.Events.MANIFEST_PARSED, () => events.onRungs(rungsOf(hls.levels)));
    hls.on(Hls.Events.AUDIO_TRACKS_UPDATED, (_, data) => events.onAudio(tracksOf(data.audioTracks, DESCRIBES_VIDEO)));
    hls.on(Hls.Events.SUBTITLE_TRACKS_UPDATED, (_, data) => events.onTexts(tracksOf(data.subtitleTracks, DESCRIBES_SOUND)));
    hls.on(Hls.Events.CUES_PARSED, (_, { track, cues }) => this.cues.add(track, cues as VTTCue[]));
    hls.on(Hls.Events.LEVEL_SWITCHED, (_, { level }) => events.onHeight(hls.levels[level] ? rungOf(hls.levels[level]) : 0));
    hls.on(Hls.Events.FRAG_BUFFERED, () => (this.networkTries = 0));
    hls.on(Hls.Events.ERROR, (_, data) => this.handle(data));
  }

  private handle(data: ErrorData): void {
    const failure = failureOfStatus(data.response?.code ?? 0);
    if (this.isRefused) return;
    // hls.js would ask again for minutes; a refusal does not change by itself.
    if (failure === "denied" || data.response?.code === GONE) this.refused(failure, data.details);
    else if (!data.fatal) this.events.onTrouble(data.details);
    else if (data.type === Hls.ErrorTypes.NETWORK_ERROR) this.networkFailed(data);
    else if (data.type === Hls.ErrorTypes.MEDIA_ERROR) this.mediaFailed(data);
    else this.events.onFailure("media", data.details);
  }

  private refused(failure: Failure, details: string): void {
    this.isRefused = true;
    this.hls.stopLoad();
    this.events.onFailure(failure, details);
  }

  /** A network that comes back within a quarter of a minute is nothing the viewer must hear of. */
  private networkFailed({ response, details }: ErrorData): void {
    const failure = failureOfStatus(response?.code ?? 0);
    this.networkTries += 1;
    if (failure !== "network" || this.networkTries > TRIES || this.hls.levels.length === 0) {
      this.events.onFailure(failure, details);
      return;
    }
    this.events.onTrouble(details);
    this.timer = setTimeout(() => this.hls.startLoad(), 1000 * 2 ** (this.networkTries - 1));
  }

  private mediaFailed({ details }: ErrorData): void {
    this.mediaTries += 1;
    if (this.mediaTries > 2) this.events.onFailure("media", details);
    else this.hls.recoverMediaError();
  }
}

function folderOf(url: string): string {
  return new URL(url, location.href).href.replace(/\/[^/]*$/, "");
}

/** What an address is about: all but its signature, its end of life and its session. */
function contentOf(url: string): string {
  return new URL(url, location.href).pathname.split("/").slice(5, -1).join("/");
}

function rungsOf(levels: Level[]): Rung[] {
  const rungs = levels.map((level, index) => ({ index, height: rungOf(level) }));
  return rungs.filter(({ height }, place) => rungs.findIndex((other) => other.height === height) === place);
}

/** A film of 1920 × 804 is sold as 1080p, and its folder is called so. */
function rungOf(level: Level): number {
  const named = RUNG.exec(level.url[0] ?? "")?.[1];
  return named ? Number(named) : Math.max(level.height, Math.round((level.width * 9) / 16));
}

function tracksOf(playlists: MediaPlaylist[], forImpaired: string): Track[] {
  return playlists.map((each, index) => ({
    index,
    language: each.lang ?? "",
    name: each.name,
    isForImpaired: (each.characteristics ?? "").includes(forImpaired),
    isForced: each.forced,
    isDefault: each.default,
  }));
}
