/** What a viewer has chosen before, and what the profile says: applied to the next film as well. */
import { meta } from "@core/dom";
import { checkedStyle, keepStyle, keptStyle, type CaptionStyle } from "./caption-style";
import type { Config } from "./config";
import type { Track } from "./source";
import { read, write } from "./stored";

interface Kept {
  speed: number;
  height: number;
  audio: { language: string; isForImpaired: boolean } | null;
  /** No language: no subtitles. */
  text: { language: string; isForImpaired: boolean } | null;
}

const NOTHING: Kept = { speed: 1, height: 0, audio: null, text: null };
export class Wishes {
  private kept: Kept;
  style: CaptionStyle;

  constructor(private readonly config: Config) {
    this.kept = { ...NOTHING, ...read<Partial<Kept>>(this.key, {}) };
    this.style = keptStyle(config.owner, config.profile.caption_style);
  }

  get speed(): number {
    return this.kept.speed;
  }

  get height(): number {
    return this.kept.height;
  }

  keepSpeed(speed: number): void {
    this.keep({ speed });
  }

  keepHeight(height: number): void {
    this.keep({ height });
  }

  keepAudio({ language, isForImpaired }: Track): void {
    this.keep({ audio: { language, isForImpaired } });
    this.tellProfile({ audio_language: language });
  }

  keepText(track: Track | null): void {
    const language = track?.language ?? "";
    this.keep({ text: { language, isForImpaired: track?.isForImpaired ?? false } });
    this.tellProfile({ subtitle_language: language });
  }

  keepStyle(style: CaptionStyle): void {
    this.style = checkedStyle(style);
    keepStyle(this.config.owner, this.style);
    this.tellProfile({ caption_style: this.style });
  }

  /** The sound to begin with: what was chosen, what the profile speaks, what the film has first. */
  audio(tracks: Track[]): Track | undefined {
    const { profile } = this.config;
    const wish = this.kept.audio ?? { language: profile.audio_language, isForImpaired: false };
    return (wish.language ? best(tracks, wish) : undefined) ?? tracks.find(({ isDefault }) => isDefault) ?? tracks[0];
  }

  /** The subtitles to begin with; none when nobody asked. */
  text(tracks: Track[]): Track | undefined {
    const { profile } = this.config;
    const wish = this.kept.text ?? { language: profile.subtitle_language, isForImpaired: false };
    return wish.language ? best(tracks, wish) : undefined;
  }

  private keep(change: Partial<Kept>): void {
    this.kept = { ...this.kept, ...change };
    write(this.key, this.kept);
  }

  private get key(): string {
    return `player-wishes:${this.config.owner}`;
  }

  /** A profile remembers for the household's other screens; this one remembers by itself. */
  private tellProfile(change: object): void {
    const { url } = this.config.profile;
    if (!url) return;
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": meta("csrf-token") };
    void fetch(url, { method: "PATCH", headers, body: JSON.stringify(change), keepalive: true }).catch(() => null);
  }
}

/** The same language and kind before the same language alone; "pt" also means "pt-BR". */
function best(tracks: Track[], wish: { language: string; isForImpaired: boolean }): Track | undefined {
  const spoken = tracks.filter(({ language, isForced }) => !isForced && isSame(language, wish.language));
  return spoken.find(({ isForImpaired }) => isForImpaired === wish.isForImpaired) ?? spoken[0];
}

export function isSame(language: string, other: string): boolean {
  const short = (code: string) => code.toLowerCase().split("-")[0];
  return language.toLowerCase() === other.toLowerCase() || short(language) === short(other);
}
