/** What lies over an advertisement: that it is one, how long it lasts, where it leads, how to skip it. */
import { one } from "@core/dom";
import type { Say } from "../config";
import { clock, spoken } from "../times";

export interface Words {
  say: Say;
  announce: (text: string) => void;
}

interface Actions {
  skip: () => void;
  visit: () => void;
}

export class AdPanel {
  private readonly label: HTMLElement;
  private readonly link: HTMLAnchorElement;
  private readonly button: HTMLButtonElement;

  constructor(
    private readonly panel: HTMLElement,
    private readonly words: Words,
    { skip, visit }: Actions,
  ) {
    this.label = one("[data-ad-label]", panel)!;
    this.link = one<HTMLAnchorElement>("[data-ad-link]", panel)!;
    this.button = one<HTMLButtonElement>("[data-ad-skip]", panel)!;
    this.link.addEventListener("click", visit);
    this.button.addEventListener("click", skip);
  }

  open(link: string, length: number): void {
    this.leadTo(link);
    this.button.hidden = true;
    this.panel.hidden = false;
    this.words.announce(this.words.say("adBegins", { length: spoken(length) }));
  }

  leadTo(link: string): void {
    this.link.hidden = link === "";
    if (link) this.link.href = link;
  }

  /** `skipIn` is undefined for what cannot be skipped. */
  show(left: number, skipIn: number | undefined): void {
    write(this.label, this.words.say("ad", { left: clock(Math.ceil(left)) }));
    if (skipIn === undefined) return;
    const wasWaiting = this.button.hidden || this.button.disabled;
    this.button.hidden = false;
    this.button.disabled = skipIn > 0;
    write(this.button, skipIn > 0 ? this.words.say("adSkipIn", { seconds: String(Math.ceil(skipIn)) }) : this.words.say("adSkip"));
    if (wasWaiting && skipIn <= 0) this.words.announce(this.words.say("adCanSkip"));
  }

  close(): void {
    const hadFocus = this.panel.contains(document.activeElement);
    this.panel.hidden = true;
    if (hadFocus) this.panel.closest<HTMLElement>("[data-player]")?.focus();
  }
}

function write(place: HTMLElement, text: string): void {
  if (place.textContent !== text) place.textContent = text;
}
