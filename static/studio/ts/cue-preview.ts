/** The cues over the preview as they are being written, drawn by the browser itself. */
import type { Cue } from "./cue-check";
import type { Preview } from "./preview";

function line(cue: VTTCue, settings: string): void {
  const percent = /(?:^|\s)line:(\d+)%/.exec(settings);
  if (!percent) return;
  cue.snapToLines = false;
  cue.line = Number(percent[1]);
}

export class CuePreview {
  private readonly track: TextTrack;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(preview: Preview, language: string) {
    this.track = preview.video.addTextTrack("subtitles", language, language);
    this.track.mode = "showing";
  }

  /** Soon, once the typing pauses. */
  show(cues: Cue[]): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.draw(cues), 150);
  }

  private draw(cues: Cue[]): void {
    for (const old of [...(this.track.cues ?? [])]) this.track.removeCue(old);
    for (const { start, end, settings, text } of cues) {
      if (!(end > start)) continue;
      const cue = new VTTCue(start, end, text);
      line(cue, settings);
      this.track.addCue(cue);
    }
  }
}
