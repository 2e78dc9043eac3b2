/** Says in whole sentences why nothing plays, and what would help. */
import { all, language, one } from "@core/dom";
import { formatRelative } from "@core/format";
import type { Say } from "./config";
import type { ActiveStream, Problem, Wish } from "./session";

/** Codes that are told with another's words. */
const LIKE: Record<string, string> = {
  not_authenticated: "unauthenticated",
  authentication_failed: "unauthenticated",
  payment_required: "plan_needed",
  pin_wrong: "pin_needed",
  playback_away: "offline",
  no_longer_available: "gone",
  not_found: "gone",
  taken_over: "stream_ended",
  replaced: "stream_ended",
};

export class Refusals {
  private profile: string | undefined;

  constructor(
    private readonly panel: HTMLElement,
    private readonly say: Say,
    private readonly retry: (wish: Wish) => void,
  ) {
    for (const button of all("[data-retry]", panel)) button.addEventListener("click", () => retry({}));
    one<HTMLFormElement>("[data-pin-form]", panel)?.addEventListener("submit", (event) => this.sendPin(event));
    // Keys typed here are for the form, not for the film.
    panel.addEventListener("keydown", (event) => event.stopPropagation());
  }

  show(problem: Problem): void {
    const code = LIKE[problem.code] ?? problem.code;
    const section = this.sections().find(({ dataset }) => dataset["refusal"] === code) ?? one("[data-refusal=other]", this.panel)!;
    for (const each of this.sections()) each.hidden = each !== section;
    this.panel.setAttribute("aria-labelledby", one("h2", section)?.id ?? "");
    this.fill(section, problem);
    this.panel.hidden = false;
    (one<HTMLInputElement>("input", section) ?? this.panel).focus();
  }

  hide(): void {
    this.panel.hidden = true;
  }

  private sections(): HTMLElement[] {
    return all("[data-refusal]", this.panel);
  }

  private fill(section: HTMLElement, problem: Problem): void {
    this.write(section, "detail", problem.detail);
    this.write(section, "plan", problem.needed_plan ?? "");
    this.write(section, "at", problem.at ? momentOf(problem.at) : "");
    this.fillLink(section, problem.upgrade_url);
    this.fillPin(section, problem);
    const list = one("[data-streams]", section);
    list?.replaceChildren(...(problem.streams ?? []).map((stream) => this.rowOf(stream)));
  }

  private write(section: HTMLElement, name: string, value: string): void {
    for (const place of all(`[data-fill="${name}"]`, section)) {
      place.hidden = value === "";
      place.textContent = (place.dataset["text"] ?? "{value}").replace("{value}", value);
    }
  }

  private fillLink(section: HTMLElement, url: string | undefined): void {
    const link = one<HTMLAnchorElement>("[data-upgrade]", section);
    if (!link) return;
    link.hidden = !url;
    if (url) link.href = url;
  }

  private fillPin(section: HTMLElement, { code, detail, profile }: Problem): void {
    this.profile = profile ?? this.profile;
    const input = one<HTMLInputElement>("[data-pin]", section);
    const wrong = one("[data-pin-error]", section);
    if (!input || !wrong) return;
    const isWrong = code === "pin_wrong";
    input.value = "";
    input.setAttribute("aria-invalid", String(isWrong));
    wrong.textContent = isWrong ? detail || (wrong.dataset["text"] ?? "") : "";
  }

  private sendPin(event: Event): void {
    event.preventDefault();
    const pin = one<HTMLInputElement>("[data-pin]", this.panel)?.value.trim() ?? "";
    if (pin) this.retry({ pin, ...(this.profile ? { profile: this.profile } : {}) });
  }

  private rowOf({ device, title, since, takeover }: ActiveStream): HTMLElement {
    const row = one<HTMLTemplateElement>("[data-stream-row]", this.panel)!.content.firstElementChild!.cloneNode(true) as HTMLElement;
    const name = device || this.say("someDevice");
    const write = (part: string, text: string) => (one(`[data-stream-${part}]`, row)!.textContent = text);
    write("device", name);
    write("title", title);
    write("since", formatRelative(new Date(since)));
    const button = one<HTMLButtonElement>("button", row)!;
    button.setAttribute("aria-label", this.say("takeOver", { device: name, title }));
    button.addEventListener("click", () => this.retry({ takeover }));
    return row;
  }
}

/** Day and time where the viewer is, with the name of the zone. */
export function momentOf(at: string): string {
  const options = { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short" } as const;
  return new Intl.DateTimeFormat(language(), options).format(new Date(at));
}
