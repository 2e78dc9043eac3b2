/** The cues that have arrived, by track, and the one text track of the browser's that holds the chosen ones. */

export class CueStore {
  private readonly track: TextTrack;
  private readonly cues = new Map<string, VTTCue[]>();
  private chosen = "";
  private isDrawnByBrowser = false;

  constructor(video: HTMLVideoElement) {
    this.track = video.addTextTrack("subtitles");
    this.track.mode = "disabled";
  }

  /** A cue that lasts over a segment's end comes with both segments. */
  add(key: string, cues: VTTCue[]): void {
    const known = this.cues.get(key) ?? [];
    const fresh = cues.filter((cue) => !known.some((other) => isSame(cue, other)));
    this.cues.set(key, [...known, ...fresh]);
    if (key === this.chosen) for (const cue of fresh) this.track.addCue(cue);
  }

  choose(key: string): void {
    this.chosen = key;
    this.track.mode = "hidden";
    for (const cue of [...(this.track.cues ?? [])]) this.track.removeCue(cue);
    for (const cue of this.cues.get(key) ?? []) this.track.addCue(cue);
    this.show();
  }

  draw(isByBrowser: boolean): void {
    this.isDrawnByBrowser = isByBrowser;
    this.show();
  }

  close(): void {
    this.choose("");
  }

  private show(): void {
    this.track.mode = !this.chosen ? "disabled" : this.isDrawnByBrowser ? "showing" : "hidden";
  }
}

function isSame(one: VTTCue, other: VTTCue): boolean {
  return one.startTime === other.startTime && one.endTime === other.endTime && one.text === other.text;
}
