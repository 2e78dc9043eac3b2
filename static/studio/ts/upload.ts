/** The place on the desk where a video is handed in. */
import { all, meta, one } from "@core/dom";
import { formatBytes, formatDuration, formatNumber } from "@core/format";
import htmx from "htmx.org";
import { Speed } from "./speed";
import { earlierParts, PartsTransfer } from "./parts";
import { earlier, Transfer, type TransferEvents } from "./transfer";

type State = "idle" | "starting" | "sending" | "paused" | "offline" | "refused" | "done";

interface Draft {
  pk: string;
  url: string;
  form_url: string;
}

const CHUNK = 8 * 1024 ** 2;
// Stands in the page where the number of a film that does not exist yet will stand.
const NO_FILM = "00000000-0000-0000-0000-000000000000";

class UploadView {
  private readonly input: HTMLInputElement;
  private readonly title = document.title;
  private readonly speed = new Speed();
  private transfer: Transfer | PartsTransfer | null = null;
  private film: string;

  constructor(private readonly root: HTMLElement) {
    this.film = root.dataset["film"] ?? "";
    this.input = one<HTMLInputElement>('input[type="file"]', root)!;
    this.input.addEventListener("change", () => this.chosen());
    this.button("pause")?.addEventListener("click", () => this.pause());
    this.button("resume")?.addEventListener("click", () => this.resume());
    this.button("cancel")?.addEventListener("click", () => void this.cancel());
    addEventListener("beforeunload", (event) => this.askBeforeLeaving(event));
    this.show("idle");
  }

  private chosen(): void {
    const file = this.input.files?.[0];
    if (!file) return;
    const problem = this.problemOf(file);
    if (problem) this.refuse(problem);
    else void this.start(file);
  }

  /** What can be seen before a single byte is sent. */
  private problemOf(file: File): string {
    const most = Number(this.root.dataset["maxBytes"] ?? 0);
    if (file.size === 0) return this.text("empty");
    if (most && file.size > most) return this.text("tooLarge");
    return /^(video\/|$)/.test(file.type) || /\.(mkv|ts|avi|mov|m4v|webm|mp4)$/i.test(file.name) ? "" : this.text("notVideo");
  }

  private async start(file: File): Promise<void> {
    const endpoint = this.root.dataset["endpoint"] ?? "";
    this.fill("name", `${file.name} · ${formatBytes(file.size)}`);
    this.show("starting");
    const goesDirect = this.root.dataset["way"] === "parts";
    const begun = goesDirect ? undefined : await earlier(file, endpoint, this.film);
    const inParts = goesDirect ? earlierParts(file, endpoint, this.film) : undefined;
    const previous = begun ?? inParts;
    const draft = this.film ? null : await this.draft(file, previous?.metadata["film"] ?? "");
    if (!this.film) return this.refuse(this.text("failed"));
    if (draft) this.openForm(draft);
    this.show("sending");
    if (goesDirect) {
      const transfer = (this.transfer = new PartsTransfer(file, this.film, this.events()));
      return transfer.start(endpoint, inParts);
    }
    const transfer = (this.transfer = new Transfer(file, this.film, this.events()));
    return transfer.start(endpoint, CHUNK, begun);
  }

  private events(): TransferEvents {
    return {
      onProgress: (sent, total) => this.progress(sent, total),
      onDone: () => this.done(),
      onOffline: () => this.show("offline"),
      onRefused: (detail) => this.refuse(detail || this.text("failed")),
    };
  }

  /** A film to belong to: the one this file was being sent for, or a new draft named after the file. */
  private async draft(file: File, film: string): Promise<Draft | null> {
    const body = new FormData();
    body.set("title", titleOf(file.name));
    body.set("film", film);
    const answer = await fetch(this.root.dataset["create"] ?? "", {
      method: "POST",
      body,
      headers: { "X-CSRFToken": meta("csrf-token"), Accept: "application/json" },
    }).catch(() => null);
    if (!answer?.ok) return null;
    const draft = (await answer.json()) as Draft;
    this.film = draft.pk;
    return draft;
  }

  /** The film can be described while its video is on the way; a reload finds it again. */
  private openForm(draft: Draft): void {
    history.replaceState(null, "", draft.url);
    const target = one("[data-upload-form]");
    if (target) void htmx.ajax("get", draft.form_url, { target, swap: "innerHTML" });
    for (const link of all<HTMLAnchorElement>("[data-upload-film-link]", this.root)) link.href = draft.url;
  }

  private progress(sent: number, total: number): void {
    if (this.root.dataset["state"] === "offline") this.show("sending");
    const share = total > 0 ? sent / total : 0;
    const bar = one<HTMLProgressElement>("progress", this.root);
    if (bar) bar.value = share * 100;
    this.speed.note(sent);
    const percent = formatNumber(share, { style: "percent" });
    this.fill("value", `${formatBytes(sent)} / ${formatBytes(total)} · ${percent}`);
    this.fill("left", this.left(total - sent));
    document.title = `${percent} · ${this.title}`;
  }

  private left(bytes: number): string {
    const { rate } = this.speed;
    if (rate === 0) return "";
    const pattern = this.text("left");
    return pattern.replace("{speed}", formatBytes(rate)).replace("{time}", formatDuration(bytes / rate));
  }

  private pause(): void {
    this.transfer?.pause();
    this.show("paused");
    this.button("resume")?.focus();
  }

  private resume(): void {
    this.speed.reset();
    this.transfer?.resume();
    this.show("sending");
    this.button("pause")?.focus();
  }

  private async cancel(): Promise<void> {
    await this.transfer?.cancel();
    this.show("idle");
    this.input.value = "";
    this.input.focus();
  }

  private refuse(detail: string): void {
    this.fill("problem", detail);
    this.input.value = "";
    this.show("refused");
  }

  private done(): void {
    this.show("done");
    const target = document.getElementById("film-video") ?? one("[data-upload-next]");
    const url = this.root.dataset["nextUrl"]?.replace(NO_FILM, this.film);
    if (target && url) void htmx.ajax("get", url, { target, swap: "outerHTML", select: "#film-video" });
  }

  private show(state: State): void {
    this.root.dataset["state"] = state;
    for (const part of all("[data-upload-when]", this.root)) {
      part.hidden = !(part.dataset["uploadWhen"] ?? "").split(" ").includes(state);
    }
    this.fill("status", one(`[data-upload-state="${state}"]`, this.root)?.textContent?.trim() ?? "");
    if (state !== "sending") document.title = this.title;
  }

  private askBeforeLeaving(event: BeforeUnloadEvent): void {
    if (["starting", "sending", "offline"].includes(this.root.dataset["state"] ?? "")) event.preventDefault();
  }

  private fill(part: string, text: string): void {
    for (const element of all(`[data-upload-${part}]`, this.root)) element.textContent = text;
  }

  private button(name: string): HTMLButtonElement | null {
    return one<HTMLButtonElement>(`[data-upload-${name}]`, this.root);
  }

  private text(name: string): string {
    return this.root.dataset[`text${name.charAt(0).toUpperCase()}${name.slice(1)}`] ?? "";
  }
}

/** "my_first-film.final.mp4" as "My first film final". */
function titleOf(name: string): string {
  const words = name.replace(/\.[^.]+$/, "").replace(/[._-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function startUploads(): void {
  for (const root of all("[data-upload]")) new UploadView(root);
}
