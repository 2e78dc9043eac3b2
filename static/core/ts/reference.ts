/** The reference page: narrowing the list down, marking the place, sending a request. */
import { all, meta, one } from "./dom";

export function startFinding(): void {
  const field = one<HTMLInputElement>("[data-ref-find]");
  if (!field) return;
  field.addEventListener("input", () => narrow(field.value));
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.closest("input, textarea");
    if (event.key !== "/" || isTyping) return;
    event.preventDefault();
    field.focus();
  });
  markPlace();
}

function narrow(asked: string): void {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const item of all("[data-ref-item]")) {
    const text = item.dataset["refItem"] ?? "";
    item.hidden = !words.every((word) => text.includes(word));
    if (!item.hidden) shown += 1;
  }
  for (const group of all("[data-ref-group]")) group.hidden = !one("[data-ref-item]:not([hidden])", group);
  const none = one("[data-ref-none]");
  if (none) none.hidden = shown > 0;
}

function markPlace(): void {
  const watcher = new IntersectionObserver(
    (seen) => {
      const here = seen.find((entry) => entry.isIntersecting)?.target.id;
      if (!here) return;
      for (const link of all<HTMLAnchorElement>(".ref-nav a")) link.classList.toggle("is-here", link.hash === `#${here}`);
    },
    { rootMargin: "-10% 0px -75% 0px" },
  );
  all(".op").forEach((operation) => watcher.observe(operation));
}

export function startTrying(): void {
  for (const box of all<HTMLDetailsElement>("[data-try]")) {
    const form = one<HTMLFormElement>("[data-try-form]", box);
    if (!form) continue;
    box.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void send(form, box);
    });
  }
}

async function send(form: HTMLFormElement, box: HTMLElement): Promise<void> {
  const began = performance.now();
  try {
    const response = await fetch(addressOf(form), requestOf(form));
    const headers = ["RateLimit", "Idempotency-Replayed", "X-Request-ID", "Location"]
      .filter((name) => response.headers.has(name))
      .map((name) => `${name}: ${response.headers.get(name)}`);
    show(box, String(response.status), response.ok, [...headers, "", readable(await response.text())].join("\n"), began);
  } catch {
    show(box, "–", false, meta("text-request-failed"), began);
  }
}

function addressOf(form: HTMLFormElement): string {
  let path = form.dataset["path"] ?? "";
  const query = new URLSearchParams();
  for (const field of all<HTMLInputElement>("[data-place]", form)) {
    if (field.dataset["place"] === "path") path = path.replace(`{${field.name}}`, encodeURIComponent(field.value));
    if (field.dataset["place"] === "query" && field.value) query.set(field.name, field.value);
  }
  return query.size ? `${path}?${query}` : path;
}

function requestOf(form: HTMLFormElement): RequestInit {
  const headers = new Headers({ "X-CSRFToken": meta("csrf-token") });
  for (const field of all<HTMLInputElement>('[data-place="header"]', form)) {
    if (field.value) headers.set(field.name, field.value);
  }
  const type = form.dataset["type"];
  const body = one<HTMLTextAreaElement>("[data-try-body]", form);
  if (type) headers.set("Content-Type", type);
  return { method: form.dataset["method"] ?? "GET", headers, body: body ? body.value : null };
}

function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function show(box: HTMLElement, status: string, isFine: boolean, text: string, began: number): void {
  const answer = one("[data-try-answer]", box);
  const badge = one("[data-try-status]", box);
  if (!answer || !badge) return;
  answer.hidden = false;
  badge.textContent = status;
  badge.classList.toggle("badge--success", isFine);
  badge.classList.toggle("badge--danger", !isFine);
  one("[data-try-took]", box)?.replaceChildren(`${Math.round(performance.now() - began)} ms`);
  one("[data-try-text]", box)?.replaceChildren(text);
}
