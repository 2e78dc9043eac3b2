/** Numbers, sizes and times in the page's language. */
import { all, language, mount } from "./dom";

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

export function formatRelative(moment: Date, now: Date = new Date()): string {
  const seconds = (moment.getTime() - now.getTime()) / 1000;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

export function formatNumber(value: number, options?: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(language(), options).format(value);
}

export function formatBytes(bytes: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
  const power = Math.min(units.length - 1, bytes > 0 ? Math.floor(Math.log10(bytes) / 3) : 0);
  return formatNumber(bytes / 1000 ** power, {
    style: "unit",
    unit: units[power] ?? "byte",
    maximumFractionDigits: 1,
  });
}

/** 95 seconds as "1 min, 35 sec" in the page's language. */
export function formatDuration(seconds: number): string {
  const unit = (value: number, name: string) => formatNumber(value, { style: "unit", unit: name, unitDisplay: "short" });
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (hours > 0) return `${unit(hours, "hour")} ${unit(minutes, "minute")}`;
  if (minutes > 0) return `${unit(minutes, "minute")} ${unit(Math.floor(seconds % 60), "second")}`;
  return unit(Math.ceil(seconds), "second");
}

function refresh(root: ParentNode): void {
  for (const element of all<HTMLTimeElement>("time[data-relative]", root)) {
    element.textContent = formatRelative(new Date(element.dateTime));
  }
}

export function startTimes(): void {
  mount(refresh);
  setInterval(() => refresh(document), 30_000);
}
