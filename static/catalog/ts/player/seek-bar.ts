/** The line of time: drag, click, arrows; shows what is loaded and what a click would reach. */
import { one } from "@core/dom";
import { Thumbnails } from "./thumbnails";
import { clock, filled, spoken } from "./times";

const STEP = 5;
const LEAP = 30;

export class SeekBar {
  private readonly slider: HTMLInputElement;
  private readonly bubble: HTMLElement;
  private readonly thumbnails: Thumbnails;
  private thumbnailsUrl: string | null = null;
  private isDragging = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly video: HTMLVideoElement,
    private readonly seek: (seconds: number) => void,
  ) {
    this.slider = one<HTMLInputElement>("[data-player-seek]", root)!;
    this.bubble = one("[data-player-bubble]", root)!;
    this.thumbnails = new Thumbnails(one("[data-player-thumbnail]", root)!);
    this.slider.addEventListener("input", () => this.drag());
    this.slider.addEventListener("change", () => this.drop());
    this.slider.addEventListener("keydown", (event) => this.key(event));
    this.slider.addEventListener("pointermove", (event) => this.preview(event));
    this.slider.addEventListener("focus", () => void this.thumbnails.load(this.thumbnailsUrl));
    for (const type of ["pointerleave", "pointerup", "pointercancel", "blur"]) {
      this.slider.addEventListener(type, () => (this.bubble.hidden = true));
    }
    for (const type of ["timeupdate", "durationchange", "progress", "seeking"]) {
      video.addEventListener(type, () => this.refresh());
    }
  }

  setThumbnails(url: string | null): void {
    this.thumbnailsUrl = url;
  }

  refresh(): void {
    const length = this.length();
    this.slider.max = String(length || 1);
    if (!this.isDragging) this.slider.value = String(this.video.currentTime);
    this.describe(Number(this.slider.value), length);
    this.paint(Number(this.slider.value), length);
  }

  private describe(at: number, length: number): void {
    const pattern = this.slider.dataset["text"] ?? "{at} / {length}";
    const text = filled(pattern, { at: spoken(at), length: spoken(length) });
    if (this.slider.getAttribute("aria-valuetext") !== text) this.slider.setAttribute("aria-valuetext", text);
  }

  private paint(at: number, length: number): void {
    this.share("--played", at, length);
    this.share("--loaded", this.loadedUntil(), length);
  }

  private share(name: string, part: number, whole: number): void {
    this.root.style.setProperty(name, whole > 0 ? `${((100 * part) / whole).toFixed(3)}%` : "0%");
  }

  private drag(): void {
    this.isDragging = true;
    this.refresh();
  }

  private drop(): void {
    this.isDragging = false;
    this.seek(Number(this.slider.value));
  }

  private key(event: KeyboardEvent): void {
    const at = this.video.currentTime;
    const targets: Record<string, number> = {
      ArrowRight: at + STEP,
      ArrowUp: at + STEP,
      ArrowLeft: at - STEP,
      ArrowDown: at - STEP,
      PageUp: at + LEAP,
      PageDown: at - LEAP,
      Home: 0,
      End: this.length(),
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.seek(target);
    this.pointAt(Math.min(1, Math.max(0, target / (this.length() || 1))));
  }

  private preview(event: PointerEvent): void {
    // A finger that only passes by points at nothing.
    if (event.pointerType === "touch" && !this.isDragging) return;
    // The slider is wider than the line by half its thumb at each end.
    const box = (this.slider.parentElement ?? this.slider).getBoundingClientRect();
    this.pointAt(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)));
  }

  private pointAt(share: number): void {
    const seconds = share * this.length();
    void this.thumbnails.load(this.thumbnailsUrl);
    this.thumbnails.show(seconds);
    this.bubble.hidden = false;
    one("[data-player-pointed]", this.bubble)!.textContent = clock(seconds);
    this.root.style.setProperty("--pointed", `${(share * 100).toFixed(2)}%`);
  }

  private length(): number {
    return Number.isFinite(this.video.duration) ? this.video.duration : 0;
  }

  private loadedUntil(): number {
    const { buffered, currentTime } = this.video;
    for (let index = 0; index < buffered.length; index += 1) {
      if (buffered.start(index) <= currentTime + 0.5 && buffered.end(index) >= currentTime) return buffered.end(index);
    }
    return currentTime;
  }
}
