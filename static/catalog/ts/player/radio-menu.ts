/** A button with a menu of which one thing is chosen; the pattern screen readers know. */
import { all, one } from "@core/dom";

export interface Choice {
  value: string;
  label: string;
  note?: string;
}

export class RadioMenu {
  private readonly button: HTMLButtonElement;
  private readonly list: HTMLElement;

  constructor(
    private readonly root: HTMLElement,
    private readonly onChoose: (value: string) => void,
  ) {
    this.button = one<HTMLButtonElement>("[aria-haspopup]", root)!;
    this.list = one<HTMLElement>('[role="menu"]', root)!;
    this.button.addEventListener("click", () => this.toggle());
    this.button.addEventListener("keydown", (event) => this.openByKey(event));
    this.list.addEventListener("keydown", (event) => this.move(event));
    this.list.addEventListener("click", (event) => this.pick(event));
    root.addEventListener("focusout", (event) => this.leave(event));
  }

  get isOpen(): boolean {
    return !this.list.hidden;
  }

  fill(choices: Choice[], chosen: string): void {
    this.list.replaceChildren(...choices.map((choice) => item(choice, choice.value === chosen)));
    this.root.hidden = choices.length < 2;
  }

  mark(chosen: string): void {
    for (const each of this.items()) each.setAttribute("aria-checked", String(each.dataset["value"] === chosen));
  }

  /** The small text behind one choice: which height "Auto" plays now. */
  annotate(value: string, note: string): void {
    const entry = this.items().find((each) => each.dataset["value"] === value);
    const place = entry && one("[data-note]", entry);
    if (place) place.textContent = note;
  }

  close(giveFocusBack = false): void {
    if (!this.isOpen) return;
    this.list.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    if (giveFocusBack) this.button.focus();
  }

  private open(): void {
    this.list.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    const items = this.items();
    (items.find((each) => each.getAttribute("aria-checked") === "true") ?? items[0])?.focus();
  }

  private toggle(): void {
    if (this.isOpen) this.close(true);
    else this.open();
  }

  private openByKey(event: KeyboardEvent): void {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    event.stopPropagation();
    this.open();
  }

  private move(event: KeyboardEvent): void {
    const items = this.items();
    const here = items.indexOf(document.activeElement as HTMLElement);
    const places: Record<string, number> = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 };
    const place = places[event.key];
    // Keys of an open menu are the menu's own.
    event.stopPropagation();
    if (event.key === "Escape") this.close(true);
    if (place === undefined) return;
    event.preventDefault();
    items[(place + items.length) % items.length]?.focus();
  }

  private pick(event: Event): void {
    const chosen = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-value]") : null;
    if (!chosen) return;
    this.mark(chosen.dataset["value"] ?? "");
    this.onChoose(chosen.dataset["value"] ?? "");
    this.close(true);
  }

  private leave(event: FocusEvent): void {
    if (!(event.relatedTarget instanceof Node) || !this.root.contains(event.relatedTarget)) this.close();
  }

  private items(): HTMLElement[] {
    return all('[role="menuitemradio"]', this.list);
  }
}

function item({ value, label, note }: Choice, isChosen: boolean): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "player-menu__item";
  button.tabIndex = -1;
  button.dataset["value"] = value;
  button.setAttribute("role", "menuitemradio");
  button.setAttribute("aria-checked", String(isChosen));
  const remark = document.createElement("span");
  remark.className = "player-menu__note";
  remark.dataset["note"] = "";
  remark.textContent = note ?? "";
  button.append(label, " ", remark);
  return button;
}
