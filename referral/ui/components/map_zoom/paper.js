// @ts-check
// The map on paper: seen whole, its drawings fitted to the sheet. Plotly draws for a box of the screen, and learns of the
// paper too late; with a viewBox the browser fits what is drawn.

import { DRAWING, PLOT } from "../edges.js"
import { isWhole, WHOLE } from "./view.js"

/** @import { View } from "./view.js" */
/** @typedef {{chart: string, view: View, show: (view: View) => void}} Zoom */

/** Until the signal, fits a chart to paper while the page is printed. @param {Zoom} zoom @param {AbortSignal} signal */
export function fitPaper(zoom, signal) {
  /** What was seen before. @type {View} */
  let before = WHOLE
  addEventListener("beforeprint", () => {
    before = zoom.view
    if (!isWhole(before)) zoom.show(WHOLE)
    for (const drawing of drawings(zoom.chart)) {
      const size = ["width", "height"].map((name) => Number.parseFloat(drawing.getAttribute(name) ?? ""))
      if (size.every((length) => length > 0)) drawing.setAttribute("viewBox", `0 0 ${size.join(" ")}`)
    }
  }, { signal })
  addEventListener("afterprint", () => {
    for (const drawing of drawings(zoom.chart)) drawing.removeAttribute("viewBox")
    if (!isWhole(before)) zoom.show(before)
  }, { signal })
}

/** @param {string} chart */
function drawings(chart) {
  return document.querySelectorAll(`${chart} ${PLOT} ${DRAWING}`)
}
