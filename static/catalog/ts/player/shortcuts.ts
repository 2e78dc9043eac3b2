/** Single keys, as people know them from other players; they can be switched off (WCAG 2.1.4). */
import { one } from "@core/dom";

const KEY = "player-shortcuts";

export type Actions = Record<string, () => void>;

export class Shortcuts {
  constructor(
    private readonly player: HTMLElement,
    private readonly actions: Actions,
    private readonly toShare: (share: number) => void,
  ) {
    document.addEventListener("keydown", (event) => this.press(event));
    const box = one<HTMLInputElement>("[data-player-shortcuts]");
    if (!box) return;
    box.checked = isOn();
    box.addEventListener("change", () => remember(box.checked));
  }

  private press(event: KeyboardEvent): void {
    if (!isOn() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.isOurs(event)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const action = /^[0-9]$/.test(key) ? () => this.toShare(Number(key) / 10) : this.actions[key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  /** Nobody else wants the key: nothing is focused, or something of the player that does not use it. */
  private isOurs({ key, target }: KeyboardEvent): boolean {
    if (!(target instanceof Element) || target === document.body) return !document.querySelector("dialog[open]");
    if (!this.player.contains(target) || target.closest("dialog, [role=menu]")) return false;
    const isPressable = target.matches("button, a, input");
    return !(isPressable && (key === " " || key === "Enter")) && !(target.matches("input") && key.startsWith("Arrow"));
  }
}

function isOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

function remember(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    // Forbidden storage: the choice lasts as long as the page.
  }
}
