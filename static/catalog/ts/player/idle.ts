/** Controls step aside while somebody just watches; never while they are used or under a keyboard. */

const QUIET_MS = 2800;

export class Idle {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly video: HTMLVideoElement,
    private readonly isBusy: () => boolean,
    private readonly onChange: (isIdle: boolean) => void,
  ) {
    for (const type of ["pointermove", "pointerdown", "keydown", "focusin"]) {
      root.addEventListener(type, () => this.wake());
    }
    document.addEventListener("keydown", () => this.wake());
    for (const type of ["play", "pause", "seeked", "ended"]) video.addEventListener(type, () => this.wake());
    root.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") this.restSoon(600);
    });
  }

  wake(): void {
    this.become(false);
    this.restSoon(QUIET_MS);
  }

  private restSoon(after: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.rest(), after);
  }

  private rest(): void {
    if (this.video.paused || this.isBusy() || this.hasKeyboardFocus()) return;
    this.become(true);
  }

  private become(isIdle: boolean): void {
    if (this.root.classList.contains("is-idle") === isIdle) return;
    this.root.classList.toggle("is-idle", isIdle);
    this.onChange(isIdle);
  }

  private hasKeyboardFocus(): boolean {
    const focused = document.activeElement;
    return focused !== this.root && this.root.contains(focused) && focused!.matches(":focus-visible");
  }
}
