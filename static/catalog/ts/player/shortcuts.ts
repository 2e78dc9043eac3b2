/** Single keys, as people know them: only while the player has the focus, and they can be switched off (WCAG 2.1.4). */
import { one } from "@core/dom";
import { read, write } from "./stored";

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

  /** Something of the player has the focus, and does not want the key itself. */
  private isOurs({ key, target }: KeyboardEvent): boolean {
    if (!(target instanceof Element) || !this.player.contains(target)) return false;
    if (target.closest("dialog, [role=menu]")) return false;
    const isPressable = target.matches("button, a, input");
    return !(isPressable && (key === " " || key === "Enter")) && !(target.matches("input") && key.startsWith("Arrow"));
  }
}

function isOn(): boolean {
  return read<boolean>(KEY, true);
}

function remember(on: boolean): void {
  write(KEY, on);
}
