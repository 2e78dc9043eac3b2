/** The player's single keys. What a key does is seen at once; here it is said as well. */
import { one } from "@core/dom";
import type { Parts } from "./parts";
import type { Actions } from "./shortcuts";

const JUMP = 10;
const STEP = 5;
const LOUDER = 0.05;

interface Moves {
  toggle: () => void;
  jump: (by: number) => void;
  seek: (seconds: number) => void;
  fullscreen: () => void;
  small: () => void;
}

/** What works in an advertisement too: it cannot be wound. */
const IN_ADS = new Set([" ", "k", "ArrowUp", "ArrowDown", "m", "f", "i", "?"]);

export function keysOf(video: HTMLVideoElement, parts: Parts, moves: Moves): Actions {
  const { say, announce, controls, volume } = parts;
  const tell = (action: () => void, text: () => string) => () => {
    action();
    announce(text());
  };
  const where = () => controls.where();
  const loudness = () => (volume.isSilent ? say("muted") : say("volumeIs", { level: volume.level }));
  const playing = tell(moves.toggle, () => say(video.paused ? "paused" : "playing"));
  const move = (by: number) => tell(() => moves.jump(by), where);
  const louder = (by: number) => tell(() => volume.change(by), loudness);
  return guarded(parts, {
    " ": playing,
    k: playing,
    j: move(-JUMP),
    l: move(JUMP),
    ArrowLeft: move(-STEP),
    ArrowRight: move(STEP),
    ArrowUp: louder(LOUDER),
    ArrowDown: louder(-LOUDER),
    Home: tell(() => moves.seek(0), where),
    End: tell(() => moves.seek(video.duration), where),
    m: tell(() => volume.toggle(), loudness),
    f: moves.fullscreen,
    i: moves.small,
    ...offers(parts),
  });
}

function guarded({ ads }: Parts, actions: Actions): Actions {
  const run = (key: string) => (ads.isOn && key === "s" ? ads.skip() : (!ads.isOn || IN_ADS.has(key)) && actions[key]?.());
  return Object.fromEntries(Object.keys(actions).map((key) => [key, () => void run(key)]));
}

function offers({ tracks, skips, nextUp, quality }: Parts): Actions {
  return {
    c: () => tracks.toggleTexts(),
    s: () => skips.skip(),
    n: () => nextUp.go(),
    "<": () => quality.changeSpeed(-1),
    ">": () => quality.changeSpeed(1),
    Escape: () => void nextUp.cancel(),
    "?": () => one<HTMLDialogElement>("#player-keys")?.showModal(),
  };
}
