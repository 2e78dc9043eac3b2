/** Where the moving picture comes from: hls.js where it runs, the browser's own HLS elsewhere. */
import type { HlsSource } from "./hls-source";
import { NativeSource } from "./native-source";

export type Failure = "network" | "denied" | "gone" | "media" | "unsupported";

/** One step of the ladder; `index` is what `chooseRung` takes. */
export interface Rung {
  index: number;
  /** The nominal quality, whatever shape the picture has. */
  height: number;
}

/** One language of sound or of subtitles, as the playlist tells it. */
export interface Track {
  index: number;
  language: string;
  name: string;
  /** Sound that says what is to be seen; subtitles that say what is to be heard. */
  isForImpaired: boolean;
  /** Subtitles of foreign words alone: shown without being asked for. */
  isForced: boolean;
  isDefault: boolean;
}

export interface SourceEvents {
  onRungs: (rungs: Rung[]) => void;
  onAudio: (tracks: Track[]) => void;
  onTexts: (tracks: Track[]) => void;
  /** Chosen in the browser's own menus: a track's index, of subtitles also -1. */
  onOwnAudio: (index: number) => void;
  onOwnText: (index: number) => void;
  /** The quality that plays now. */
  onHeight: (height: number) => void;
  onFailure: (failure: Failure, details: string) => void;
  /** Something went wrong that nobody has to hear of. */
  onTrouble: (details: string) => void;
}

export interface Source {
  /** A rung's index, or -1 to let the source decide. */
  chooseRung: (index: number) => void;
  chooseAudio: (index: number) => void;
  /** A track's index, or -1 for none. */
  chooseText: (index: number) => void;
  /** Let the browser draw subtitles where our own cannot be seen. */
  drawTexts: (isByBrowser: boolean) => void;
  /** Fetch the rest below another address; false when only opening anew helps. */
  move: (url: string) => boolean;
  destroy: () => void;
}

export const HLS = "application/vnd.apple.mpegurl";
export const DESCRIBES_VIDEO = "public.accessibility.describes-video";
export const DESCRIBES_SOUND = "public.accessibility.describes-music-and-sound";

export async function openSource(video: HTMLVideoElement, url: string, at: number, events: SourceEvents): Promise<Source | null> {
  const { makeHlsSource } = await import("./hls-source");
  const source: HlsSource | null = makeHlsSource(video, url, at, events);
  if (source) return source;
  if (video.canPlayType(HLS) !== "") return openNative(video, url, at, events);
  events.onFailure("unsupported", "no way to play HLS");
  return null;
}

/** At once, while a click still counts as the viewer's own. */
export function openNative(video: HTMLVideoElement, url: string, at: number, events: SourceEvents): Source {
  return new NativeSource(video, url, at, events);
}

export function failureOfStatus(status: number): Failure {
  if (status === 401 || status === 403) return "denied";
  return status === 404 || status === 410 ? "gone" : "network";
}
