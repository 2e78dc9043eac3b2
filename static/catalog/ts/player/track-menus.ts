/** The menu of sound and subtitles: languages in the viewer's own words, kinds said aloud. */
import { language as pageLanguage } from "@core/dom";
import type { Say } from "./config";
import type { Choice, Menu } from "./menu";
import type { Source, Track } from "./source";
import { isSame, type Wishes } from "./wishes";

const OFF = "-1";

interface Tools {
  menu: Menu;
  wishes: Wishes;
  say: Say;
  announce: (text: string) => void;
  openStyles: () => void;
  source: () => Source | null;
  onTexts: (hasTexts: boolean, isOn: boolean) => void;
}

export class TrackMenus {
  private audio: Track[] = [];
  private texts: Track[] = [];
  private chosenAudio: Track | undefined;
  private chosenText: Track | undefined;
  private lastText: Track | undefined;

  constructor(private readonly tools: Tools) {}

  reset(): void {
    this.audio = this.texts = [];
    this.chosenAudio = this.chosenText = this.lastText = undefined;
    this.showAudio();
    this.showTexts();
  }

  setAudio(tracks: Track[]): void {
    const again = this.chosenAudio && tracks.find((track) => isAlike(track, this.chosenAudio!));
    this.audio = tracks;
    this.chosenAudio = again ?? this.tools.wishes.audio(tracks);
    if (this.chosenAudio) this.tools.source()?.chooseAudio(this.chosenAudio.index);
    this.showAudio();
    this.applyText();
  }

  setTexts(tracks: Track[]): void {
    const again = this.chosenText && tracks.find((track) => isAlike(track, this.chosenText!));
    this.texts = tracks;
    this.chosenText = again ?? this.tools.wishes.text(tracks);
    this.applyText();
    this.showTexts();
  }

  /** The key C: off, or the one that was on before, or the best guess. */
  toggleTexts(): void {
    const offered = this.offered();
    if (offered.length === 0) return this.tools.announce(this.tools.say("noSubtitles"));
    const guess = this.lastText ?? offered.find(({ language }) => isSame(language, pageLanguage())) ?? offered[0];
    this.pickText(this.chosenText ? OFF : String(guess!.index));
  }

  /** From the menu, by a key, or in the browser's own menus. */
  pickAudio(value: string): void {
    this.chosenAudio = this.audio.find(({ index }) => String(index) === value);
    if (!this.chosenAudio) return;
    this.tools.source()?.chooseAudio(this.chosenAudio.index);
    this.tools.menu.mark("audio", value);
    this.tools.wishes.keepAudio(this.chosenAudio);
    this.tools.announce(this.tools.say("soundIs", { track: this.labelOf(this.chosenAudio, "described") }));
    this.applyText();
  }

  pickText(value: string): void {
    this.lastText = this.chosenText ?? this.lastText;
    this.chosenText = this.texts.find(({ index }) => String(index) === value);
    this.tools.menu.mark("texts", String(this.chosenText?.index ?? OFF));
    this.tools.wishes.keepText(this.chosenText ?? null);
    const name = this.chosenText ? this.labelOf(this.chosenText, "sdh") : this.tools.say("off");
    this.tools.announce(this.tools.say("subtitlesAre", { track: name }));
    this.applyText();
  }

  /** Without subtitles, those of foreign words alone still belong to the film. */
  private applyText(): void {
    const spoken = this.chosenAudio?.language ?? "";
    const forced = this.texts.find((track) => track.isForced && isSame(track.language, spoken));
    this.tools.source()?.chooseText((this.chosenText ?? forced)?.index ?? -1);
    this.tools.onTexts(this.offered().length > 0, this.chosenText !== undefined);
  }

  private showAudio(): void {
    this.tools.menu.show({
      name: "audio",
      label: this.tools.say("sound"),
      choices: this.choicesOf(this.audio, "described"),
      chosen: String(this.chosenAudio?.index ?? ""),
      onChoose: (value) => this.pickAudio(value),
    });
  }

  private showTexts(): void {
    const { say, menu, openStyles } = this.tools;
    const choices = this.choicesOf(this.offered(), "sdh");
    menu.show({
      name: "texts",
      label: say("subtitles"),
      choices: choices.length > 0 ? [{ value: OFF, label: say("off") }, ...choices] : [],
      chosen: String(this.chosenText?.index ?? OFF),
      onChoose: (value) => this.pickText(value),
      extra: choices.length > 0 ? { label: say("captionStyle"), onPick: openStyles } : undefined,
    });
  }

  private offered(): Track[] {
    return this.texts.filter(({ isForced }) => !isForced);
  }

  private choicesOf(tracks: Track[], kind: string): Choice[] {
    const labels = tracks.map((track) => this.labelOf(track, kind));
    return tracks.map((track, place) => {
      const label = labels[place]!;
      const isTwin = labels.filter((other) => other === label).length > 1;
      return { value: String(track.index), label, note: isTwin ? track.name : "" };
    });
  }

  private labelOf(track: Track, kind: string): string {
    const name = nameOf(track);
    return track.isForImpaired ? this.tools.say(kind, { language: name }) : name;
  }
}

/** "hi" is Hindi on an English page and हिन्दी on a Hindi one. */
function nameOf({ language, name }: Track): string {
  if (!language || language === "und") return name;
  try {
    const known = new Intl.DisplayNames([pageLanguage()], { type: "language", fallback: "none" }).of(language);
    return known ? known.charAt(0).toLocaleUpperCase(pageLanguage()) + known.slice(1) : name;
  } catch {
    return name;
  }
}

function isAlike(one: Track, other: Track): boolean {
  return one.language === other.language && one.isForImpaired === other.isForImpaired && one.name === other.name;
}
