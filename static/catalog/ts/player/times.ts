/** Positions in a film, as written on the clock and as a screen reader says them. */
import { formatNumber } from "@core/format";

/** 3723 as "1:02:03". */
export function clock(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

/** 3723 as "1 hour 2 minutes 3 seconds" in the page's language. */
export function spoken(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const parts: [number, string][] = [
    [Math.floor(whole / 3600), "hour"],
    [Math.floor((whole % 3600) / 60), "minute"],
    [whole % 60, "second"],
  ];
  const said = parts.filter(([value, unit]) => value > 0 || (unit === "second" && whole < 60));
  return said.map(([value, unit]) => formatNumber(value, { style: "unit", unit, unitDisplay: "long" })).join(" ");
}

/** "{at} of {length}" filled in. */
export function filled(pattern: string, values: Record<string, string>): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
