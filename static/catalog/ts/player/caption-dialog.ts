/** Where subtitles get their look, with a line of them that changes at once. */
import { all, one } from "@core/dom";
import { checkedStyle, dress, USUAL, type CaptionStyle } from "./caption-style";

export class CaptionDialog {
  private readonly form: HTMLFormElement;
  private readonly sample: HTMLElement;

  constructor(
    private readonly dialog: HTMLDialogElement,
    private readonly tools: { onChange: (style: CaptionStyle) => void; onClose: (style: CaptionStyle) => void },
  ) {
    this.form = one<HTMLFormElement>("form", dialog)!;
    this.sample = one("[data-caption-sample]", dialog)!;
    this.form.addEventListener("input", () => this.change());
    this.form.addEventListener("reset", (event) => this.reset(event));
    dialog.addEventListener("close", () => tools.onClose(this.style()));
  }

  open(style: CaptionStyle): void {
    this.fill(style);
    this.dialog.showModal();
  }

  private change(): void {
    dress(this.sample, this.style());
    this.tools.onChange(this.style());
  }

  private style(): CaptionStyle {
    return checkedStyle(Object.fromEntries(new FormData(this.form)) as Partial<CaptionStyle>);
  }

  private reset(event: Event): void {
    event.preventDefault();
    this.fill(USUAL);
    this.tools.onChange(USUAL);
  }

  private fill(style: CaptionStyle): void {
    for (const select of all<HTMLSelectElement>("select", this.form)) {
      select.value = style[select.name as keyof CaptionStyle];
    }
    dress(this.sample, style);
  }
}
