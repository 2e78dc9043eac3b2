/** Rows of posters: buttons that move by a screenful, quiet at the ends. */
import { all, mount, one } from "./dom";

function startRow(row: HTMLElement): void {
  const track = one(".row__track", row);
  const back = one<HTMLButtonElement>("[data-row-back]", row);
  const forth = one<HTMLButtonElement>("[data-row-forth]", row);
  if (!track || !back || !forth) return;
  const rtl = getComputedStyle(track).direction === "rtl" ? -1 : 1;
  const move = (by: number) => track.scrollBy({ left: by * rtl * track.clientWidth * 0.85, behavior: "smooth" });
  const refresh = () => {
    const at = Math.abs(track.scrollLeft);
    const end = track.scrollWidth - track.clientWidth;
    back.disabled = at < 8;
    forth.disabled = at > end - 8;
    const nav = one(".row__nav", row);
    if (nav) nav.hidden = end < 8;
  };
  back.addEventListener("click", () => move(-1));
  forth.addEventListener("click", () => move(1));
  track.addEventListener("scroll", refresh, { passive: true });
  new ResizeObserver(refresh).observe(track);
}

export function startRows(): void {
  mount((root) => all(".row", root).forEach(startRow));
}
