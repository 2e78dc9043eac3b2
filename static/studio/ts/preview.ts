/** The film beside an editor: a session like every player's, the browser's own controls. */
import type Hls from "hls.js";
import { all, meta, mount, on, one } from "@core/dom";
import { timecode } from "./timecodes";

interface Session {
  session: string;
  manifest_url: string;
  heartbeat_url: string;
  heartbeat_seconds: number;
}

const DEVICE = "desk-preview";
const HLS = "application/vnd.apple.mpegurl";
const previews = new WeakMap<HTMLElement, Preview>();

/** One name for this browser: opening another preview ends the one before. */
function device(): string {
  const known = localStorage.getItem(DEVICE);
  const name = known ?? crypto.randomUUID();
  if (!known) localStorage.setItem(DEVICE, name);
  return name;
}

function send(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": meta("csrf-token") },
    body: JSON.stringify(body),
  });
}

export class Preview {
  private sequence = 0;

  private hls: Hls | null = null;

  constructor(
    private readonly root: HTMLElement,
    readonly video: HTMLVideoElement,
  ) {
    const clock = one<HTMLOutputElement>("[data-preview-clock]", root);
    video.addEventListener("timeupdate", () => {
      if (clock) clock.value = timecode(video.currentTime);
    });
    void this.start();
  }

  get position(): number {
    return Math.round(this.video.currentTime * 1000) / 1000;
  }

  goTo(seconds: number, play = false): void {
    if (Number.isFinite(seconds)) this.video.currentTime = seconds;
    if (play) void this.video.play().catch(() => undefined);
  }

  private async start(): Promise<void> {
    const asked = { film: this.root.dataset["film"], device_id: device(), device: "Desk" };
    const answer = await send(this.root.dataset["sessions"] ?? "", asked).catch(() => null);
    const told = answer ? ((await answer.json().catch(() => null)) as Session & { detail?: string }) : null;
    if (!answer?.ok || !told) {
      this.fail(told?.detail);
      return;
    }
    await this.open(told.manifest_url);
    this.keepAlive(told);
  }

  private async open(url: string): Promise<void> {
    const { default: Player } = await import("hls.js");
    if (!Player.isSupported()) {
      if (this.video.canPlayType(HLS)) this.video.src = url;
      else this.fail();
      return;
    }
    const hls = new Player({ renderTextTracksNatively: false, maxBufferLength: 12 });
    hls.on(Player.Events.ERROR, (_event, { fatal }) => {
      if (fatal) this.fail();
    });
    hls.loadSource(url);
    hls.attachMedia(this.video);
    hls.on(Player.Events.AUDIO_TRACKS_UPDATED, (_event, { audioTracks }) => {
      for (const button of all("[data-sound]")) button.hidden = audioTracks.length < 2;
    });
    this.hls = hls;
  }

  /** Plays on with the sound at this place of the list. */
  listenTo(place: number): void {
    if (!this.hls) return;
    this.hls.audioTrack = place;
    for (const button of all("[data-sound]")) button.setAttribute("aria-pressed", String(Number(button.dataset["sound"]) === place));
    void this.video.play().catch(() => undefined);
  }

  private keepAlive(session: Session): void {
    const beat = async () => {
      this.sequence += 1;
      const told = { position_seconds: this.position, paused: this.video.paused, seq: this.sequence };
      await send(session.heartbeat_url, told).catch(() => null);
    };
    setInterval(() => void beat(), session.heartbeat_seconds * 1000);
    const end = `${this.root.dataset["sessions"]}/${session.session}/end`;
    const form = new URLSearchParams({ csrfmiddlewaretoken: meta("csrf-token") });
    addEventListener("pagehide", () => navigator.sendBeacon(end, form));
  }

  private fail(detail = this.root.dataset["textFailed"]): void {
    const problem = one("[data-preview-problem]", this.root);
    if (!problem) return;
    problem.textContent = detail ?? "";
    problem.hidden = false;
  }
}

/** The preview of a page, or of a part of it; null when there is no video yet. */
export function previewIn(root: ParentNode = document): Preview | null {
  const element = one("[data-preview]", root);
  const video = element ? one<HTMLVideoElement>("video", element) : null;
  if (!element || !video) return null;
  const known = previews.get(element) ?? new Preview(element, video);
  previews.set(element, known);
  return known;
}

export function startPreviews(): void {
  mount((root) => all("[data-preview]", root).forEach((element) => previewIn(element.parentNode ?? document)));
  on("click", "[data-sound]", (button) => previewIn()?.listenTo(Number(button.dataset["sound"])));
}
