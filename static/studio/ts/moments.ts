/** Fields that take a moment from the preview, and buttons that go there. */
import { all, mount, on } from "@core/dom";
import { previewIn } from "./preview";
import { secondsOf, timecode } from "./timecodes";

function field(id: string | undefined): HTMLInputElement | null {
  return document.getElementById(id ?? "") as HTMLInputElement | null;
}

export function startMoments(): void {
  mount((root) => {
    if (!previewIn()) return;
    for (const button of all("[data-moment-take], [data-moment-go]", root)) button.hidden = false;
  });
  on("click", "[data-moment-take]", (button) => {
    const target = field(button.dataset["momentTake"]);
    const preview = previewIn();
    if (target && preview) {
      target.value = timecode(preview.position);
      target.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  on("click", "[data-moment-go]", (button) => previewIn()?.goTo(secondsOf(field(button.dataset["momentGo"])?.value ?? "")));
}
