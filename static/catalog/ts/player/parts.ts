/** Everything around the picture, put together. What needs the player itself asks its host. */
import { one } from "@core/dom";
import { AdBreaks } from "./ads/ad-breaks";
import { Announcer } from "./announcer";
import { CaptionDialog } from "./caption-dialog";
import { dress } from "./caption-style";
import { Captions } from "./captions";
import { Casting } from "./casting";
import { sayingOf, type Config, type Say } from "./config";
import { Controls } from "./controls";
import { Heart } from "./heart";
import { Idle } from "./idle";
import { Menu } from "./menu";
import { Meter } from "./meter";
import { NextUp } from "./next-up";
import { QualityMenu } from "./quality-menu";
import { Refusals } from "./refusals";
import { Resumed } from "./resumed";
import { SeekBar } from "./seek-bar";
import type { NextFilm, Problem, Wish } from "./session";
import { Skips } from "./skips";
import type { Source } from "./source";
import { TrackMenus } from "./track-menus";
import { Volume } from "./volume";
import { Wishes } from "./wishes";

/** What the player does for its parts. */
export interface Host {
  root: HTMLElement;
  video: HTMLVideoElement;
  config: Config;
  source: () => Source | null;
  seek: (seconds: number) => void;
  startOver: () => void;
  begin: (wish: Wish) => void;
  ended: (problem: Problem) => void;
  goTo: (next: NextFilm) => void;
  handOver: (toBrowser: boolean) => void;
}

export interface Parts extends ReturnType<typeof menusOf>, ReturnType<typeof offersOf>, ReturnType<typeof basicsOf> {
  ads: AdBreaks;
  heart: Heart;
  meter: Meter;
  refusals: Refusals;
  casting: Casting;
  idle: Idle;
}

export function partsOf(host: Host): Parts {
  const { root, video, config } = host;
  const basics = basicsOf(host);
  const menus = menusOf(host, basics);
  const isUsed = () => menus.trackMenu.isOpen || menus.qualityMenu.isOpen || document.querySelector("dialog[open]") !== null;
  const { controls, say, announce } = basics;
  const televisions = { airplay: controls.button("airplay"), cast: controls.button("cast") };
  return {
    ...basics,
    ...menus,
    ...offersOf(host, basics, isUsed),
    ads: new AdBreaks(root, video, { say, announce }),
    heart: new Heart(config, video, host.ended),
    meter: new Meter(video),
    refusals: new Refusals(one("[data-player-refusal]", root)!, say, host.begin),
    casting: new Casting(video, televisions, host.handOver),
    idle: new Idle(root, video, isUsed),
  };
}

function basicsOf({ root, video, config, seek }: Host) {
  const say: Say = sayingOf(config);
  const announcer = new Announcer(one("[data-player-news]", root)!);
  return {
    say,
    announce: (text: string) => announcer.say(text),
    controls: new Controls(root, video, say),
    wishes: new Wishes(config),
    volume: new Volume(root, video),
    seekBar: new SeekBar(root, video, seek),
  };
}

type Basics = ReturnType<typeof basicsOf>;

function menusOf({ root, video, source }: Host, { say, announce, wishes }: Basics) {
  const trackMenu = new Menu(one("[data-player-tracks]", root)!);
  const qualityMenu = new Menu(one("[data-player-settings]", root)!);
  const shared = { wishes, say, announce, source };
  const styles = stylesOf(root, video, wishes);
  const onTexts = (hasTexts: boolean, isOn: boolean) => {
    root.dataset["captions"] = hasTexts ? (isOn ? "on" : "off") : "none";
  };
  return {
    trackMenu,
    qualityMenu,
    quality: new QualityMenu({ ...shared, menu: qualityMenu, video }),
    tracks: new TrackMenus({ ...shared, menu: trackMenu, openStyles: () => styles.open(wishes.style), onTexts }),
  };
}

function stylesOf(root: HTMLElement, video: HTMLVideoElement, wishes: Wishes): CaptionDialog {
  const stage = one("[data-player-cues]", root)!;
  new Captions(stage, video);
  dress(stage, wishes.style);
  return new CaptionDialog(one<HTMLDialogElement>("#player-captions")!, {
    onChange: (style) => dress(stage, style),
    onClose: (style) => wishes.keepStyle(style),
  });
}

/** What appears above the controls for a while. */
function offersOf({ root, video, config, seek, startOver, goTo }: Host, { say, announce, controls }: Basics, isUsed: () => boolean) {
  const skips = new Skips(controls.button("skip"), video, say, { seek, announce });
  const nextUp = new NextUp(one("[data-player-next]", root)!, controls.button("following"), video, {
    say,
    announce,
    creditsStart: () => skips.credits?.starts_seconds,
    isAutomatic: () => config.profile.autoplay,
    isHeld: isUsed,
    go: goTo,
  });
  return { skips, nextUp, resumed: new Resumed(one("[data-player-resumed]", root)!, say, startOver) };
}
