/** The keys of a keyboard's upper row, of a headset and of a phone's locked screen. */

interface Actions {
  seek: (seconds: number) => void;
  jump: (by: number) => void;
  next: () => void;
}

const STEP = 10;

export function startMediaKeys(video: HTMLVideoElement, actions: Actions): void {
  if (!("mediaSession" in navigator)) return;
  const { mediaSession } = navigator;
  mediaSession.setActionHandler("play", () => void video.play().catch(() => undefined));
  mediaSession.setActionHandler("pause", () => video.pause());
  mediaSession.setActionHandler("seekbackward", ({ seekOffset }) => actions.jump(-(seekOffset ?? STEP)));
  mediaSession.setActionHandler("seekforward", ({ seekOffset }) => actions.jump(seekOffset ?? STEP));
  mediaSession.setActionHandler("seekto", ({ seekTime }) => actions.seek(seekTime ?? 0));
  mediaSession.setActionHandler("nexttrack", actions.next);
  video.addEventListener("timeupdate", () => tell(video));
}

export function describeFilm(title: string, artist: string, poster: string): void {
  if (!("mediaSession" in navigator)) return;
  const artwork = poster ? [{ src: poster }] : [];
  navigator.mediaSession.metadata = new MediaMetadata({ title, artist, artwork });
}

function tell({ duration, currentTime, playbackRate }: HTMLVideoElement): void {
  if (!Number.isFinite(duration) || duration <= 0) return;
  navigator.mediaSession.setPositionState({ duration, playbackRate, position: Math.min(currentTime, duration) });
}
