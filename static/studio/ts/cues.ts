/** The subtitle editor: a hundred cues at a time beside the film. */
import { all, meta, mount, one } from "@core/dom";
import { formatNumber } from "@core/format";
import { toast } from "@core/toast";
import { lettersASecond, type Cue, type Guideline, type Note } from "./cue-check";
import { CueList } from "./cue-list";
import { CuePreview } from "./cue-preview";
import { previewIn } from "./preview";
import { secondsOf, timecode } from "./timecodes";

const ROWS_A_PAGE = 100;

interface Saved {
  version: number;
  cues: Cue[];
  said: string;
  detail?: string;
  cue?: number;
}

class CueEditor {
  private readonly list: CueList;
  private readonly body: HTMLElement;
  private readonly preview = previewIn();
  private readonly drawn: CuePreview | null;
  private places: number[] = [];
  private page = 0;
  private version: number;

  constructor(private readonly root: HTMLElement) {
    const data = root.dataset;
    const cues = JSON.parse(one("#cues-data", root)?.textContent ?? "[]") as Cue[];
    this.list = new CueList(cues, guideline(data));
    this.version = Number(data["version"]);
    this.body = one("[data-cues-body]", root)!;
    this.drawn = this.preview ? new CuePreview(this.preview, data["language"] ?? "") : null;
    this.listen();
    this.draw();
  }

