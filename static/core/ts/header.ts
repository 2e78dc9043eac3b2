/** The site header is clear at the top of a page and solid once it has something under it. */
import { one, on } from "./dom";

export function startHeader(): void {
  const header = one(".site-header");
  if (header) {
    const refresh = () => header.classList.toggle("is-stuck", scrollY > 12);
    addEventListener("scroll", refresh, { passive: true });
    refresh();
  }
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    if (typing || event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
    const field = one<HTMLInputElement>("[data-search]");
    if (!field) return;
    event.preventDefault();
    field.focus();
  });
  on("keydown", "[data-search]", (field, event) => {
    if (event.key === "Escape") field.blur();
  });
}
