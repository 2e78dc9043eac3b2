/** Draws the cues of this moment ourselves: in the viewer's own style, above the controls, inert. */
import { cueNodes } from "./cue-text";

export class Captions {
  private readonly watched = new WeakSet<TextTrack>();

  constructor(
    private readonly stage: HTMLElement,
    private readonly video: HTMLVideoElement,
  ) {
    video.textTracks.addEventListener("addtrack", ({ track }) => this.watch(track));
    video.textTracks.addEventListener("change", () => this.draw());
    video.addEventListener("seeked", () => this.draw());
    video.addEventListener("resize", () => this.measure());
    video.addEventListener("emptied", () => this.stage.replaceChildren());
  }

  private watch(track: TextTrack | null): void {
    if (!track || this.watched.has(track)) return;
    this.watched.add(track);
    track.addEventListener("cuechange", () => this.draw());
  }

  /** The shape of the picture, which the stylesheet keeps the cues inside of. */
  private measure(): void {
    const { videoWidth: width, videoHeight: height } = this.video;
    if (width && height) this.stage.style.setProperty("--aspect", (width / height).toFixed(3));
  }

  private draw(): void {
    const track = [...this.video.textTracks].find(({ kind, mode }) => mode === "hidden" && kind !== "metadata");
    const cues = [...(track?.activeCues ?? [])].filter((cue) => cue instanceof VTTCue);
    this.stage.lang = track?.language ?? "";
    this.stage.replaceChildren(...cues.map(boxOf));
  }
}

/** Cues without a place of their own stand at the bottom, one above the other. */
function boxOf(cue: VTTCue): HTMLElement {
  const box = document.createElement("div");
  const text = document.createElement("span");
  box.className = "player-cue";
  text.className = "player-cue__text";
  text.append(cueNodes(cue.text));
  box.append(text);
  place(box, cue);
  return box;
}

function place(box: HTMLElement, cue: VTTCue): void {
  box.dataset["align"] = cue.align === "left" ? "start" : cue.align === "right" ? "end" : cue.align;
  if (cue.line !== "auto") {
    box.classList.add("player-cue--placed");
    // The lowest lines keep clear of the controls, like those without a place.
    box.style.setProperty("--cue-top", `${Math.min(78, Math.max(4, shareOf(cue)))}%`);
  }
  if (cue.size < 100) box.style.setProperty("--cue-width", `${cue.size}%`);
  if (cue.position !== "auto") box.style.setProperty("--cue-left", `${startOf(cue)}%`);
}

/** A numbered line as a share of the height; a screen has about fifteen of them. */
function shareOf({ line, snapToLines }: VTTCue): number {
  const value = Number(line);
  if (!snapToLines) return value;
  return value < 0 ? 100 + (value * 100) / 15 : (value * 100) / 15;
}

function startOf({ position, size, align }: VTTCue): number {
  const shift = align === "center" ? size / 2 : align === "end" || align === "right" ? size : 0;
  return Math.max(0, Math.min(100 - size, Number(position) - shift));
}
