// <div data-chart="line" data-source="id-of-json">: the table's own numbers, drawn. The library
// comes after the first paint, and only for a chart that is about to be seen.
//
// data: { x: [labels], unit, min, max, step, series: [{ name, values, kind?, marked_from? }],
//         lines: [{ at, name, tone, dash, thin }], band: { from, to }, notes: [{ at, name }] };
//         for a heatmap also y and cells. A series may name the places of its marked points
//         (`marked`), be dashed (`dash`) or without points and a name beside it (`quiet`).
let library;
const drawn = new Map();

const probe = document.createElement("i");
probe.hidden = true;
probe.className = "fy-draw"; // keeps its own colours in high contrast, as the picture does
document.body.append(probe);

// light-dark() cannot be read as text: an element that wears the colour can.
const colour = (name) => {
  probe.style.setProperty("color", `var(--${name})`);
  return getComputedStyle(probe).color;
};

const text = () => ({ color: colour("ink-3"), fontFamily: "Inter Variable, system-ui, sans-serif", fontSize: 12 });
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

const CROWDED = 120;

const point = (series, paint, narrow) => (value, i) => {
  const marked = series.marked?.includes(i) || (series.marked_from !== undefined && i >= series.marked_from);
  const plain = series.values.length > CROWDED ? 0 : 5;
  return {
    value,
    symbol: marked ? "diamond" : "circle",
    symbolSize: (marked ? 9 : plain) * (narrow ? 0.7 : 1),
    itemStyle: { color: marked ? colour("c2") : paint },
  };
};

const level = ({ at, name, tone = "ink-3", dash, thin }) => ({
  yAxis: at,
  name,
  lineStyle: { color: colour(thin ? "line" : tone), type: dash ? "dashed" : "solid", width: dash || thin ? 1 : 1.5 },
  label: { show: true, formatter: name, position: "end", ...text(), color: colour(tone) },
});

// Numbered on the chart; the words stand beside it.
const happened = ({ at }, n) => ({
  xAxis: at,
  lineStyle: { color: colour("ink-3"), type: "dotted", width: 1 },
  label: { show: true, formatter: `${n + 1}`, position: "end", ...text() },
});

const axis = () => ({
  axisLabel: { ...text(), hideOverlap: true },
  axisTick: { show: false },
  axisLine: { lineStyle: { color: colour("line") } },
  splitLine: { show: false },
});

const drawSeries = (kind, data, narrow) => (series, n) => {
  const paint = series.quiet ? colour("ink-3") : colour(`c${(n % 6) + 1}`);
  const marks = n === 0 ? [...(data.lines ?? []).map(level), ...(data.notes ?? []).map(happened)] : [];
  const type = series.kind ?? kind;
  return {
    type,
    name: series.name,
    data: type === "line" ? series.values.map(point(series, paint, narrow)) : series.values,
    showAllSymbol: true,
    ...(series.quiet ? { showSymbol: false } : {}),
    lineStyle: { color: paint, width: series.quiet ? 1 : 2, type: series.dash ? "dashed" : "solid" },
    itemStyle: { color: paint, ...(type === "bar" ? { borderRadius: [3, 3, 0, 0] } : {}) },
    barMaxWidth: 36,
    endLabel: { show: data.series.length > 1 && type === "line" && !data.notes, formatter: "{a}", ...text(), color: paint },
    ...(marks.length ? { markLine: { symbol: "none", silent: true, data: marks } } : {}),
    ...(n === 0 && data.band
      ? { markArea: { silent: true, itemStyle: { color: colour("sunk") }, data: [[{ yAxis: data.band.from }, { yAxis: data.band.to }]] } }
      : {}),
  };
};

const options = (kind, data, narrow) => {
  const room = data.lines || data.series.length > 1;
  return {
    animation: !still(),
    animationDuration: 220,
    // The figure's own sentence is its label; the SVG beneath it is decoration.
    aria: { enabled: false },
    tooltip: {
      trigger: kind === "scatter" ? "item" : "axis",
      renderMode: "richText", // the HTML one writes inline styles, which the content policy refuses
      transitionDuration: 0,
      backgroundColor: colour("raised"),
      borderColor: colour("line"),
      textStyle: { ...text(), color: colour("ink") },
      valueFormatter: (value) => (data.unit ? `${value} ${data.unit}` : `${value}`),
    },
    grid: { left: 40, right: room ? (narrow ? 88 : 128) : 12, top: 18, bottom: 28 },
    xAxis: { type: kind === "scatter" ? "value" : "category", data: data.x, ...axis() },
    yAxis: { type: "value", min: data.min, max: data.max, interval: data.step, ...axis(), axisLine: { show: false } },
    series: data.series.map(drawSeries(kind, data, narrow)),
  };
};

const showNumbers = (element) => {
  element.hidden = true;
  element.closest("figure").querySelector("details").open = true;
};

const draw = async (element) => {
  library ??= import("../vendor/charts.js");
  const { init, getInstanceByDom } = await library.catch(() => ({}));
  if (!init) return showNumbers(element);
  await document.fonts.ready;
  if (!element.isConnected) return;
  const data = JSON.parse(document.getElementById(element.dataset.source).textContent);
  const chart = getInstanceByDom(element) ?? init(element, null, { renderer: "svg" });
  chart.setOption(options(element.dataset.chart, data, element.clientWidth < 480), true);
  drawn.set(element, chart);
};

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    seen.unobserve(entry.target);
    draw(entry.target);
  }
}, { rootMargin: "200px" });

const sized = new ResizeObserver((entries) => {
  for (const { target } of entries) drawn.get(target)?.resize();
});

document.addEventListener("fairway:theme", () => {
  for (const element of drawn.keys()) element.isConnected ? draw(element) : drawn.delete(element);
});

export const bind = (element) => {
  seen.observe(element);
  sized.observe(element);
};
