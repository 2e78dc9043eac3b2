/** One file on its way up (tus): goes on after a pause, a lost network, and a reloaded page. */
import { meta } from "@core/dom";
import type { DetailedError, PreviousUpload, Upload } from "tus-js-client";

export interface TransferEvents {
  onProgress: (sent: number, total: number) => void;
  onDone: () => void;
  /** The network is gone for longer than the quick retries bridge. */
  onOffline: () => void;
  /** The server refuses; its own sentence when it sent one. */
  onRefused: (detail: string) => void;
}

/** An upload of an earlier visit that may go on. */
export interface Earlier {
  id: string;
  metadata: Record<string, string>;
}

const RETRIES_MS = [500, 1000, 2000, 4000, 8000, 15_000];
const DAMAGED = 460;

/** What tus-js-client remembers of this very file from an earlier visit. */
export async function earlier(file: File, endpoint: string, film: string): Promise<PreviousUpload | undefined> {
  const { Upload } = await import("tus-js-client");
  const found = await new Upload(file, { endpoint }).findPreviousUploads();
  return found.filter((each) => !film || each.metadata["film"] === film).at(-1);
}

export class Transfer {
  private upload: Upload | null = null;
  private isWanted = true;

  constructor(
    private readonly file: File,
    private readonly film: string,
    private readonly events: TransferEvents,
  ) {
    addEventListener("online", this.resumeWhenOnline);
    addEventListener("offline", this.waitForNetwork);
  }

  async start(endpoint: string, chunkSize: number, previous: PreviousUpload | undefined): Promise<void> {
    const { Upload } = await import("tus-js-client");
    this.upload = new Upload(this.file, {
      endpoint,
      chunkSize,
      retryDelays: RETRIES_MS,
      removeFingerprintOnSuccess: true,
      headers: { "X-CSRFToken": meta("csrf-token") },
      metadata: { filename: this.file.name, filetype: this.file.type, film: this.film },
      onProgress: (sent, total) => this.events.onProgress(sent, total),
      onSuccess: () => this.finished(),
      onShouldRetry: (error) => mayHelp(error),
      onError: (error) => this.failed(error),
    });
    if (previous) this.upload.resumeFromPreviousUpload(previous);
    if (this.isWanted) this.upload.start();
  }

  pause(): void {
    this.isWanted = false;
    void this.upload?.abort();
  }

  resume(): void {
    this.isWanted = true;
    this.upload?.start();
  }

  /** Stop for good and let the server forget what it has. */
  async cancel(): Promise<void> {
    this.close();
    this.isWanted = false;
    await this.upload?.abort(true).catch(() => undefined);
  }

  private finished(): void {
    this.close();
    this.events.onDone();
  }

  private failed(error: Error | DetailedError): void {
    if (!("originalResponse" in error) || mayHelp(error)) this.events.onOffline();
    else this.events.onRefused(detailOf(error.originalResponse?.getBody() ?? ""));
  }

  private close(): void {
    removeEventListener("online", this.resumeWhenOnline);
    removeEventListener("offline", this.waitForNetwork);
  }

  /** The browser knows at once what retries would find out after half a minute. */
  private readonly waitForNetwork = (): void => {
    if (!this.isWanted) return;
    void this.upload?.abort();
    this.events.onOffline();
  };

  private readonly resumeWhenOnline = (): void => {
    if (this.isWanted) this.upload?.start();
  };
}

/** Without an answer, or with one that speaks of the moment, the same request may work later. */
function mayHelp(error: DetailedError): boolean {
  const status = error.originalResponse?.getStatus() ?? 0;
  return status === 0 || status === 409 || status === 423 || status === 429 || status === DAMAGED || (status >= 500 && status !== 507);
}

/** Our API explains refusals as problem+json. */
export function detailOf(body: string): string {
  try {
    return String((JSON.parse(body) as { detail?: string }).detail ?? "");
  } catch {
    return "";
  }
}
