/** Fingers: one tap shows or hides the controls, two on a side leap, more leap on. */

const TOGETHER_MS = 300;
const GOES_ON_MS = 700;
const LEAP = 10;

interface Tools {
  isIdle: () => boolean;
  wake: () => void;
  rest: () => void;
  canJump: () => boolean;
  jump: (by: number) => void;
  say: (seconds: number) => void;
}

export class Taps {
  private tappedAt = 0;
  private side = 0;
  private leapt = 0;
  private wasIdle = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isFinger = false;

  constructor(
    private readonly surface: HTMLElement,
    private readonly flash: HTMLElement,
    private readonly tools: Tools,
  ) {
    surface.addEventListener("pointerdown", (event) => this.begin(event));
    surface.addEventListener("pointerup", (event) => this.tap(event));
  }

  /** Whether the click that follows was a finger's and is dealt with here. */
  get tookClick(): boolean {
    return this.isFinger;
  }

  private begin({ pointerType }: PointerEvent): void {
    this.isFinger = pointerType === "touch";
    this.wasIdle = this.tools.isIdle();
  }

  private tap(event: PointerEvent): void {
    if (!this.isFinger) return;
    const now = performance.now();
    const side = this.sideOf(event);
    const goesOn = side !== 0 && this.tools.canJump() && side === this.side && now - this.tappedAt < (this.leapt ? GOES_ON_MS : TOGETHER_MS);
    this.tappedAt = now;
    this.side = side;
    clearTimeout(this.timer);
    if (goesOn) this.leap(side);
    else this.single();
  }

  /** −1 in the left third, 1 in the right one. */
  private sideOf({ clientX }: PointerEvent): number {
    const box = this.surface.getBoundingClientRect();
    const share = (clientX - box.left) / box.width;
    return share < 1 / 3 ? -1 : share > 2 / 3 ? 1 : 0;
  }

  private single(): void {
    this.leapt = 0;
    const { wasIdle, tools } = this;
    if (wasIdle) tools.wake();
    // A second tap may follow: only then is it certain that this one meant the controls.
    else this.timer = setTimeout(() => tools.rest(), TOGETHER_MS);
  }

  private leap(side: number): void {
    this.leapt += side * LEAP;
    this.tools.jump(side * LEAP);
    this.tools.say(this.leapt);
    this.flash.dataset["side"] = side < 0 ? "back" : "forth";
    this.flash.textContent = `${side < 0 ? "−" : "+"}${Math.abs(this.leapt)}`;
    this.flash.hidden = false;
    this.timer = setTimeout(() => (this.flash.hidden = true), GOES_ON_MS);
  }
}
