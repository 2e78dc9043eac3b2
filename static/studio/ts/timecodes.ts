/** Moments of a film: 62.5 seconds are 0:01:02.500. */

const PARTS = /^(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?$/;

export function timecode(seconds: number): string {
  const all = Math.round(Math.max(0, seconds) * 1000);
  const whole = Math.floor(all / 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}.${String(all % 1000).padStart(3, "0")}`;
}

/** NaN for what is no moment. */
export function secondsOf(text: string): number {
  const match = PARTS.exec(text.trim());
  if (!match) return Number.NaN;
  const [, hours = "0", minutes = "0", seconds = "0", fraction = "0"] = match;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(fraction.padEnd(3, "0")) / 1000;
}
