/** Short news in the corner. The server's messages stand in the page; these come later. */
import { all, meta, mount, on, one } from "./dom";

export type Tone = "info" | "success" | "warning" | "error";

const READING_TIME = 7000;

export function toast(text: string, tone: Tone = "info"): void {
  const template = one<HTMLTemplateElement>(`#toast-${tone}`);
  const shelf = one(".toasts");
  if (!template || !shelf) return;
  const card = template.content.firstElementChild?.cloneNode(true) as HTMLElement;
  one(".toast__text", card)?.append(text);
  (tone === "error" ? one("[data-toasts-alert]", shelf) : one("[data-toasts-status]", shelf))?.append(card);
  leaveLater(card);
}

/** Errors and warnings stay until they are closed; the rest goes, but never while being read. */
function leaveLater(card: HTMLElement): void {
  if (card.matches(".toast--error, .toast--warning, .toast--static")) return;
  let timer = setTimeout(() => leave(card), READING_TIME);
  const hold = () => clearTimeout(timer);
  const resume = () => {
    clearTimeout(timer);
    timer = setTimeout(() => leave(card), READING_TIME / 2);
  };
  card.addEventListener("pointerenter", hold);
  card.addEventListener("focusin", hold);
  card.addEventListener("pointerleave", resume);
  card.addEventListener("focusout", resume);
}

function leave(card: HTMLElement): void {
  card.classList.add("is-leaving");
  setTimeout(() => card.remove(), 260);
}

/** What the server says went wrong, in the reader's words; it answers htmx with a problem document. */
export function problemOf(xhr: XMLHttpRequest): string | null {
  if (!xhr.getResponseHeader("Content-Type")?.startsWith("application/problem+json")) return null;
  const { detail, status, request_id: id } = JSON.parse(xhr.responseText) as Record<string, string | number>;
  return Number(status) >= 500 ? `${detail} (${id})` : String(detail);
}

export function startToasts(): void {
  mount((root) => all(".toasts .toast", root).forEach(leaveLater));
  on("click", "[data-toast-close]", (button) => {
    const card = button.closest<HTMLElement>(".toast");
    if (card) leave(card);
  });
  // A view may answer HX-Trigger: {"toast": {"text": "Saved", "tone": "success"}}.
  document.addEventListener("toast", (event) => {
    const { text, tone } = (event as CustomEvent<{ text: string; tone?: Tone }>).detail;
    toast(text, tone);
  });
  for (const type of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(type, () => toast(meta("text-request-failed"), "error"));
  }
  document.addEventListener("htmx:responseError", (event) => {
    const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
    toast(problemOf(xhr) ?? meta("text-request-failed"), "error");
  });
}