  private listen(): void {
    const press = (selector: string, act: () => void) => one(selector, this.root)?.addEventListener("click", act);
    press("[data-cues-add]", () => this.insert(this.preview?.position ?? 0));
    press("[data-cues-here]", () => this.show(this.list.at(this.preview?.position ?? 0)));
    press("[data-cues-undo]", () => this.undo());
    press("[data-cues-save]", () => void this.save());
    press("[data-cues-back]", () => this.turn(-1));
    press("[data-cues-forth]", () => this.turn(1));
    for (const control of all("[data-cues-search], [data-cues-hard], [data-cues-children]", this.root)) {
      control.addEventListener("input", () => {
        this.page = 0;
        this.list.rule = guideline(this.root.dataset, one<HTMLInputElement>("[data-cues-children]", this.root)?.checked);
        this.draw();
      });
    }
    this.body.addEventListener("focusin", (event) => {
      if (event.target instanceof HTMLElement && event.target.matches("input, textarea")) this.list.remember();
    });
    this.body.addEventListener("input", (event) => this.edited(event));
    this.body.addEventListener("click", (event) => this.clicked(event));
    this.root.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key === "s") {
        event.preventDefault();
        void this.save();
      }
    });
    addEventListener("beforeunload", (event) => {
      if (this.list.isDirty) event.preventDefault();
    });
  }

  /** Every cue that is wanted, the page of them that is shown, and what stands below. */
  private draw(): void {
    const words = one<HTMLInputElement>("[data-cues-search]", this.root)?.value ?? "";
    const onlyHard = one<HTMLInputElement>("[data-cues-hard]", this.root)?.checked ?? false;
    this.places = this.list.found(words, onlyHard);
    this.page = Math.max(0, Math.min(this.page, Math.ceil(this.places.length / ROWS_A_PAGE) - 1));
    const shown = this.places.slice(this.page * ROWS_A_PAGE, (this.page + 1) * ROWS_A_PAGE);
    this.body.replaceChildren(...shown.map((index) => this.row(index)));
    const empty = one("[data-cues-empty]", this.root);
    if (empty) empty.hidden = this.list.all.length > 0;
    this.paging(shown.length);
    this.refresh();
  }

  private row(index: number): HTMLElement {
    const row = one<HTMLTemplateElement>("[data-cues-row]", this.root)!.content.firstElementChild!.cloneNode(true) as HTMLElement;
    const cue = this.list.all[index]!;
    row.dataset["cue"] = String(index);
    row.setAttribute("aria-label", this.words("textNumber", { number: index + 1 }));
    one("[data-cue-number]", row)!.textContent = formatNumber(index + 1);
    one<HTMLInputElement>("[data-cue-start]", row)!.value = timecode(cue.start);
    one<HTMLInputElement>("[data-cue-end]", row)!.value = timecode(cue.end);
    const text = one<HTMLTextAreaElement>("[data-cue-text]", row)!;
    text.value = cue.text;
    text.lang = this.root.dataset["language"] ?? "";
    text.dir = this.root.dataset["direction"] ?? "auto";
    for (const button of all("[data-cue-start-here], [data-cue-end-here], [data-cue-play]", row)) button.hidden = !this.preview;
    this.judge(row, index);
    return row;
  }

  private judge(row: HTMLElement, index: number): void {
    const cue = this.list.all[index]!;
    const notes = this.list.notes(index);
    const speed = formatNumber(lettersASecond(cue), { maximumFractionDigits: 1 });
    one("[data-cue-speed]", row)!.textContent = this.words("textSpeed", { speed });
    one("[data-cue-notes]", row)!.textContent = notes.map((note) => this.note(note)).join(" · ");
    row.classList.toggle("is-hard", notes.length > 0);
    const wrong = !(cue.end > cue.start);
    for (const input of all("[data-cue-start], [data-cue-end]", row)) input.toggleAttribute("aria-invalid", wrong);
  }

  private edited(event: Event): void {
    const field = event.target as HTMLInputElement;
    const row = field.closest<HTMLElement>("[data-cue]");
    if (!row) return;
    const index = Number(row.dataset["cue"]);
    if (field.matches("[data-cue-text]")) this.list.change(index, { text: field.value });
    if (field.matches("[data-cue-start]")) this.list.change(index, { start: secondsOf(field.value) });
    if (field.matches("[data-cue-end]")) this.list.change(index, { end: secondsOf(field.value) });
    this.judge(row, index);
    const next = one(`[data-cue="${index + 1}"]`, this.body);
    if (next) this.judge(next, index + 1);
    this.refresh();
  }

  private clicked(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("button") : null;
    const index = Number(button?.closest<HTMLElement>("[data-cue]")?.dataset["cue"]);
    if (!button || Number.isNaN(index)) return;
    const cue = this.list.all[index]!;
    if (button.matches("[data-cue-play]")) this.preview?.goTo(cue.start, true);
    if (button.matches("[data-cue-insert]")) this.insert(cue.end);
    if (button.matches("[data-cue-remove]")) this.remove(index);
    if (button.matches("[data-cue-start-here]")) this.take(index, "start");
    if (button.matches("[data-cue-end-here]")) this.take(index, "end");
  }

  private take(index: number, which: "start" | "end"): void {
    if (!this.preview) return;
    this.list.remember();
    this.list.change(index, { [which]: this.preview.position });
    this.draw();
    one(`[data-cue="${index}"] [data-cue-${which}-here]`, this.body)?.focus();
  }

  private insert(moment: number): void {
    const index = this.list.add(Math.round(moment * 1000) / 1000);
    one<HTMLInputElement>("[data-cues-search]", this.root)!.value = "";
    one<HTMLInputElement>("[data-cues-hard]", this.root)!.checked = false;
    this.show(index);
    this.say(this.words("textAdded"));
  }

  private remove(index: number): void {
    this.list.remove(index);
    this.draw();
    (one(`[data-cue="${index}"] [data-cue-remove]`, this.body) ?? one("[data-cues-undo]", this.root))?.focus();
    this.say(this.words("textRemoved"));
  }

  private undo(): void {
    this.list.undo();
    this.draw();
  }

  private turn(by: number): void {
    this.page += by;
    this.draw();
    one(".cues__scroll", this.root)?.scrollTo({ top: 0 });
  }

  /** Turn to the page that has this cue, and put the cursor into its words. */
  private show(index: number): void {
    if (index < 0) return;
    this.draw();
    const place = this.places.indexOf(index);
    this.page = Math.floor(Math.max(0, place) / ROWS_A_PAGE);
    this.draw();
    const words = one(`[data-cue="${index}"] [data-cue-text]`, this.body);
    words?.scrollIntoView({ block: "center" });
    words?.focus();
  }

  private async save(): Promise<void> {
    const wrong = this.list.all.findIndex((cue) => !(cue.end > cue.start));
    if (wrong >= 0) {
      toast(this.words("textTimes"), "error");
      this.show(wrong);
      return;
    }
    const answer = await fetch(this.root.dataset["url"] ?? "", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": meta("csrf-token") },
      body: JSON.stringify({ version: this.version, cues: this.list.all }),
    }).catch(() => null);
    const told = answer ? ((await answer.json().catch(() => null)) as Saved | null) : null;
    if (answer?.ok && told) this.accept(told);
    else this.refuse(told);
  }

  private accept(told: Saved): void {
    this.version = told.version;
    this.list.accept(told.cues);
    const shown = one("[data-cues-version-shown]");
    if (shown) shown.textContent = String(told.version);
    this.draw();
    toast(told.said, "success");
  }

  private refuse(told: Saved | null): void {
    toast(told?.detail ?? this.words("textFailed"), "error");
    if (told?.cue) this.show(told.cue - 1);
  }

  private paging(shown: number): void {
    const first = this.page * ROWS_A_PAGE + 1;
    const words = this.words("textPage", { first, last: first + shown - 1, all: this.places.length });
    one("[data-cues-page]", this.root)!.textContent = shown ? words : "";
    one("[data-cues-back]", this.root)!.toggleAttribute("disabled", this.page === 0);
    one("[data-cues-forth]", this.root)!.toggleAttribute("disabled", first + shown > this.places.length);
  }

  private refresh(): void {
    const isDirty = this.list.isDirty;
    one("[data-cues-save]", this.root)!.toggleAttribute("disabled", !isDirty);
    one("[data-cues-undo]", this.root)!.toggleAttribute("disabled", !this.list.canUndo);
    one("[data-cues-state]", this.root)!.textContent = isDirty ? this.words("textUnsaved") : "";
    const hard = this.list.found("", true).length;
    const count = one("[data-cues-hard-count]", this.root)!;
    count.hidden = hard === 0;
    count.textContent = this.words("textHard", { count: formatNumber(hard) });
    this.drawn?.show([...this.list.all]);
  }

  private note(note: Note): string {
    const told = Object.entries(note.values).map(([name, value]) => [name, formatNumber(value, { maximumFractionDigits: 2 })]);
    return this.words(note.key, Object.fromEntries(told) as Record<string, string>);
  }

  private words(key: string, values: Record<string, string | number> = {}): string {
    return (this.root.dataset[key] ?? "").replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
  }

  private say(text: string): void {
    const live = one("[data-cues-live]", this.root);
    if (live) live.textContent = text;
  }
}

function guideline(data: DOMStringMap, forChildren = false): Guideline {
  return {
    fastest: Number(forChildren ? data["fastestForChildren"] : data["fastest"]),
    letters: Number(data["letters"]),
    lines: Number(data["lines"]),
    shortest: Number(data["shortest"]),
    longest: Number(data["longest"]),
  };
}

export function startCues(): void {
  mount((root) => all("[data-cues]", root).forEach((element) => new CueEditor(element)));
}
