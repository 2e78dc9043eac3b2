/** htmx under our security policy: no eval, no inline styles, the CSRF token on every request. */
import htmx from "htmx.org";
import { meta } from "./dom";
import { problemOf } from "./toast";

htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0;
htmx.config.timeout = 30_000;

export function startHtmx(): void {
  document.addEventListener("htmx:configRequest", (event) => {
    const { headers } = (event as CustomEvent<{ headers: Record<string, string> }>).detail;
    headers["X-CSRFToken"] = meta("csrf-token");
  });
  // A form that came back with errors is answered 422 and still belongs in the page.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { detail } = event as CustomEvent<{ xhr: XMLHttpRequest; shouldSwap: boolean; isError: boolean }>;
    if (detail.xhr.status !== 422 || problemOf(detail.xhr)) return;
    detail.shouldSwap = true;
    detail.isError = false;
  });
}
