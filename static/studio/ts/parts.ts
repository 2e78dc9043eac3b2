/** One file on its way up to an object store, in parts the browser sends there itself. */
import { meta } from "@core/dom";
import { detailOf, type Earlier, type TransferEvents } from "./transfer";

interface Told {
  id: string;
  film: string | null;
  size: number;
  part_size: number;
  part_count: number;
  arrived: number[];
}

interface Part {
  number: number;
  offset: number;
  size: number;
  url: string;
}

const AT_ONCE = 3;
const RETRIES_MS = [500, 1000, 2000, 4000, 8000, 15_000];
const GONE = [404, 410];

/** Refused for good, with the server's own sentence when it sent one. */
class Refused extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

/** What this browser remembers of this very file from an earlier visit. */
export function earlierParts(file: File, endpoint: string, film: string): Earlier | undefined {
  const found = localStorage.getItem(keyOf(file, endpoint));
  if (!found) return undefined;
  const [id, filmThen] = found.split(" ") as [string, string];
  return film && film !== filmThen ? undefined : { id, metadata: { film: filmThen } };
}

function keyOf(file: File, endpoint: string): string {
  return ["parts", endpoint, file.name, file.type, file.size, file.lastModified].join("::");
}

export class PartsTransfer {
  private endpoint = "";
  private told: Told | null = null;
  private isWanted = true;
  private run = 0;
  private readonly sent = new Map<number, number>();
  private readonly requests = new Set<XMLHttpRequest>();

  constructor(
    private readonly file: File,
    private readonly film: string,
    private readonly events: TransferEvents,
  ) {
    addEventListener("online", this.resumeWhenOnline);
    addEventListener("offline", this.waitForNetwork);
  }

  async start(endpoint: string, previous: Earlier | undefined): Promise<void> {
    this.endpoint = endpoint;
    await this.work(previous?.id);
  }

  pause(): void {
    this.isWanted = false;
    this.stop();
  }

  resume(): void {
    this.isWanted = true;
    void this.work(this.told?.id);
  }

  /** Stop for good and let the server forget what has arrived. */
  async cancel(): Promise<void> {
    this.pause();
    this.close();
    if (this.told) await this.ask("DELETE", `/${this.told.id}`).catch(() => undefined);
  }

  /** The upload of an earlier visit if it can go on, else a new one. */
  private async begun(id: string | undefined): Promise<Told> {
    if (id) {
      try {
        return await this.ask<Told>("GET", `/${id}`);
      } catch (error) {
        if (!(error instanceof Refused && GONE.includes(error.status))) throw error;
      }
    }
    this.sent.clear();
    return this.ask<Told>("POST", "", { filename: this.file.name, size: this.file.size, film: this.film || null });
  }

  private async sendMissing(told: Told, isMine: () => boolean): Promise<void> {
    this.sent.clear();
    for (const number of told.arrived) this.sent.set(number, sizeOf(number, told));
    this.showProgress();
    const missing = range(told.part_count).filter((number) => !told.arrived.includes(number));
    const lanes = Array.from({ length: Math.min(AT_ONCE, missing.length) }, () => this.lane(told, missing, isMine));
    await Promise.all(lanes);
    await this.patiently(isMine, () => this.ask("POST", `/${told.id}/complete`));
    if (!isMine()) return;
    this.close();
    this.events.onDone();
  }

  /** Sends one part after the other until none is left; each address is asked for when it is needed. */
  private async lane(told: Told, missing: number[], isMine: () => boolean): Promise<void> {
    for (let number = missing.shift(); number && isMine(); number = missing.shift()) {
      const numbers = [number];
      await this.patiently(isMine, async () => {
        const [part] = await this.ask<Part[]>("POST", `/${told.id}/parts`, { numbers });
        if (isMine()) await this.put(part!);
      });
    }
  }

  private put(part: Part): Promise<void> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      this.requests.add(request);
      request.upload.onprogress = (event) => this.note(part.number, event.loaded);
      request.onloadend = () => {
        this.requests.delete(request);
        this.note(part.number, request.status === 200 ? part.size : 0);
        // Whatever the store says no to, a fresh address may help: signatures expire.
        request.status === 200 ? resolve() : reject(new TypeError(`status ${request.status}`));
      };
      request.open("PUT", part.url);
      request.send(this.file.slice(part.offset, part.offset + part.size));
    });
  }

  private note(number: number, bytes: number): void {
    this.sent.set(number, bytes);
    if (this.isWanted) this.showProgress();
  }

  private showProgress(): void {
    const sum = [...this.sent.values()].reduce((all, bytes) => all + bytes, 0);
    this.events.onProgress(Math.min(sum, this.file.size), this.file.size);
  }

  /** Tries again with longer and longer pauses; a refusal ends it at once, and so does a newer run. */
  private async patiently(isMine: () => boolean, step: () => Promise<unknown>): Promise<void> {
    for (const pause of [...RETRIES_MS, null]) {
      try {
        if (isMine()) await step();
        return;
      } catch (error) {
        if (!isMine()) return;
        if (error instanceof Refused || pause === null) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  /** From what has arrived to the end; stopping it, or beginning anew, ends the run before. */
  private async work(id: string | undefined): Promise<void> {
    const mine = ++this.run;
    const isMine = (): boolean => mine === this.run;
    try {
      const told = (this.told = await this.begun(id));
      localStorage.setItem(keyOf(this.file, this.endpoint), `${told.id} ${this.film}`);
      if (isMine()) await this.sendMissing(told, isMine);
    } catch (error) {
      if (!isMine()) return;
      this.stop();
      if (error instanceof Refused) {
        this.close();
        this.events.onRefused(error.message);
      } else this.events.onOffline();
    }
  }

  private async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.endpoint}${path}`, {
      method,
      body: body === undefined ? null : JSON.stringify(body),
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": meta("csrf-token") },
    });
    const text = await answer.text();
    if (answer.status >= 500 || answer.status === 429) throw new TypeError(`status ${answer.status}`);
    if (!answer.ok) throw new Refused(answer.status, detailOf(text));
    return (text ? JSON.parse(text) : null) as T;
  }

  private stop(): void {
    this.run++;
    for (const request of this.requests) request.abort();
  }

  private close(): void {
    localStorage.removeItem(keyOf(this.file, this.endpoint));
    removeEventListener("online", this.resumeWhenOnline);
    removeEventListener("offline", this.waitForNetwork);
  }

  private readonly waitForNetwork = (): void => {
    if (!this.isWanted) return;
    this.stop();
    this.events.onOffline();
  };

  private readonly resumeWhenOnline = (): void => {
    if (this.isWanted) this.resume();
  };
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function sizeOf(number: number, told: Told): number {
  return Math.min(told.part_size, told.size - (number - 1) * told.part_size);
}
