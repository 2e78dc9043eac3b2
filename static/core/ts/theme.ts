/** The theme lives in a cookie, so that the server paints the right one at once. */
import { all, on } from "./dom";

export type Theme = "auto" | "light" | "dark";

const YEAR = 365 * 24 * 3600;

export function setTheme(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${theme}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
  for (const button of all<HTMLButtonElement>("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
  document.dispatchEvent(new CustomEvent("themechange"));
}

export function startTheme(): void {
  on("click", "[data-theme-choice]", (button, event) => {
    event.preventDefault();
    setTheme((button as HTMLButtonElement).value as Theme);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    document.dispatchEvent(new CustomEvent("themechange"));
  });
}
