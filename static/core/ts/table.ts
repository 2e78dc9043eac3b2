/** Tables that are worked with: tick many rows, and the bar with what can be done to them. */
import { all, mount, one } from "./dom";

function startTable(wrap: HTMLElement): void {
  const master = one<HTMLInputElement>("[data-select-all]", wrap);
  const bar = one("[data-bulk-bar]", wrap);
  const count = one("[data-bulk-count]", wrap);
  const ticks = () => all<HTMLInputElement>("[data-select-row]", wrap);
  const show = () => {
    const chosen = ticks().filter((tick) => tick.checked).length;
    if (bar) bar.hidden = chosen === 0;
    if (count) count.textContent = new Intl.NumberFormat(document.documentElement.lang).format(chosen);
    if (master) {
      master.checked = chosen > 0 && chosen === ticks().length;
      master.indeterminate = chosen > 0 && !master.checked;
    }
  };
  master?.addEventListener("change", () => {
    for (const tick of ticks()) tick.checked = master.checked;
    show();
  });
  wrap.addEventListener("change", show);
  show();
}

export function startTables(): void {
  mount((root) => all("[data-table]", root).forEach(startTable));
}
