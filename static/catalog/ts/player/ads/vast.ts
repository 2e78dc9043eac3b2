/** Asks an ad server, following its wrappers, and keeps its books. Loaded only where there is a break. */
import { VASTClient, VASTTracker } from "@dailymotion/vast-client";
import { HLS } from "../source";
import { webAddress } from "./address";

/** Somebody who passes us on more often than this has nothing to show. */
const WRAPPERS = 5;
const HLS_TYPES = [HLS, "application/x-mpegurl"];
const NO_PLAYABLE_FILE = 403;

/** One advertisement that this browser can play. */
export interface Ad {
  url: string;
  isHls: boolean;
  /** After how many seconds its maker lets it be skipped. */
  skipAfter: number | null;
  /** Where it leads; empty for nowhere. */
  link: string;
  tracker: VASTTracker;
}

interface MediaFile {
  fileURL: string | null;
  mimeType: string | null;
  apiFramework: string | null;
}

/** The first that can be played, in the server's order. Its errors are told by the library itself. */
export async function findAd(url: string, video: HTMLVideoElement, signal: AbortSignal): Promise<Ad | null> {
  const client = new VASTClient(0, 0, memory());
  const options = { wrapperLimit: WRAPPERS + 1, urlHandler: { get: (from: string) => read(from, signal) } };
  let answer = await client.get(webAddress(url), options);
  for (;;) {
    const ad = playableOf(answer.ads, client, video);
    if (ad || signal.aborted || !client.hasRemainingAds()) return ad;
    answer = await client.getNextAds(false);
  }
}

/** The library would keep in the browser how often it was asked; a client of ours is asked once. */
function memory(): ConstructorParameters<typeof VASTClient>[2] {
  const kept = new Map<string, unknown>();
  const storage = { getItem: (key: string) => kept.get(key), setItem: (key: string, value: unknown) => kept.set(key, value) };
  return storage as unknown as ConstructorParameters<typeof VASTClient>[2];
}

/** Instead of the library's own, whose time-out throws where nobody can catch it. */
async function read(url: string, signal: AbortSignal): Promise<object> {
  try {
    const answer = await fetch(url, { signal });
    if (!answer.ok) return { error: new Error(`Answered ${answer.status}`), statusCode: answer.status };
    const text = await answer.text();
    const xml = new DOMParser().parseFromString(text, "text/xml");
    return { xml, details: { byteLength: text.length, statusCode: answer.status, rawXml: text } };
  } catch (error) {
    return { error, statusCode: null };
  }
}

function playableOf(ads: VASTTracker["ad"][], client: VASTClient, video: HTMLVideoElement): Ad | null {
  for (const ad of ads) {
    const creative = ad.creatives.find(({ type }: { type: string }) => type === "linear");
    if (!creative) continue;
    const tracker = new VASTTracker(client, ad, creative);
    const file = (creative.mediaFiles as MediaFile[]).find((each) => isPlayable(each, video));
    if (file) return { ...describe(creative), url: webAddress(file.fileURL), isHls: isHls(file), tracker };
    tracker.error({ ERRORCODE: NO_PLAYABLE_FILE });
  }
  return null;
}

function describe({ skipDelay, videoClickThroughURLTemplate: click }: VASTTracker["creative"]): Pick<Ad, "skipAfter" | "link"> {
  return { skipAfter: typeof skipDelay === "number" && skipDelay >= 0 ? skipDelay : null, link: webAddress(click?.url ?? click) };
}

/** What wants to run as a program in the page (VPAID, SIMID) is nothing for us. */
function isPlayable(file: MediaFile, video: HTMLVideoElement): boolean {
  if (file.apiFramework || webAddress(file.fileURL) === "") return false;
  return isHls(file) || video.canPlayType(file.mimeType ?? "") !== "";
}

function isHls({ mimeType }: MediaFile): boolean {
  return HLS_TYPES.includes((mimeType ?? "").toLowerCase());
}
