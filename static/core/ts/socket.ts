/** A websocket that comes back by itself and asks for what it missed. */

export interface Frame<T = unknown> {
  seq?: number;
  type?: string;
  topic?: string;
  payload: T;
}

export interface SocketOptions<T> {
  onFrame: (frame: Frame<T>) => void;
  /** "lost" comes once per outage, "refused" when the server will not have us: no more tries. */
  onState?: (state: "open" | "lost" | "refused") => void;
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
const REFUSALS = new Set([4401, 4403, 4404]);

export class LiveSocket<T = unknown> {
  private socket: WebSocket | null = null;
  private wait = FIRST_WAIT;
  private lastSeq = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  constructor(
    private readonly path: string,
    private readonly options: SocketOptions<T>,
  ) {
    this.open();
    addEventListener("online", this.hurry);
  }

  send(message: unknown): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    removeEventListener("online", this.hurry);
    this.socket?.close();
  }

  private url(): string {
    const url = new URL(this.path, location.href);
    url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    if (this.lastSeq > 0) url.searchParams.set("since", String(this.lastSeq));
    return url.href;
  }

  private open(): void {
    const socket = new WebSocket(this.url());
    this.socket = socket;
    socket.onopen = () => {
      this.wait = FIRST_WAIT;
      this.options.onState?.("open");
    };
    socket.onmessage = (event) => this.receive(String(event.data));
    socket.onclose = (event) => this.lost(event.code);
  }

  /** A frame that was already seen (a resume may overlap) is dropped. */
  private receive(text: string): void {
    const frame = JSON.parse(text) as Frame<T>;
    if (frame.seq !== undefined) {
      if (frame.seq <= this.lastSeq) return;
      this.lastSeq = frame.seq;
    }
    this.options.onFrame(frame);
  }

  private lost(code: number): void {
    if (this.closed) return;
    if (REFUSALS.has(code)) {
      this.closed = true;
      this.options.onState?.("refused");
      return;
    }
    this.options.onState?.("lost");
    // Jitter, so that a restarted server is not met by everybody at once.
    this.timer = setTimeout(() => this.open(), this.wait * (0.5 + Math.random()));
    this.wait = Math.min(LONGEST_WAIT, this.wait * 2);
  }

  private readonly hurry = (): void => {
    if (this.closed || this.socket?.readyState === WebSocket.OPEN) return;
    clearTimeout(this.timer);
    this.wait = FIRST_WAIT;
    this.open();
  };
}
