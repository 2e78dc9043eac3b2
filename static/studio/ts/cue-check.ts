/** What subtitlers agree on: see domain/reading.py, which counts the same. */

export interface Cue {
  start: number;
  end: number;
  settings: string;
  text: string;
}

export interface Guideline {
  fastest: number;
  letters: number;
  lines: number;
  shortest: number;
  longest: number;
}

export type Note = { key: string; values: Record<string, number> };

const UNCOUNTED = /[\p{M}\p{Cf}]/gu;
const TAG = /<\/?[A-Za-z][^<>]*>/g;
const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": "\u00a0", "&lrm;": "", "&rlm;": "" };

export function letters(text: string): number {
  const read = text.replace(TAG, "").replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);
  return [...read.replace(/\n/g, "").replace(UNCOUNTED, "")].length;
}

export function lettersASecond(cue: Cue): number {
  return cue.end > cue.start ? letters(cue.text) / (cue.end - cue.start) : 0;
}

/** Why the cue should be looked at; nothing for one that is easy to read. */
export function notesOf(cue: Cue, rule: Guideline, before?: Cue): Note[] {
  const notes: Note[] = [];
  const seconds = Math.round((cue.end - cue.start) * 1000) / 1000;
  const lines = cue.text.split("\n");
  const widest = Math.max(...lines.map(letters));
  const speed = lettersASecond(cue);
  if (speed > rule.fastest) notes.push({ key: "textTooFast", values: { speed: Math.round(speed * 10) / 10, most: rule.fastest } });
  if (widest > rule.letters) notes.push({ key: "textTooWide", values: { count: widest, most: rule.letters } });
  if (lines.length > rule.lines) notes.push({ key: "textTooManyLines", values: { count: lines.length, most: rule.lines } });
  if (seconds < rule.shortest - 0.001) notes.push({ key: "textTooShort", values: { seconds, least: 0.83 } });
  if (seconds > rule.longest) notes.push({ key: "textTooLong", values: { seconds, most: rule.longest } });
  if (before && cue.start < before.end) notes.push({ key: "textOverlap", values: {} });
  return notes;
}
