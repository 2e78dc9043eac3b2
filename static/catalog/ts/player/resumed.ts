/** Says where the film goes on, and offers to start from the beginning. */
import { one } from "@core/dom";
import type { Say } from "./config";
import { clock } from "./times";

const SHOWN_MS = 10_000;

export class Resumed {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly note: HTMLElement,
    private readonly say: Say,
    startOver: () => void,
  ) {
    one("button", note)!.addEventListener("click", () => {
      this.hide();
      startOver();
    });
    note.addEventListener("focusin", () => clearTimeout(this.timer));
    note.addEventListener("focusout", () => this.hideSoon());
  }

  show(at: number): void {
    one("[data-player-resumed-text]", this.note)!.textContent = this.say("resumed", { at: clock(at) });
    this.note.hidden = false;
    this.hideSoon();
  }

  hide(): void {
    clearTimeout(this.timer);
    this.note.hidden = true;
  }

  private hideSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hide(), SHOWN_MS);
  }
}
