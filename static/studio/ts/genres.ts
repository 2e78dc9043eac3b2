/** Genres and tags the studio has already, one press away from the field. */
import { all, mount, one, on } from "@core/dom";

function names(field: HTMLInputElement): string[] {
  return field.value.split(",").map((name) => name.trim()).filter(Boolean);
}

function refresh(box: HTMLElement): void {
  const field = document.getElementById(box.dataset["genresFor"] ?? "") as HTMLInputElement | null;
  if (!field) return;
  const chosen = names(field).map((name) => name.toLowerCase());
  for (const button of all("button", box)) {
    button.setAttribute("aria-pressed", String(chosen.includes((button.textContent ?? "").trim().toLowerCase())));
  }
}

function toggle(button: HTMLElement): void {
  const box = button.closest<HTMLElement>("[data-genres-for]")!;
  const field = document.getElementById(box.dataset["genresFor"] ?? "") as HTMLInputElement | null;
  if (!field) return;
  const name = (button.textContent ?? "").trim();
  const others = names(field).filter((each) => each.toLowerCase() !== name.toLowerCase());
  field.value = (others.length === names(field).length ? [...others, name] : others).join(", ");
  refresh(box);
}

export function startGenres(): void {
  on("click", "[data-genres-for] button", toggle);
  on("input", "[name=genre_names], [name=tag_names]", (field) => {
    const box = one(`[data-genres-for="${field.id}"]`);
    if (box) refresh(box);
  });
  mount((root) => all("[data-genres-for]", root).forEach(refresh));
}
