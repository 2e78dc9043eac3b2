/** The whole screen, or a small picture over other windows. */

interface OldVideo extends HTMLVideoElement {
  webkitEnterFullscreen?: () => void;
}

export function startFullscreen(root: HTMLElement, video: OldVideo, button: HTMLButtonElement): () => void {
  const toggle = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else if (root.requestFullscreen) void root.requestFullscreen().catch(() => undefined);
    else video.webkitEnterFullscreen?.();
  };
  document.addEventListener("fullscreenchange", () => {
    button.setAttribute("aria-pressed", String(document.fullscreenElement === root));
  });
  button.hidden = !document.fullscreenEnabled && !video.webkitEnterFullscreen;
  button.addEventListener("click", toggle);
  return toggle;
}

export function startPictureInPicture(video: HTMLVideoElement, button: HTMLButtonElement): void {
  button.hidden = !document.pictureInPictureEnabled;
  const mark = () => button.setAttribute("aria-pressed", String(document.pictureInPictureElement === video));
  video.addEventListener("enterpictureinpicture", mark);
  video.addEventListener("leavepictureinpicture", mark);
  button.addEventListener("click", () => {
    const change = document.pictureInPictureElement ? document.exitPictureInPicture() : video.requestPictureInPicture();
    void Promise.resolve(change).catch(() => undefined);
  });
}
