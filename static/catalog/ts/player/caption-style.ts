/** How subtitles look: chosen by the viewer, drawn by the stylesheet. */
import { read, write } from "./stored";

export interface CaptionStyle {
  size: string;
  colour: string;
  background: string;
  opacity: string;
  edge: string;
  font: string;
}

export const CHOICES: Record<keyof CaptionStyle, string[]> = {
  size: ["small", "normal", "large", "huge"],
  colour: ["white", "yellow", "green", "cyan", "magenta", "black"],
  background: ["black", "white", "blue", "yellow"],
  opacity: ["solid", "half", "none"],
  edge: ["none", "outline", "shadow", "raised", "sunken"],
  font: ["sans", "serif", "mono", "casual"],
};

export const USUAL: CaptionStyle = { size: "normal", colour: "white", background: "black", opacity: "half", edge: "none", font: "sans" };

const PARTS = Object.keys(USUAL) as (keyof CaptionStyle)[];

/** Only values that the stylesheet knows; the usual one for anything else. */
export function checkedStyle(style: Partial<CaptionStyle>): CaptionStyle {
  const known = (part: keyof CaptionStyle) => CHOICES[part].includes(style[part] ?? "");
  return Object.fromEntries(PARTS.map((part) => [part, known(part) ? style[part] : USUAL[part]])) as unknown as CaptionStyle;
}

export function keptStyle(owner: string, ofProfile: Partial<CaptionStyle>): CaptionStyle {
  return checkedStyle(Object.keys(ofProfile).length > 0 ? ofProfile : read(keyOf(owner), {}));
}

export function keepStyle(owner: string, style: CaptionStyle): void {
  write(keyOf(owner), style);
}

export function dress(element: HTMLElement, style: CaptionStyle): void {
  for (const part of PARTS) element.dataset[part] = style[part];
}

function keyOf(owner: string): string {
  return `player-captions:${owner}`;
}
