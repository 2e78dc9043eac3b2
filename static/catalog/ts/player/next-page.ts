/** Goes to another film's page without leaving this one, so that the whole screen stays whole. */
import { one } from "@core/dom";
import { readConfig, type Config } from "./config";

/** The page's own facts, taken over into this one; null when that page shows no player. */
export async function turnTo(url: string, root: HTMLElement): Promise<Config | null> {
  const answer = await fetch(url, { credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const config = readConfig(page);
  if (!config.film) return null;
  takeOver(page, root);
  history.pushState({}, "", url);
  return config;
}

function takeOver(page: Document, root: HTMLElement): void {
  document.title = page.title;
  for (const selector of ["h1", "[data-player-title]"]) {
    const [here, there] = [one(selector), one(selector, page)];
    if (here && there) here.textContent = there.textContent;
  }
  const other = one("[data-player]", page);
  for (const name of ["title", "artist", "artwork", "picture"]) root.dataset[name] = other?.dataset[name] ?? "";
  for (const link of root.querySelectorAll<HTMLAnchorElement>("[data-player-back]")) {
    link.href = one<HTMLAnchorElement>("[data-player-back]", page)?.href ?? link.href;
  }
}

export function reloadOnReturn(): void {
  addEventListener("popstate", () => location.reload());
}
