/** Lines of a form that are added, moved and removed; without this they have a place and a tick box. */
import { all, mount, one } from "./dom";

class Lines {
  private readonly list: HTMLElement;
  private readonly total: HTMLInputElement;

  constructor(private readonly root: HTMLElement) {
    const prefix = root.dataset["rows"] ?? "";
    this.list = one("[data-rows-list]", root)!;
    this.total = one<HTMLInputElement>(`[name="${prefix}-TOTAL_FORMS"]`, root)!;
    this.rows().forEach((row) => this.take(row));
    const add = one("[data-rows-add]", root);
    if (add) {
      add.hidden = false;
      add.addEventListener("click", () => this.add());
    }
    root.addEventListener("click", (event) => this.clicked(event));
    this.number();
  }

  private rows(): HTMLElement[] {
    return all("[data-row]", this.list).filter((row) => !row.hidden);
  }

  private take(row: HTMLElement): void {
    one("[data-row-plain]", row)!.hidden = true;
    one("[data-row-tools]", row)!.hidden = false;
    if (this.removal(row)?.checked) row.hidden = true;
  }

  private removal(row: HTMLElement): HTMLInputElement | null {
    return one<HTMLInputElement>('[name$="-DELETE"]', row);
  }

  private clicked(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("button") : null;
    const row = button?.closest<HTMLElement>("[data-row]");
    if (!button || !row) return;
    if (button.matches("[data-row-up]")) this.move(row, -1, button);
    if (button.matches("[data-row-down]")) this.move(row, 1, button);
    if (button.matches("[data-row-remove]")) this.remove(row);
  }

  private add(): void {
    const template = one<HTMLTemplateElement>("[data-rows-template]", this.root)!;
    const row = template.content.firstElementChild!.cloneNode(true) as HTMLElement;
    const index = this.total.value;
    for (const element of [row, ...all("*", row)]) {
      for (const { name, value } of [...element.attributes]) {
        if (value.includes("__prefix__")) element.setAttribute(name, value.replaceAll("__prefix__", index));
      }
    }
    this.total.value = String(Number(index) + 1);
    this.list.append(row);
    this.take(row);
    this.number();
    one("input:not([type=hidden]), select", row)?.focus();
    this.say("textAdded");
  }

  /** A line the server knows must say that it goes; its neighbour takes the focus. */
  private remove(row: HTMLElement): void {
    const rows = this.rows();
    const next = rows[rows.indexOf(row) + 1] ?? rows[rows.indexOf(row) - 1];
    const removal = this.removal(row);
    if (removal) removal.checked = true;
    row.hidden = true;
    this.number();
    (next ? one("[data-row-remove]", next) : one("[data-rows-add]", this.root))?.focus();
    this.say("textRemoved");
  }

  private move(row: HTMLElement, by: number, button: HTMLElement): void {
    const rows = this.rows();
    const from = rows.indexOf(row);
    const other = rows[from + by];
    if (!other) return;
    if (by < 0) other.before(row);
    else other.after(row);
    this.number();
    // At an end the pressed button falls asleep; the other one goes on.
    (button.hasAttribute("disabled") ? one(by < 0 ? "[data-row-down]" : "[data-row-up]", row) : button)?.focus();
    this.say("textMoved", { from: from + 1, to: from + by + 1 });
  }

  private number(): void {
    const rows = this.rows();
    rows.forEach((row, index) => {
      const place = one<HTMLInputElement>('[name$="-ORDER"]', row);
      if (place) place.value = String(index + 1);
      one("[data-row-up]", row)?.toggleAttribute("disabled", index === 0);
      one("[data-row-down]", row)?.toggleAttribute("disabled", index === rows.length - 1);
    });
  }

  private say(key: string, values: Record<string, number> = {}): void {
    const status = one("[data-rows-status]", this.root);
    const pattern = this.root.dataset[key] ?? "";
    if (status) status.textContent = pattern.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
  }
}

export function startLines(): void {
  mount((root) => all("[data-rows]", root).forEach((element) => new Lines(element)));
}
