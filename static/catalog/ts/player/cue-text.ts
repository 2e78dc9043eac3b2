/**
 * The text of a cue as nodes. A cue is a stranger's text: of its markup only what WebVTT knows
 * becomes an element, without attributes but a language; everything else stays letters or vanishes.
 */

const PIECE = /<([^>]*)>|([^<]+)|</g;
const TAG = /^(\/?)(b|i|u|c|v|lang|ruby|rt)(?:\.[^\s]*)?(?:\s+(.*))?$/s;
const ELEMENTS: Record<string, string> = { b: "b", i: "i", u: "u", c: "span", v: "span", lang: "span", ruby: "ruby", rt: "rt" };
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0", lrm: "\u200e", rlm: "\u200f" };

export function cueNodes(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const open: { name: string; node: Node }[] = [{ name: "", node: fragment }];
  for (const [, tag, letters] of text.normalize("NFC").matchAll(PIECE)) {
    if (letters !== undefined) addLetters(open.at(-1)!.node, letters);
    else if (tag !== undefined) follow(open, tag);
  }
  return fragment;
}

function addLetters(node: Node, letters: string): void {
  decoded(letters)
    .split("\n")
    .forEach((line, index) => {
      if (index > 0) node.appendChild(document.createElement("br"));
      if (line) node.appendChild(document.createTextNode(line));
    });
}

function follow(open: { name: string; node: Node }[], tag: string): void {
  const [, closes, name, annotation] = TAG.exec(tag) ?? [];
  if (!name) return;
  if (closes) close(open, name);
  else {
    const element = document.createElement(ELEMENTS[name]!);
    if (name === "lang" && annotation && LANGUAGE.test(annotation.trim())) element.lang = annotation.trim();
    open.at(-1)!.node.appendChild(element);
    open.push({ name, node: element });
  }
}

/** `</b>` closes the nearest `<b>`, and what was left open inside it. */
function close(open: { name: string }[], name: string): void {
  const place = open.findLastIndex((each) => each.name === name);
  if (place > 0) open.length = place;
}

function decoded(letters: string): string {
  return letters.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]+);/gi, (whole, name: string) => {
    if (name.startsWith("#")) return character(name) ?? whole;
    return ENTITIES[name.toLowerCase()] ?? whole;
  });
}

function character(reference: string): string | undefined {
  const isHex = reference[1]?.toLowerCase() === "x";
  const code = Number.parseInt(reference.slice(isHex ? 2 : 1), isHex ? 16 : 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
