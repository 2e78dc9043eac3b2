/** Buttons that open something in the page: data-toggle names it. */
import { on } from "./dom";

export function startToggles(): void {
  on("click", "[data-toggle]", (button) => {
    const target = document.getElementById(button.dataset["toggle"] ?? "");
    if (!target) return;
    const isOpen = target.toggleAttribute("data-open");
    button.setAttribute("aria-expanded", String(isOpen));
  });
}
