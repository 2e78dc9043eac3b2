/** The sign-up form: the address follows the studio's name until somebody types one. */
import { mount, one } from "@core/dom";

const LONGEST = 40;

function suggested(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[^\x20-\x7e]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, "");
}

function follow(name: HTMLInputElement, slug: HTMLInputElement): void {
  let own = slug.value !== "";
  name.addEventListener("input", () => {
    if (own) return;
    slug.value = suggested(name.value);
    slug.dispatchEvent(new Event("check"));
  });
  slug.addEventListener("input", () => {
    own = slug.value !== "";
    const lower = slug.value.toLowerCase();
    if (lower !== slug.value) slug.value = lower;
  });
}

mount((root) => {
  const name = one<HTMLInputElement>("[data-suggests]", root);
  const slug = name && document.getElementById(name.dataset["suggests"] ?? "");
  if (name && slug instanceof HTMLInputElement) follow(name, slug);
});
