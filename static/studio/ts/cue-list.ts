/** The cues being edited, and every state before: pure, without the page. */
import { notesOf, type Cue, type Guideline, type Note } from "./cue-check";

const MOST_STEPS = 100;
const SHOWN_SECONDS = 2;

export class CueList {
  private steps: Cue[][] = [];
  private saved: string;

  constructor(
    private cues: Cue[],
    public rule: Guideline,
  ) {
    this.saved = JSON.stringify(cues);
  }

  get all(): readonly Cue[] {
    return this.cues;
  }

  get isDirty(): boolean {
    return JSON.stringify(this.cues) !== this.saved;
  }

  get canUndo(): boolean {
    return this.steps.length > 0;
  }

  /** What the server made of them. */
  accept(cues: Cue[]): void {
    this.cues = cues;
    this.saved = JSON.stringify(cues);
    this.steps = [];
  }

  remember(): void {
    this.steps.push(this.cues.map((cue) => ({ ...cue })));
    if (this.steps.length > MOST_STEPS) this.steps.shift();
  }

  undo(): void {
    this.cues = this.steps.pop() ?? this.cues;
  }

  change(index: number, values: Partial<Cue>): void {
    const cue = this.cues[index];
    if (cue) Object.assign(cue, values);
  }

  remove(index: number): void {
    this.remember();
    this.cues.splice(index, 1);
  }

  /** A new one at a moment, as long as what follows leaves room; returns its place. */
  add(moment: number): number {
    this.remember();
    const index = this.cues.findIndex((cue) => cue.start > moment);
    const place = index < 0 ? this.cues.length : index;
    const next = this.cues[place]?.start ?? Number.POSITIVE_INFINITY;
    const end = Math.max(moment + 0.1, Math.min(moment + SHOWN_SECONDS, next));
    this.cues.splice(place, 0, { start: moment, end: Math.round(end * 1000) / 1000, settings: "", text: "" });
    return place;
  }

  /** The one shown at a moment, or else the next. */
  at(moment: number): number {
    const here = this.cues.findIndex((cue) => cue.start <= moment && moment < cue.end);
    return here >= 0 ? here : this.cues.findIndex((cue) => cue.start > moment);
  }

  notes(index: number): Note[] {
    const cue = this.cues[index];
    return cue ? notesOf(cue, this.rule, this.cues[index - 1]) : [];
  }

  /** Places of the cues that hold the words, and that should be looked at if only those are wanted. */
  found(words: string, onlyHard: boolean): number[] {
    const wanted = words.trim().toLocaleLowerCase();
    return this.cues.flatMap((cue, index) => {
      const fits = !wanted || cue.text.toLocaleLowerCase().includes(wanted);
      return fits && (!onlyHard || this.notes(index).length > 0) ? [index] : [];
    });
  }
}
