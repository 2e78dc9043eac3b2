/** A button with a menu of groups, in each of which one thing is chosen: the pattern screen readers know. */
import { all, one } from "@core/dom";

export interface Choice {
  value: string;
  label: string;
  note?: string;
  /** The language of the label, when it is not the page's. */
  lang?: string;
}

export interface Group {
  name: string;
  label: string;
  choices: Choice[];
  chosen: string;
  onChoose: (value: string) => void;
  /** What stands below the choices: a link to a better plan, a button that opens a dialog. */
  extra?: { label: string; href?: string; onPick?: () => void } | undefined;
}

const TYPED_FOR_MS = 700;

export class Menu {
  private readonly button: HTMLButtonElement;
  private readonly list: HTMLElement;
  private groups: Group[] = [];
  private typed = "";
  private typedAt = 0;

  constructor(private readonly root: HTMLElement) {
    this.button = one<HTMLButtonElement>("[aria-haspopup]", root)!;
    this.list = one<HTMLElement>('[role="menu"]', root)!;
    this.button.addEventListener("click", () => this.toggle());
    this.button.addEventListener("keydown", (event) => this.openByKey(event));
    this.list.addEventListener("keydown", (event) => this.press(event));
    this.list.addEventListener("click", (event) => this.pick(event));
    root.addEventListener("focusout", (event) => this.leave(event));
  }

  get isOpen(): boolean {
    return !this.list.hidden;
  }

  /** Put a group into its place, new or again; one with a single choice is none. */
  show(group: Group): void {
    const others = this.groups.filter(({ name }) => name !== group.name);
    const isWorthIt = group.choices.length > 1 || group.extra !== undefined;
    this.groups = isWorthIt ? [...others, group] : others;
    this.list.replaceChildren(...this.groups.map(groupOf));
    this.root.hidden = this.groups.length === 0;
    if (this.root.hidden) this.close();
  }

  mark(name: string, chosen: string): void {
    for (const each of all("[data-value]", this.place(name) ?? document.createElement("i"))) {
      each.setAttribute("aria-checked", String(each.dataset["value"] === chosen));
    }
    for (const group of this.groups) if (group.name === name) group.chosen = chosen;
  }

  /** The small text behind one choice: which quality "Automatic" plays now. */
  annotate(name: string, value: string, note: string): void {
    const entry = this.place(name) && one(`[data-value="${value}"] [data-note]`, this.place(name)!);
    if (entry) entry.textContent = note;
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

  /** Keys of an open menu are the menu's own, but for Tab, which leaves it. */
  private press(event: KeyboardEvent): void {
    event.stopPropagation();
    const items = this.items();
    const here = items.indexOf(document.activeElement as HTMLElement);
    const places: Record<string, number> = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 };
    const place = places[event.key];
    if (event.key === "Escape") this.close(true);
    if (event.key === " ") this.choose(event);
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) this.findTyped(event.key, items, here);
    if (place === undefined) return;
    event.preventDefault();
    items[(place + items.length) % items.length]?.focus();
  }

  /** Space chooses and stays, so that one visit can change sound and subtitles. */
  private choose(event: KeyboardEvent): void {
    const item = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-value]") : null;
    if (!item) return;
    event.preventDefault();
    this.typed = "";
    this.take(item);
  }

  private findTyped(letter: string, items: HTMLElement[], here: number): void {
    const now = performance.now();
    this.typed = (now - this.typedAt < TYPED_FOR_MS ? this.typed : "") + letter.toLowerCase();
    this.typedAt = now;
    const from = this.typed.length > 1 ? here : here + 1;
    const turned = [...items.slice(from), ...items.slice(0, from)];
    turned.find((item) => (item.textContent ?? "").trim().toLowerCase().startsWith(this.typed))?.focus();
  }

  private pick(event: Event): void {
    const target = event.target instanceof Element ? event.target : null;
    const item = target?.closest<HTMLElement>("[data-value]");
    if (item) this.take(item);
    const extra = this.groups.find(({ name }) => name === target?.closest<HTMLElement>("[data-extra]")?.dataset["extra"])?.extra;
    if (item || extra?.onPick) this.close(true);
    extra?.onPick?.();
  }

  private take(item: HTMLElement): void {
    const group = this.groups.find(({ name }) => name === item.closest<HTMLElement>("[data-group]")?.dataset["group"]);
    if (!group) return;
    this.mark(group.name, item.dataset["value"] ?? "");
    group.onChoose(item.dataset["value"] ?? "");
  }

  private leave(event: FocusEvent): void {
    if (!(event.relatedTarget instanceof Node) || !this.root.contains(event.relatedTarget)) this.close();
  }

  private place(name: string): HTMLElement | null {
    return one(`[data-group="${name}"]`, this.list);
  }

  private items(): HTMLElement[] {
    return all('[role^="menuitem"]', this.list);
  }
}

function groupOf(group: Group): HTMLElement {
  const place = document.createElement("div");
  place.className = "player-menu__group";
  place.dataset["group"] = group.name;
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", group.label);
  const head = document.createElement("span");
  head.className = "player-menu__head";
  head.setAttribute("aria-hidden", "true");
  head.textContent = group.label;
  place.append(head, ...group.choices.map((choice) => itemOf(choice, choice.value === group.chosen)));
  if (group.extra) place.append(extraOf(group.name, group.extra));
  return place;
}

function itemOf({ value, label, note, lang }: Choice, isChosen: boolean): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "player-menu__item";
  button.tabIndex = -1;
  button.dataset["value"] = value;
  button.setAttribute("role", "menuitemradio");
  button.setAttribute("aria-checked", String(isChosen));
  if (lang) button.lang = lang;
  const remark = document.createElement("span");
  remark.className = "player-menu__note";
  remark.dataset["note"] = "";
  remark.textContent = note ?? "";
  button.append(label, " ", remark);
  return button;
}

function extraOf(name: string, { label, href }: NonNullable<Group["extra"]>): HTMLElement {
  const extra = document.createElement(href ? "a" : "button");
  if (extra instanceof HTMLAnchorElement) extra.href = href ?? "";
  else extra.setAttribute("type", "button");
  extra.className = href ? "player-menu__item player-menu__item--offer" : "player-menu__item player-menu__item--more";
  extra.tabIndex = -1;
  extra.dataset["extra"] = name;
  extra.setAttribute("role", "menuitem");
  extra.textContent = label;
  return extra;
}
