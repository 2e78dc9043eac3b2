/** Controls step aside while somebody just watches; never while they are used or under a keyboard. */

const QUIET_MS = 2800;

export class Idle {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly video: HTMLVideoElement,
    private readonly isBusy: () => boolean,
  ) {
    for (const type of ["pointermove", "pointerdown", "focusin"]) {
      root.addEventListener(type, (event) => this.notice(event));
    }
    document.addEventListener("keydown", () => this.wake());
    for (const type of ["play", "pause", "seeked", "ended"]) video.addEventListener(type, () => this.wake());
    root.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") this.restSoon(600);
    });
  }

  get isIdle(): boolean {
    return this.root.classList.contains("is-idle");
  }

  /** A finger on the picture says by itself whether it wants the controls. */
  private notice(event: Event): void {
    const isFinger = event instanceof PointerEvent && event.pointerType === "touch";
    if (!(isFinger && event.target === this.video)) this.wake();
  }

  wake(): void {
    this.become(false);
    this.restSoon(QUIET_MS);
  }

  private restSoon(after: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.rest(), after);
  }

  rest(): void {
    if (this.video.paused || this.isBusy() || this.hasKeyboardFocus()) return;
    this.become(true);
  }

  private become(isIdle: boolean): void {
    this.root.classList.toggle("is-idle", isIdle);
  }

  private hasKeyboardFocus(): boolean {
    const focused = document.activeElement;
    return focused !== this.root && this.root.contains(focused) && focused!.matches(":focus-visible");
  }
}
