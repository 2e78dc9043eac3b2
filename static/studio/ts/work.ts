/** When an encode ends, the parts of the page that depend on it fetch themselves anew. */

const PAUSE_MS = 700;

export function startWork(): void {
  document.addEventListener("job", (event) => {
    const { is_over: isOver } = (event as CustomEvent<{ is_over: boolean }>).detail;
    if (isOver) setTimeout(() => document.body.dispatchEvent(new CustomEvent("work-over")), PAUSE_MS);
  });
}
