/** <details class="menu"> already opens and closes; this adds Escape, outside clicks and arrows. */
import { all, on, one } from "./dom";

function close(menu: HTMLDetailsElement, giveFocusBack: boolean): void {
  if (!menu.open) return;
  menu.open = false;
  if (giveFocusBack) one<HTMLElement>("summary", menu)?.focus();
}

function step(menu: HTMLElement, by: number): void {
  const items = all<HTMLElement>(".menu__item", menu);
  const here = items.indexOf(document.activeElement as HTMLElement);
  const next = here < 0 && by < 0 ? items.length - 1 : (here + by + items.length) % items.length;
  items[next]?.focus();
}

export function startMenus(): void {
  document.addEventListener("click", (event) => {
    for (const menu of all<HTMLDetailsElement>("details.menu[open]")) {
      if (!menu.contains(event.target as Node)) close(menu, false);
    }
  });
  on("keydown", "details.menu", (element, event) => {
    const menu = element as HTMLDetailsElement;
    if (event.key === "Escape") close(menu, true);
    if (!menu.open || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    event.preventDefault();
    step(menu, event.key === "ArrowDown" ? 1 : -1);
  });
  on("focusout", "details.menu[open]", (element, event) => {
    const goingTo = event.relatedTarget;
    if (goingTo instanceof Node && !element.contains(goingTo)) close(element as HTMLDetailsElement, false);
  });
}
