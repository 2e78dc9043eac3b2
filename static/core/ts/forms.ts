/** Small help inside forms: reveal a password, echo a colour, name a chosen file, submit on change. */
import { all, mount, on, one } from "./dom";
import { formatBytes } from "./format";

function toggleReveal(button: HTMLElement): void {
  const input = document.getElementById(button.getAttribute("aria-controls") ?? "");
  if (!(input instanceof HTMLInputElement)) return;
  const show = input.type === "password";
  input.type = show ? "text" : "password";
  button.setAttribute("aria-pressed", String(show));
}

function echoColor(input: HTMLInputElement): void {
  const output = one<HTMLOutputElement>("output", input.parentElement ?? document);
  if (output) output.value = input.value;
}

function startDropzone(zone: HTMLElement): void {
  const input = one<HTMLInputElement>('input[type="file"]', zone);
  const line = one("[data-dropzone-file]", zone);
  for (const type of ["dragenter", "dragover"]) zone.addEventListener(type, () => zone.classList.add("is-over"));
  for (const type of ["dragleave", "drop"]) zone.addEventListener(type, () => zone.classList.remove("is-over"));
  input?.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file && line) line.textContent = `${file.name} · ${formatBytes(file.size)}`;
  });
}

/** One press is enough; the button shows that something is happening. */
function markBusy(form: HTMLFormElement, submitter: HTMLElement | null): void {
  if (form.method === "dialog" || form.target === "_blank") return;
  submitter?.setAttribute("aria-busy", "true");
}

export function startForms(): void {
  on("click", "[data-reveal]", toggleReveal);
  on("input", 'input[type="color"]', (input) => echoColor(input as HTMLInputElement));
  on("change", "[data-submit-on-change]", (control) => (control as HTMLSelectElement).form?.requestSubmit());
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented && event.target instanceof HTMLFormElement && !event.target.matches("[hx-post], [hx-get]")) {
      markBusy(event.target, event.submitter);
    }
  });
  // The page may come back from the history with its button still turning.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) all(".btn[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  });
  mount((root) => all(".dropzone", root).forEach(startDropzone));
  all<HTMLElement>("[data-error-summary]").slice(0, 1).forEach((summary) => summary.focus());
}
