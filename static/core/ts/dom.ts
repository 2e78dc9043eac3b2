/** Short words for the document. */

export function all<T extends HTMLElement>(selector: string, root: ParentNode = document): T[] {
  return [...root.querySelectorAll<T>(selector)];
}

export function one<T extends HTMLElement>(selector: string, root: ParentNode = document): T | null {
  return root.querySelector<T>(selector);
}

/** Listen on the document for events of elements that match, also of those htmx adds later. */
export function on<K extends keyof DocumentEventMap>(
  type: K,
  selector: string,
  handler: (element: HTMLElement, event: DocumentEventMap[K]) => void,
): void {
  document.addEventListener(type, (event) => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
    if (target) handler(target, event);
  });
}

type Mount = (root: ParentNode) => void;

/** Run now, and again over every part that htmx swaps in. */
export function mount(start: Mount): void {
  start(document);
  document.addEventListener("htmx:load", (event) => {
    if (event.target instanceof HTMLElement && event.target !== document.body) start(event.target);
  });
}

export function meta(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";
}

export function language(): string {
  return document.documentElement.lang || "en";
}
