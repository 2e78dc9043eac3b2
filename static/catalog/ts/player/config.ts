/** What the page tells the player: which film, whose choices, and the words of the viewer's language. */
import { one } from "@core/dom";
import type { CaptionStyle } from "./caption-style";
import { filled } from "./times";

export interface ProfileWishes {
  /** Where changed wishes are sent; empty when they stay in this browser. */
  url: string;
  audio_language: string;
  subtitle_language: string;
  autoplay: boolean;
  caption_style: Partial<CaptionStyle>;
}

export interface Config {
  film: string;
  /** Where a playback session is asked for. */
  sessions: string;
  /** Where the last position is told when the page goes. */
  progress: string;
  /** Whose choices this browser remembers. */
  owner: string;
  profile: ProfileWishes;
  words: Record<string, string>;
}

export function readConfig(page: ParentNode = document): Config {
  return JSON.parse(one("#player-config", page)?.textContent ?? "{}") as Config;
}

export type Say = (word: string, values?: Record<string, string>) => string;

export function sayingOf(config: Config): Say {
  return (word, values = {}) => filled(config.words[word] ?? word, values);
}
