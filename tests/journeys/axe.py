"""axe-core on the page that is open, in the light and in the dark."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# Nothing moves: a colour half-way between two themes is nobody's fault. And decorations that lie
# behind text are taken away, because axe measures no contrast where it sees them.
STILL = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        *, ::before, ::after { transition: none !important; animation: none !important }
        ::before, ::after { content: none !important }
        html, body, select, .section { background-image: none !important }
    `);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
# Our pages take the theme from an attribute, the back-office from a class.
THEME = """(theme) => {
    document.documentElement.dataset.theme = theme;
    document.documentElement.classList.toggle("dark", theme === "dark");
}"""
RUN = """async (rules) => {
    const options = {resultTypes: ["violations"], iframes: false};
    if (rules) options.runOnly = {type: "rule", values: rules};
    const found = await axe.run(document, options);
    return found.violations
        .filter((one) => ["serious", "critical"].includes(one.impact))
        .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")} ${node.any.map((x) => x.message).join(" ")}`));
}"""


def faults(page: Page) -> list[str]:
    """What is serious or critical, in both themes. Only colours differ from one to the other."""
    page.evaluate(STILL)
    page.evaluate(f"() => {{ {AXE_SCRIPT} }}")
    page.evaluate(THEME, "light")
    light = page.evaluate(RUN, None)
    page.evaluate(THEME, "dark")
    dark = page.evaluate(RUN, ["color-contrast"])
    return [*(f"light {fault}" for fault in light), *(f"dark {fault}" for fault in dark)]
