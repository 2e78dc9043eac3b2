/** Whole, and of the web: a stranger's document must not make the page run something. Empty for anything else. */
export function webAddress(text: unknown): string {
  if (typeof text !== "string" || !URL.canParse(text, location.href)) return "";
  const url = new URL(text, location.href);
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : "";
}
