// Charts by echarts, which is loaded where one is shown and not before. Drawn on
// a canvas: its SVG writes style attributes, which the content security policy
// forbids; tooltips are rich text and not markup for the same reason.

import {h, whenSized} from "./dom.js";
import {t} from "./i18n.js";
import {leaving} from "./router.js";

let loading = null;

/** echarts comes as a classic script that sets a global name. */
function library() {
    loading ??= new Promise((resolve, reject) => {
        const script = h("script", {src: "/vendor/echarts.js", on: {
            load: () => resolve(globalThis.echarts),
            error: () => { loading = null; reject(new Error("/vendor/echarts.js")); },
        }});
        document.head.append(script);
    });
    return loading;
}

/**
 * Bars with names, the longest on top.
 *
 * @param {Array<{key: string, name: string, value: number}>} rows
 * @param {{onPick?: (key: string) => void}} [options]
 */
export function barChart(rows, {onPick} = {}) {
    const shown = rows.slice(0, 20);
    const place = h("div", {class: "chart", role: "img", "aria-label": t("chart.label"),
        style: {height: `${60 + shown.length * 30}px`}});
    const signal = leaving();
    library().then(echarts => whenSized(place, () => draw(echarts, place, shown, {onPick, signal}), signal))
        // The table below the chart says the same.
        .catch(() => place.remove());
    return place;
}

function draw(echarts, place, rows, {onPick, signal}) {
    const chart = echarts.init(place, null, {renderer: "canvas"});
    const paint = () => {
        const style = getComputedStyle(place);
        const ink = style.getPropertyValue("--ink-soft").trim(), line = style.getPropertyValue("--line").trim();
        chart.setOption({
            animation: false, grid: {left: 8, right: 44, top: 8, bottom: 8, containLabel: true},
            tooltip: {renderMode: "richText", trigger: "item"},
            xAxis: {type: "value", axisLabel: {color: ink}, splitLine: {lineStyle: {color: line}}, minInterval: 1},
            yAxis: {type: "category", inverse: true, data: rows.map(row => row.name), axisLabel: {color: ink},
                axisTick: {show: false},
                axisLine: {lineStyle: {color: line}}},
            series: [{type: "bar", data: rows.map(row => row.value), barMaxWidth: 18,
                cursor: onPick ? "pointer" : "default",
                itemStyle: {color: style.getPropertyValue("--accent").trim(), borderRadius: 2},
                    label: {show: true, position: "right", color: ink}}],
        });
    };
    paint();
    chart.on("click", event => onPick?.(rows[event.dataIndex].key));
    document.addEventListener("themechange", paint, {signal});
    const sizes = new ResizeObserver(() => chart.resize());
    sizes.observe(place);
    signal.addEventListener("abort", () => {
        sizes.disconnect();
        chart.dispose();
    }, {once: true});
}
