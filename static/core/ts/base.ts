/** What every page has. */
import { startHtmx } from "./htmx";
import { startPlainPage } from "./plain-page";

let isStarted = false;

/** Safe to call from every entry of a page: only the first call counts. */
export function startPage(): void {
  if (isStarted) return;
  isStarted = true;
  startHtmx();
  startPlainPage();
}
