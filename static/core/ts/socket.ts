/** A websocket that comes back by itself, asks for what it missed, and notices when it is dead. */

export interface Frame<T = unknown> {
  topic: string;
  /** Where the frame stands: the log's name, and its number in it. Empty and 0: not known. */
  epoch: string;
  seq: number;
  /** A snapshot is the whole state; a "reset" too, for who must forget what he knew. */
  type?: "snapshot" | "reset";
  payload: T;
}

interface Beat {
  type: "beat";
  seconds: number;
}

export interface SocketOptions<T> {
  onFrame: (frame: Frame<T>) => void;
  /** "lost" comes once per outage, "refused" when the server will not have us: no more tries. */
  onState?: (state: "open" | "lost" | "refused") => void;
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
/** A server that restarts or is full is not met by everybody in the same second. */
const SPREAD = 5_000;
const SPREAD_CODES = new Set([1012, 1013]);
const REFUSALS = new Set([4400, 4401, 4403, 4404]);
const TOO_MANY = 4429;
/** So many missed beats, and the connection is dead, whatever the browser believes. */
const MISSED_BEATS = 2.5;
const STEADY_AFTER = 10_000;

export class LiveSocket<T = unknown> {
  private socket: WebSocket | null = null;
  private wait = FIRST_WAIT;
  private position: { epoch: string; seq: number } | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private beat = 20;
  private openedAt = 0;
  private isLost = false;
  private isClosed = false;

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
    this.isClosed = true;
    clearTimeout(this.timer);
    removeEventListener("online", this.hurry);
    this.drop();
  }

  /** Somebody knows the state from elsewhere: begin with a snapshot next time. */
  forget(): void {
    this.position = null;
  }

  private url(): string {
    const url = new URL(this.path, location.href);
    url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    if (this.position) url.searchParams.set("since", `${this.position.epoch}.${this.position.seq}`);
    return url.href;
  }

  private open(): void {
    const socket = new WebSocket(this.url());
    this.socket = socket;
    socket.onopen = () => this.opened();
    socket.onmessage = (event) => this.receive(String(event.data));
    socket.onclose = (event) => this.lost(event.code);
    this.listen();
  }

  private opened(): void {
    this.openedAt = Date.now();
    this.isLost = false;
    this.options.onState?.("open");
  }

  /** A browser may take minutes to notice a dead connection; the beats tell at once. */
  private listen(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.lost(0), this.beat * MISSED_BEATS * 1000);
  }

  private receive(text: string): void {
    this.listen();
    const message = JSON.parse(text) as Frame<T> | Beat;
    if (message.type === "beat") {
      this.beat = message.seconds;
      this.listen();
    } else if (message.type) {
      this.position = message.epoch ? { epoch: message.epoch, seq: message.seq } : null;
      this.options.onFrame(message);
    } else if (this.isNew(message)) {
      this.position = { epoch: message.epoch, seq: message.seq };
      this.options.onFrame(message);
    }
  }

  /** A frame that was seen already (a resume may overlap) is dropped. */
  private isNew({ epoch, seq }: Frame<T>): boolean {
    return this.position?.epoch !== epoch || seq > this.position.seq;
  }

  private drop(): void {
    clearTimeout(this.silence);
    const socket = this.socket;
    this.socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  private lost(code: number): void {
    this.drop();
    if (this.isClosed) return;
    if (REFUSALS.has(code)) {
      this.close();
      this.options.onState?.("refused");
      return;
    }
    if (!this.isLost) {
      this.isLost = true;
      this.options.onState?.("lost");
    }
    this.timer = setTimeout(() => this.open(), this.pause(code));
  }

  /** Jitter, so that a server that comes back is not met by everybody at once. */
  private pause(code: number): number {
    if (this.openedAt && Date.now() - this.openedAt > STEADY_AFTER) this.wait = FIRST_WAIT;
    if (code === TOO_MANY) this.wait = LONGEST_WAIT;
    this.openedAt = 0;
    const pause = this.wait * (0.5 + Math.random());
    this.wait = Math.min(LONGEST_WAIT, this.wait * 2);
    return SPREAD_CODES.has(code) ? Math.max(pause, Math.random() * SPREAD) : pause;
  }

  private readonly hurry = (): void => {
    if (this.isClosed || this.socket?.readyState === WebSocket.OPEN) return;
    clearTimeout(this.timer);
    this.wait = FIRST_WAIT;
    this.drop();
    this.open();
  };
}
