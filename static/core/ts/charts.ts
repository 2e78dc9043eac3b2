/** Charts: the library comes only to pages that hold one, and only when it is in sight. */
import { all, mount, on } from "./dom";

function draw(figure: HTMLElement): void {
  void import("./charts-draw").then(({ drawChart }) => drawChart(figure));
}

export function startCharts(): void {
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const entry of entries.filter((each) => each.isIntersecting)) {
        watcher.unobserve(entry.target);
        draw(entry.target as HTMLElement);
      }
    },
    { rootMargin: "200px" },
  );
  mount((root) => all("[data-chart]", root).forEach((figure) => watcher.observe(figure)));
  on("click", "[data-chart-toggle]", (button) => {
    const table = document.getElementById(button.getAttribute("aria-controls") ?? "");
    if (!table) return;
    table.hidden = !table.hidden;
    button.setAttribute("aria-expanded", String(!table.hidden));
  });
}
