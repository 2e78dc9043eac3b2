/** Where the moving picture comes from: hls.js where it runs, the browser's own HLS elsewhere. */
import type HlsLibrary from "hls.js";
import type { ErrorData, HlsConfig } from "hls.js";

export type Failure = "network" | "denied" | "gone" | "media" | "unsupported";

/** One step of the ladder; `index` is what `choose` takes. */
export interface Rung {
  index: number;
  height: number;
  bitrate: number;
}

export interface SourceEvents {
  onRungs: (rungs: Rung[]) => void;
  /** The height that plays now. */
  onHeight: (height: number) => void;
  onFailure: (failure: Failure) => void;
}

export interface Source {
  /** A rung's index, or -1 to let the source decide. */
  choose: (index: number) => void;
  destroy: () => void;
}

const HLS = "application/vnd.apple.mpegurl";
const TRIES = 4;
const CONFIG: Partial<HlsConfig> = { capLevelToPlayerSize: false, backBufferLength: 60, maxBufferLength: 40 };

export async function openSource(video: HTMLVideoElement, url: string, events: SourceEvents): Promise<Source | null> {
  const { default: Hls } = await import("hls.js");
  if (Hls.isSupported()) return new HlsSource(new Hls(CONFIG), Hls, video, url, events);
  if (video.canPlayType(HLS) !== "") return new NativeSource(video, url, events);
  events.onFailure("unsupported");
  return null;
}

export function failureOfStatus(status: number): Failure {
  if (status === 401 || status === 403) return "denied";
  return status === 404 || status === 410 ? "gone" : "network";
}

class HlsSource implements Source {
  private networkTries = 0;
  private mediaTries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly hls: HlsLibrary,
    library: typeof HlsLibrary,
    video: HTMLVideoElement,
    url: string,
    private readonly events: SourceEvents,
  ) {
    const { Events, ErrorTypes } = library;
    hls.on(Events.MANIFEST_PARSED, () => events.onRungs(this.rungs()));
    hls.on(Events.LEVEL_SWITCHED, (_, { level }) => events.onHeight(hls.levels[level]?.height ?? 0));
    hls.on(Events.FRAG_BUFFERED, () => (this.networkTries = 0));
    hls.on(Events.ERROR, (_, data) => {
      if (!data.fatal) return;
      if (data.type === ErrorTypes.NETWORK_ERROR) this.networkFailed(data);
      else if (data.type === ErrorTypes.MEDIA_ERROR) this.mediaFailed();
      else events.onFailure("media");
    });
    hls.loadSource(url);
    hls.attachMedia(video);
  }

  choose(index: number): void {
    this.hls.nextLevel = index;
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.hls.destroy();
  }

  private rungs(): Rung[] {
    return this.hls.levels.map(({ height, bitrate }, index) => ({ index, height, bitrate }));
  }

  /** A network that comes back within a quarter of a minute is nothing the viewer must hear of. */
  private networkFailed(data: ErrorData): void {
    const failure = failureOfStatus(data.response?.code ?? 0);
    this.networkTries += 1;
    if (failure !== "network" || this.networkTries > TRIES || this.hls.levels.length === 0) {
      this.events.onFailure(failure);
      return;
    }
    this.timer = setTimeout(() => this.hls.startLoad(), 1000 * 2 ** (this.networkTries - 1));
  }

  private mediaFailed(): void {
    this.mediaTries += 1;
    if (this.mediaTries > 2) this.events.onFailure("media");
    else this.hls.recoverMediaError();
  }
}

class NativeSource implements Source {
  private readonly stop = new AbortController();

  constructor(
    private readonly video: HTMLVideoElement,
    url: string,
    events: SourceEvents,
  ) {
    const { signal } = this.stop;
    video.addEventListener("error", () => void this.explain(url, events), { signal });
    video.addEventListener("resize", () => events.onHeight(video.videoHeight), { signal });
    video.src = url;
    events.onRungs([]);
  }

  choose(): void {
    // The browser climbs the ladder by itself and offers no choice.
  }

  destroy(): void {
    this.stop.abort();
    this.video.removeAttribute("src");
    this.video.load();
  }

  /** The element says only that it failed; asking for the playlist again tells why. */
  private async explain(url: string, events: SourceEvents): Promise<void> {
    const answer = await fetch(url, { credentials: "same-origin" }).catch(() => null);
    events.onFailure(answer?.ok ? "media" : failureOfStatus(answer?.status ?? 0));
  }
}
