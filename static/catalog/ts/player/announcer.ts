/** Tells screen readers what keys and menus just did; the same words twice are said twice. */
export class Announcer {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly place: HTMLElement) {}

  say(text: string): void {
    clearTimeout(this.timer);
    this.place.textContent = "";
    // A moment later: what is replaced in one go is not announced by every browser.
    this.timer = setTimeout(() => (this.place.textContent = text), 60);
  }
}
