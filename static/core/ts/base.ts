/** What every page has. */
import { startCopy } from "./copy";
import { startDialogs } from "./dialog";
import { startTimes } from "./format";
import { startForms } from "./forms";
import { startHeader } from "./header";
import { startHtmx } from "./htmx";
import { startMenus } from "./menu";
import { startTabs } from "./tabs";
import { startTheme } from "./theme";
import { startToggles } from "./toggle";
import { startToasts } from "./toast";

let isStarted = false;

/** Safe to call from every entry of a page: only the first call counts. */
export function startPage(): void {
  if (isStarted) return;
  isStarted = true;
  startTheme();
  startHtmx();
  startMenus();
  startDialogs();
  startTabs();
  startForms();
  startCopy();
  startToasts();
  startTimes();
  startHeader();
  startToggles();
}
