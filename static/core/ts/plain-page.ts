/** What every page has besides htmx. */
import { startCopy } from "./copy";
import { startDialogs } from "./dialog";
import { startTimes } from "./format";
import { startForms } from "./forms";
import { startHeader } from "./header";
import { startMenus } from "./menu";
import { startTabs } from "./tabs";
import { startTheme } from "./theme";
import { startToggles } from "./toggle";
import { startToasts } from "./toast";

/** For pages whose parts never come alone, and where a library less is a picture sooner. */
export function startPlainPage(): void {
  startTheme();
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
