/** The cues that have arrived, by track, and a text track of the browser's for each that was chosen. */

export class CueStore {
  private readonly tracks = new Map<string, TextTrack>();
  private readonly cues = new Map<string, VTTCue[]>();
  private chosen = "";
  private isDrawnByBrowser = false;

  constructor(private readonly video: HTMLVideoElement) {}

  /** A cue that lasts over a segment's end comes with both segments. */
  add(key: string, cues: VTTCue[]): void {
    const known = this.cues.get(key) ?? [];
    const fresh = cues.filter((cue) => !known.some((other) => isSame(cue, other)));
    this.cues.set(key, [...known, ...fresh]);
    for (const cue of fresh) this.tracks.get(key)?.addCue(cue);
  }

  /** An empty key chooses none. */
  choose(key: string, label = "", language = ""): void {
    this.chosen = key;
    if (key && !this.tracks.has(key)) this.open(key, label, language);
    this.show();
  }

  draw(isByBrowser: boolean): void {
    this.isDrawnByBrowser = isByBrowser;
    this.show();
  }

  close(): void {
    this.choose("");
  }

  private open(key: string, label: string, language: string): void {
    const track = this.video.addTextTrack("subtitles", label, language);
    this.tracks.set(key, track);
    for (const cue of this.cues.get(key) ?? []) track.addCue(cue);
  }

  private show(): void {
    const mode = this.isDrawnByBrowser ? "showing" : "hidden";
    for (const [key, track] of this.tracks) track.mode = key === this.chosen ? mode : "disabled";
  }
}

function isSame(one: VTTCue, other: VTTCue): boolean {
  return one.startTime === other.startTime && one.endTime === other.endTime && one.text === other.text;
}
