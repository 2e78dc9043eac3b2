/** A playback session: what the server decides before the first byte, and what it is told meanwhile. */
import { meta, one } from "@core/dom";
import type { Config } from "./config";
import { deviceKey } from "./stored";

export interface Upsell {
  plan: string;
  max_height: number;
  url: string;
}

/** What stands before the film on plans with advertising; never to be skipped without a number. */
export interface AdBreak {
  vast_url: string;
  skip_after_seconds: number | null;
}

export interface Marker {
  kind: "intro" | "recap" | "credits";
  starts_seconds: number;
  ends_seconds: number;
}

export interface NextFilm {
  film: string;
  title: string;
  url: string;
}

export interface Session {
  session: string;
  manifest_url: string;
  expires_at: string;
  heartbeat_seconds: number;
  heartbeat_url: string;
  position_seconds: number;
  duration_seconds: number;
  plan: { name: string; max_height: number };
  ceiling: number;
  upsell: Upsell | null;
  ad_break: AdBreak | null;
  markers: Marker[];
  thumbnails_url: string | null;
  next: NextFilm | null;
}

export interface ActiveStream {
  device: string;
  title: string;
  since: string;
  takeover: string;
}

/** Why the server says no. `code` is for us, `detail` a whole sentence for people. */
export interface Problem {
  code: string;
  status: number;
  detail: string;
  needed_plan?: string;
  upgrade_url?: string;
  at?: string;
  limit?: number;
  streams?: ActiveStream[];
  reason?: string;
  /** Whose PIN is asked for. */
  profile?: string;
}

export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

export interface Wish {
  profile?: string;
  pin?: string;
  takeover?: string;
}

export interface Beat {
  position_seconds: number;
  paused: boolean;
  seq: number;
  client_ts: string;
}

/** Throws Refusal; also for a server that cannot be reached (`offline`). */
export async function startSession(config: Config, wish: Wish): Promise<Session> {
  const body = { film: config.film, device_id: deviceKey(), device: deviceName(), ...wish };
  const answer = await post(config.sessions, body).catch(() => null);
  if (!answer) throw new Refusal({ code: "offline", status: 0, detail: "" });
  if (!answer.ok) throw new Refusal(await problemOf(answer));
  return (await answer.json()) as Session;
}

/** Throws Refusal when the stream is over; a beat that is lost is no reason to stop. */
export async function sendBeat(session: Session, beat: Beat): Promise<void> {
  const answer = await post(session.heartbeat_url, stamped(beat)).catch(() => null);
  if (answer && (answer.status === 410 || answer.status === 401 || answer.status === 403)) {
    throw new Refusal(await problemOf(answer));
  }
}

/** Where somebody got to, told apart from the stream: it may be over before this arrives. */
export function sendProgress({ film, progress }: Config, { session }: Session, beat: Beat): void {
  void post(progress, { film, session, ...stamped(beat) }, true).catch(() => null);
}

/** Told when it left by the same clock, so that a wrong one does no harm. */
function stamped(beat: Beat): Beat & { sent_at: string } {
  return { ...beat, sent_at: new Date().toISOString() };
}

/** The page goes away: only a beacon still leaves it, and it carries no headers. */
export function endSession(session: Session): void {
  const form = new URLSearchParams({ csrfmiddlewaretoken: meta("csrf-token") });
  navigator.sendBeacon(beside(session, "end"), form);
}

export function sendEvents(session: Session, events: object[]): void {
  void post(beside(session, "events"), { events }, true).catch(() => null);
}

/** "Firefox · Windows", as the server reads it from this browser's long name. */
function deviceName(): string {
  return one("[data-player]")?.dataset["device"] ?? "";
}

function beside({ heartbeat_url: url }: Session, name: string): string {
  return url.replace(/heartbeat\/?$/, name);
}

function post(url: string, body: object, isLast = false): Promise<Response> {
  return fetch(url, {
    method: "POST",
    credentials: "same-origin",
    keepalive: isLast,
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": meta("csrf-token") },
    body: JSON.stringify(body),
  });
}

async function problemOf(answer: Response): Promise<Problem> {
  const unknown = { code: "unknown", status: answer.status, detail: "" };
  const told = (await answer.json().catch(() => ({}))) as Partial<Problem>;
  return { ...unknown, ...told };
}
