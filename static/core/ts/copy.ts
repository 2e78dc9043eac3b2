/** A button that copies a text and says so. */
import { meta, on } from "./dom";
import { toast } from "./toast";

function textOf(button: HTMLElement): string {
  const source = button.dataset["copyFrom"];
  return source ? (document.getElementById(source)?.textContent ?? "").trim() : (button.dataset["copy"] ?? "");
}

export function startCopy(): void {
  on("click", "[data-copy], [data-copy-from]", async (button) => {
    await navigator.clipboard.writeText(textOf(button));
    toast(meta("text-copied"), "success");
  });
}
