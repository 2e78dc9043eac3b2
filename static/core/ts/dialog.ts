/** Native dialogs: open, close, and ask before something is destroyed. */
import { all, mount, on, one } from "./dom";

function opener(button: HTMLElement): void {
  const dialog = document.getElementById(button.dataset["dialogOpen"] ?? "");
  if (dialog instanceof HTMLDialogElement) dialog.showModal();
}

/** The name must be typed as it is written before the button wakes up. */
function guardByName(input: HTMLInputElement): void {
  const submit = one<HTMLButtonElement>("[data-confirm-submit]", input.form ?? document);
  if (!submit) return;
  const check = () => {
    submit.disabled = input.value.trim() !== (input.dataset["confirmName"] ?? "").trim();
  };
  input.addEventListener("input", check);
  check();
}

export function startDialogs(): void {
  on("click", "[data-dialog-open]", opener);
  on("click", "[data-dialog-close]", (button) => button.closest("dialog")?.close());
  // A click on the backdrop lands on the dialog itself.
  on("click", "dialog", (dialog, event) => {
    if (event.target === dialog && isOutside(dialog, event)) (dialog as HTMLDialogElement).close();
  });
  mount((root) => {
    all<HTMLInputElement>("[data-confirm-name]", root).forEach(guardByName);
    all<HTMLDialogElement>("dialog[data-open]", root).forEach((dialog) => dialog.showModal());
  });
}

function isOutside(element: HTMLElement, { clientX, clientY }: MouseEvent): boolean {
  const box = element.getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}
