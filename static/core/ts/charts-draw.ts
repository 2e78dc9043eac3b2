/** Draws one chart with ECharts in the page's own colours. */
import { BarChart, LineChart, PieChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsCoreOption } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { one } from "./dom";
import { formatNumber } from "./format";

use([LineChart, BarChart, PieChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

type Kind = "line" | "bar" | "donut";

export interface ChartData {
  labels: string[];
  series: { name: string; values: (number | null)[] }[];
  unit?: Intl.NumberFormatOptions;
  stacked?: boolean;
}

interface Palette {
  ink: string;
  muted: string;
  line: string;
  surface: string;
  series: string[];
  font: string;
}

/** Any CSS colour as the rgb() that a canvas library understands. */
function resolve(figure: HTMLElement, variable: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${variable})`;
  figure.append(probe);
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const color = getComputedStyle(probe).color;
  probe.remove();
  if (!context) return color;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
  return `rgba(${r}, ${g}, ${b}, ${((a ?? 255) / 255).toFixed(2)})`;
}

function palette(figure: HTMLElement): Palette {
  return {
    ink: resolve(figure, "--text"),
    muted: resolve(figure, "--text-muted"),
    line: resolve(figure, "--border"),
    surface: resolve(figure, "--raised"),
    series: [1, 2, 3, 4, 5, 6].map((index) => resolve(figure, `--chart-${index}`)),
    font: getComputedStyle(figure).fontFamily,
  };
}

function common(colors: Palette, data: ChartData, withLegend: boolean): EChartsCoreOption {
  return {
    color: colors.series,
    animationDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 500,
    textStyle: { fontFamily: colors.font, color: colors.muted },
    legend: withLegend
      ? { bottom: 0, icon: "circle", itemWidth: 8, itemHeight: 8, textStyle: { color: colors.muted } }
      : { show: false },
    tooltip: {
      // Drawn on the canvas: an HTML tooltip carries inline styles, which our security policy refuses.
      renderMode: "richText",
      backgroundColor: colors.surface,
      borderColor: colors.line,
      textStyle: { color: colors.ink, fontFamily: colors.font, fontSize: 13 },
      valueFormatter: (value: number | null) => (value === null ? "–" : formatNumber(value, data.unit)),
    },
  };
}

function axes(colors: Palette, data: ChartData, kind: Kind): EChartsCoreOption {
  return {
    grid: { left: 4, right: 12, top: 12, bottom: data.series.length > 1 ? 36 : 4, containLabel: true },
    xAxis: {
      type: "category",
      data: data.labels,
      boundaryGap: kind === "bar",
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colors.line } },
      axisLabel: { color: colors.muted, hideOverlap: true },
    },
    yAxis: {
      type: "value",
      splitNumber: 4,
      splitLine: { lineStyle: { color: colors.line } },
      axisLabel: { color: colors.muted, formatter: (value: number) => formatNumber(value, { ...data.unit, notation: "compact" }) },
    },
  };
}

function series(data: ChartData, kind: Exclude<Kind, "donut">): EChartsCoreOption {
  return {
    series: data.series.map(({ name, values }) => ({
      name,
      type: kind,
      data: values,
      ...(data.stacked ? { stack: "all" } : {}),
      ...(kind === "line"
        ? { symbol: "circle", symbolSize: 7, showSymbol: false, smooth: 0.25, lineStyle: { width: 2.5 }, areaStyle: { opacity: data.series.length === 1 ? 0.1 : 0 } }
        : { barMaxWidth: 28, itemStyle: { borderRadius: data.stacked ? 0 : [4, 4, 0, 0] } }),
    })),
  };
}

function donut(colors: Palette, data: ChartData): EChartsCoreOption {
  const values = data.series[0]?.values ?? [];
  return {
    series: [
      {
        type: "pie",
        radius: ["58%", "82%"],
        center: ["50%", "44%"],
        padAngle: 2,
        itemStyle: { borderRadius: 4, borderColor: colors.surface, borderWidth: 0 },
        label: { show: false },
        data: data.labels.map((name, index) => ({ name, value: values[index] ?? 0 })),
      },
    ],
  };
}

function option(figure: HTMLElement, kind: Kind, data: ChartData): EChartsCoreOption {
  const colors = palette(figure);
  const base = common(colors, data, kind === "donut" || data.series.length > 1);
  if (kind === "donut") return { ...base, ...donut(colors, data) };
  const tooltip = { ...(base["tooltip"] as object), trigger: "axis" };
  return { ...base, tooltip, ...axes(colors, data, kind), ...series(data, kind) };
}

export function drawChart(figure: HTMLElement): void {
  const canvas = one(".chart__canvas", figure);
  const source = document.getElementById(figure.dataset["chartData"] ?? "");
  if (!canvas || !source?.textContent) return;
  const data = JSON.parse(source.textContent) as ChartData;
  const kind = (figure.dataset["chart"] ?? "line") as Kind;
  const chart = init(canvas, null, { renderer: "canvas" });
  const paint = () => chart.setOption(option(figure, kind, data), true);
  paint();
  // A canvas does not repaint when its font arrives, nor when the theme changes.
  void document.fonts.ready.then(paint);
  document.addEventListener("themechange", paint);
  new ResizeObserver(() => chart.resize()).observe(canvas);
}
