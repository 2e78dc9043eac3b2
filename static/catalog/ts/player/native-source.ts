/** The browser's own HLS: Safari's, and what a television takes over. */
import { failureOfStatus, type Source, type SourceEvents, type Track } from "./source";

interface NativeAudioTrack {
  enabled: boolean;
  kind: string;
  label: string;
  language: string;
}

interface WithAudioTracks extends HTMLVideoElement {
  audioTracks?: EventTarget & Iterable<NativeAudioTrack> & { length: number };
}

export class NativeSource implements Source {
  private readonly stop = new AbortController();
  private chosenAudio = -1;
  private chosenText = -1;
  private isDrawnByBrowser = false;

  constructor(
    private readonly video: WithAudioTracks,
    url: string,
    at: number,
    private readonly events: SourceEvents,
  ) {
    const { signal } = this.stop;
    video.addEventListener("error", () => void this.explain(url), { signal });
    video.addEventListener("resize", () => events.onHeight(video.videoHeight), { signal });
    video.addEventListener("loadedmetadata", () => this.open(at), { signal, once: true });
    video.textTracks.addEventListener("addtrack", () => this.tellTexts(), { signal });
    video.audioTracks?.addEventListener("addtrack", () => this.tellAudio(), { signal });
    video.audioTracks?.addEventListener("change", () => this.tellOwnAudio(), { signal });
    video.src = url;
  }

  /** The browser climbs the ladder by itself and offers no choice. */
  chooseRung(): void {}

  chooseAudio(index: number): void {
    this.chosenAudio = index;
    this.audio().forEach((track, place) => (track.enabled = place === index));
  }

  chooseText(index: number): void {
    this.chosenText = index;
    this.texts().forEach((track, place) => (track.mode = place === index ? this.shownMode() : "disabled"));
  }

  drawTexts(isByBrowser: boolean): void {
    if (!isByBrowser && this.isDrawnByBrowser) this.tellOwnText();
    this.isDrawnByBrowser = isByBrowser;
    this.chooseText(this.chosenText);
  }

  move(): boolean {
    return false;
  }

  destroy(): void {
    this.stop.abort();
    this.video.removeAttribute("src");
    this.video.load();
  }

  private open(at: number): void {
    if (at > 0) this.video.currentTime = at;
    this.events.onRungs([]);
    this.tellAudio();
    this.tellTexts();
  }

  private tellAudio(): void {
    const tracks = this.audio().map((track, index) => ({
      ...describe(track, index, track.kind.includes("desc"), false),
      isDefault: track.enabled,
    }));
    if (tracks.length > 0) this.events.onAudio(tracks);
  }

  private tellTexts(): void {
    const tracks = this.texts().map((track, index) => describe(track, index, track.kind === "captions", track.kind === ("forced" as TextTrackKind)));
    if (tracks.length > 0) this.events.onTexts(tracks);
  }

  /** On an iPhone's whole screen the system has menus of its own, and what they say is what was wanted. */
  private tellOwnAudio(): void {
    const index = this.audio().findIndex(({ enabled }) => enabled);
    if (index >= 0 && this.chosenAudio >= 0 && index !== this.chosenAudio) this.events.onOwnAudio(index);
  }

  private tellOwnText(): void {
    const index = this.texts().findIndex(({ mode }) => mode === "showing");
    if (index !== this.chosenText) this.events.onOwnText(index);
  }

  private shownMode(): TextTrackMode {
    return this.isDrawnByBrowser ? "showing" : "hidden";
  }

  private audio(): NativeAudioTrack[] {
    return [...(this.video.audioTracks ?? [])];
  }

  private texts(): TextTrack[] {
    return [...this.video.textTracks].filter(({ kind }) => kind !== "metadata" && kind !== "chapters");
  }

  /** The element says only that it failed; asking for the playlist again tells why. */
  private async explain(url: string): Promise<void> {
    const answer = await fetch(url, { credentials: "same-origin" }).catch(() => null);
    const failure = answer?.ok ? "media" : failureOfStatus(answer?.status ?? 0);
    this.events.onFailure(failure, `code ${this.video.error?.code ?? 0}`);
  }
}

function describe({ language, label }: { language: string; label: string }, index: number, isForImpaired: boolean, isForced: boolean): Track {
  return { index, language, name: label, isForImpaired, isForced, isDefault: false };
}
