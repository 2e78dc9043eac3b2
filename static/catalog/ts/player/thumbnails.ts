/** Small pictures for the line of time, cut out of sheets that a WebVTT file describes. */

export interface Tile {
  starts: number;
  ends: number;
  url: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

const TIMES = /^(?:(\d+):)?(\d{2}):(\d{2})\.(\d{3})\s+-->\s+(?:(\d+):)?(\d{2}):(\d{2})\.(\d{3})/;
const PLACE = /^(.+)#xywh=(?:pixel:)?(\d+),(\d+),(\d+),(\d+)$/;

export function tilesOf(vtt: string, base: string): Tile[] {
  const blocks = vtt.replace(/\r\n?/g, "\n").split(/\n{2,}/);
  return blocks.map((block) => tileOf(block.split("\n"), base)).filter((tile) => tile !== null);
}

function tileOf(lines: string[], base: string): Tile | null {
  const at = lines.findIndex((line) => TIMES.test(line));
  const times = TIMES.exec(lines[at] ?? "");
  const place = PLACE.exec((lines[at + 1] ?? "").trim());
  if (!times || !place) return null;
  const [x, y, width, height] = place.slice(2).map(Number) as [number, number, number, number];
  return { starts: secondsOf(times, 1), ends: secondsOf(times, 5), url: new URL(place[1]!, base).href, x, y, width, height };
}

function secondsOf(times: RegExpExecArray, from: number): number {
  const [hours, minutes, seconds, thousandths] = times.slice(from, from + 4).map((part) => Number(part ?? 0));
  return hours! * 3600 + minutes! * 60 + seconds! + thousandths! / 1000;
}

export class Thumbnails {
  private tiles: Tile[] = [];
  private asked = "";
  private shownAt = 0;

  constructor(private readonly frame: HTMLElement) {}

  /** Fetched when the line of time is first pointed at. */
  async load(url: string | null): Promise<void> {
    if (!url || url === this.asked) return;
    this.asked = url;
    const answer = await fetch(url, { credentials: "same-origin" }).catch(() => null);
    this.tiles = answer?.ok ? tilesOf(await answer.text(), new URL(url, location.href).href) : [];
    this.show(this.shownAt);
  }

  show(seconds: number): void {
    this.shownAt = seconds;
    const tile = this.tiles.find(({ starts, ends }) => starts <= seconds && seconds < ends) ?? this.tiles.at(-1);
    this.frame.hidden = !tile;
    if (!tile) return;
    const { style } = this.frame;
    style.width = `${tile.width}px`;
    style.height = `${tile.height}px`;
    style.backgroundImage = `url("${tile.url}")`;
    style.backgroundPosition = `-${tile.x}px -${tile.y}px`;
  }
}
