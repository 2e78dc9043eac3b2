/** Small things this browser keeps. Forbidden or full storage costs only the memory. */

export function read<T>(key: string, otherwise: T): T {
  try {
    const text = localStorage.getItem(key);
    return text === null ? otherwise : (JSON.parse(text) as T);
  } catch {
    return otherwise;
  }
}

export function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Nothing else depends on it.
  }
}

const DEVICE = "device";

/** This browser's own name among an account's devices; made up once. */
export function deviceKey(): string {
  const kept = read<string>(DEVICE, "");
  if (kept) return kept;
  const made = randomKey();
  write(DEVICE, made);
  return made;
}

/** `crypto.randomUUID` exists on secure origins only. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
