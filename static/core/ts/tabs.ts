/** Tabs over panels of one page: one stop for Tab, arrows move between them. */
import { all, mount } from "./dom";

function choose(tabs: HTMLElement[], chosen: HTMLElement): void {
  for (const tab of tabs) {
    const isChosen = tab === chosen;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    const panel = document.getElementById(tab.getAttribute("aria-controls") ?? "");
    if (panel) panel.hidden = !isChosen;
  }
}

function target(tabs: HTMLElement[], from: HTMLElement, key: string): HTMLElement | undefined {
  const rtl = document.dir === "rtl" ? -1 : 1;
  const by: Record<string, number> = { ArrowRight: rtl, ArrowLeft: -rtl };
  if (key === "Home") return tabs[0];
  if (key === "End") return tabs.at(-1);
  const move = by[key];
  return move === undefined ? undefined : tabs[(tabs.indexOf(from) + move + tabs.length) % tabs.length];
}

function startList(list: HTMLElement): void {
  const tabs = all<HTMLElement>('[role="tab"]', list);
  for (const tab of tabs) {
    tab.addEventListener("click", () => choose(tabs, tab));
    tab.addEventListener("keydown", (event) => {
      const next = target(tabs, tab, event.key);
      if (!next) return;
      event.preventDefault();
      choose(tabs, next);
      next.focus();
    });
  }
  const first = tabs.find((tab) => tab.getAttribute("aria-selected") === "true") ?? tabs[0];
  if (first) choose(tabs, first);
}

/** On a phone the tabs are wider than the page: the one we are on must not be out of sight. */
function reveal(tab: HTMLElement): void {
  const list = tab.closest<HTMLElement>(".tabs");
  if (!list) return;
  const frame = list.getBoundingClientRect();
  const box = tab.getBoundingClientRect();
  list.scrollLeft += box.left + box.width / 2 - (frame.left + frame.width / 2);
}

export function startTabs(): void {
  mount((root) => {
    all('[role="tablist"]', root).forEach(startList);
    all<HTMLElement>('.tabs__tab[aria-current="page"]', root).forEach(reveal);
  });
}
