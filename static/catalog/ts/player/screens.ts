/** The whole screen, a small picture over other windows, and a phone that is turned. */

interface OldVideo extends HTMLVideoElement {
  webkitEnterFullscreen?: () => void;
}

/** Not every browser turns the screen, whatever TypeScript says. */
type TurningScreen = Partial<Pick<ScreenOrientation, "lock">>;

export function startFullscreen(root: HTMLElement, video: OldVideo, button: HTMLButtonElement): () => void {
  const toggle = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else if (root.requestFullscreen) void root.requestFullscreen({ navigationUI: "hide" }).then(() => lie(video), ignore);
    else video.webkitEnterFullscreen?.();
  };
  document.addEventListener("fullscreenchange", () => {
    button.setAttribute("aria-pressed", String(document.fullscreenElement === root));
  });
  button.hidden = !document.fullscreenEnabled && !video.webkitEnterFullscreen;
  button.addEventListener("click", toggle);
  followTurns(root, video);
  return toggle;
}

/** A phone held upright shows a wide film lying, where its browser allows that. */
function lie(video: HTMLVideoElement): void {
  const isWide = video.videoWidth > video.videoHeight;
  const orientation = screen.orientation as TurningScreen | undefined;
  if (isWide && isPhone()) void orientation?.lock?.("landscape").catch(ignore);
}

/** Turning a phone that plays is asking for the whole screen. */
function followTurns(root: HTMLElement, video: HTMLVideoElement): void {
  matchMedia("(orientation: landscape)").addEventListener("change", ({ matches }) => {
    if (!isPhone()) return;
    if (matches && !video.paused && !document.fullscreenElement) void root.requestFullscreen?.().catch(ignore);
    else if (!matches && document.fullscreenElement === root) void document.exitFullscreen().catch(ignore);
  });
}

function isPhone(): boolean {
  return matchMedia("(pointer: coarse) and (max-device-width: 60rem)").matches;
}

export function startPictureInPicture(video: HTMLVideoElement, button: HTMLButtonElement): () => void {
  button.hidden = !document.pictureInPictureEnabled;
  const mark = () => button.setAttribute("aria-pressed", String(document.pictureInPictureElement === video));
  video.addEventListener("enterpictureinpicture", mark);
  video.addEventListener("leavepictureinpicture", mark);
  const toggle = () => {
    if (button.hidden) return;
    const change = document.pictureInPictureElement ? document.exitPictureInPicture() : video.requestPictureInPicture();
    void Promise.resolve(change).catch(ignore);
  };
  button.addEventListener("click", toggle);
  return toggle;
}

/** Where the browser alone draws, on an iPhone's whole screen and in the small picture, its subtitles show too. */
export function followForeignScreens(video: HTMLVideoElement, onChange: (isForeign: boolean) => void): void {
  for (const type of ["webkitbeginfullscreen", "enterpictureinpicture"]) video.addEventListener(type, () => onChange(true));
  for (const type of ["webkitendfullscreen", "leavepictureinpicture"]) video.addEventListener(type, () => onChange(false));
}

/** Refused by the browser: everything stays as it was. */
function ignore(): void {}
