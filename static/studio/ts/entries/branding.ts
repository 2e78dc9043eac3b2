/** The branding page: unsaved colours and typefaces show in the preview frame as one chooses. */
import { all, mount, one } from "@core/dom";

interface Look {
  variables: Record<string, string>;
  notes: { tone: string; text: string }[];
}

const PAUSE = 140;

class BrandingPreview {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;
  private variables: Record<string, string> = {};

  constructor(
    private readonly form: HTMLFormElement,
    private readonly frame: HTMLIFrameElement,
    private readonly stage: HTMLElement,
  ) {
    form.addEventListener("input", () => this.soon());
    form.addEventListener("change", () => this.soon());
    frame.addEventListener("load", () => this.paint());
    this.choices("theme", (value) => this.page()?.setAttribute("data-theme", value));
    this.choices("width", (value) => this.stage.setAttribute("data-width", value));
    this.soon();
  }

  private page(): HTMLElement | undefined {
    return this.frame.contentDocument?.documentElement;
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), PAUSE);
  }

  /** The server computes the look, so the preview shows exactly what would be stored. */
  private async ask(): Promise<void> {
    const turn = ++this.asked;
    const fields = new URLSearchParams();
    new FormData(this.form).forEach((value, name) => {
      if (typeof value === "string" && name !== "csrfmiddlewaretoken") fields.set(name, value);
    });
    const answer = await fetch(`${this.form.dataset["branding"] ?? ""}?${fields}`).catch(() => null);
    if (!answer?.ok || turn !== this.asked) return;
    const look = (await answer.json()) as Look;
    this.variables = look.variables;
    this.paint();
    this.say(look.notes);
  }

  private paint(): void {
    const page = this.page();
    if (!page) return;
    page.setAttribute("data-theme", this.pressed("theme") ?? "dark");
    page.removeAttribute("style");
    for (const [name, value] of Object.entries(this.variables)) page.style.setProperty(name, value);
    const tagline = one(".eyebrow", page);
    const field = one<HTMLInputElement>("[name=tagline]", this.form);
    if (tagline && field) tagline.textContent = field.value;
  }

  private say(notes: Look["notes"]): void {
    const place = one("[data-branding-notes]", this.form);
    if (!place) return;
    place.replaceChildren(
      ...notes.map((note) => {
        const line = document.createElement("p");
        line.className = `branding__note text-${note.tone}`;
        line.textContent = note.text;
        return line;
      }),
    );
  }

  private choices(kind: "theme" | "width", apply: (value: string) => void): void {
    const buttons = all<HTMLButtonElement>(`[data-preview-${kind}]`);
    for (const button of buttons) {
      button.addEventListener("click", () => {
        for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
        apply(button.getAttribute(`data-preview-${kind}`) ?? "");
      });
    }
  }

  private pressed(kind: "theme" | "width"): string | null | undefined {
    return one(`[data-preview-${kind}][aria-pressed=true]`)?.getAttribute(`data-preview-${kind}`);
  }
}

mount((root) => {
  const form = one<HTMLFormElement>("[data-branding]", root);
  const frame = one<HTMLIFrameElement>("[data-preview-frame]", root);
  const stage = one<HTMLElement>("[data-preview-stage]", root);
  if (form && frame && stage) new BrandingPreview(form, frame, stage);
});
