// @ts-check
// Marks, letters and lines keep their size on the screen while the map is enlarged: they shrink by UNZOOM, a number that
// the map's rules set, where they stand. Plotly puts a mark in its place by an attribute, which a style overrules.

import { LINES, POINT_TEXTS, POINTS } from "../edges.js"

export const UNZOOM = "--rp-unzoom"
const PLACE = /^translate\((-?[\d.e-]+)[, ]+(-?[\d.e-]+)\)/
const SHRINK = `scale(var(${UNZOOM}))`

/** Once a plot is drawn, and after Plotly has moved its marks; only what has changed is touched.
 * @param {ParentNode} plot @param {boolean} zoomed */
export function fitMarks(plot, zoomed) {
  /** @type {NodeListOf<SVGElement>} */
  const points = plot.querySelectorAll(POINTS)
  for (const point of points) {
    const place = zoomed && placeOf(point)
    style(point, "transform", place ? `${place} ${SHRINK}` : "")
  }
  /** @type {NodeListOf<SVGElement>} */
  const texts = plot.querySelectorAll(POINT_TEXTS)
  for (const text of texts) { // it stands beside its mark, which is the place that its words name
    const words = zoomed && text.querySelector("text")
    style(text, "transform-origin", words ? `${words.getAttribute("x")}px ${words.getAttribute("y")}px` : "")
    style(text, "transform", words ? `${SHRINK} ${placeOf(text)}` : "")
  }
  /** @type {NodeListOf<SVGElement>} */
  const lines = plot.querySelectorAll(LINES)
  for (const line of lines) fitLine(line, zoomed)
}

/** Where Plotly has put it, as a style. @param {SVGElement} mark @returns {string} */
function placeOf(mark) {
  const [, x, y] = PLACE.exec(mark.getAttribute("transform") ?? "") ?? []
  return x ? `translate(${x}px, ${y}px)` : ""
}

/** What was set here, as it was written: the browser says it back in other words.
 * @type {WeakMap<SVGElement, Record<string, string>>} */
const written = new WeakMap()

/** @param {SVGElement} mark @param {string} name @param {string} value */
function style(mark, name, value) {
  const before = written.get(mark) ?? {}
  if ((before[name] ?? "") === value) return
  written.set(mark, { ...before, [name]: value })
  mark.style.setProperty(name, value)
}

/** Widths and dashes that Plotly has set, each times UNZOOM; it may set them again at any time.
 * @param {SVGElement} line @param {boolean} zoomed */
function fitLine(line, zoomed) {
  for (const name of ["stroke-width", "stroke-dasharray"]) {
    const now = line.style.getPropertyValue(name)
    const fitted = now.includes(UNZOOM)
    if (!now || fitted === zoomed) continue
    const lengths = zoomed
      ? now.replace(/(-?[\d.]+)px/g, `calc($1px * var(${UNZOOM}))`)
      : now.replace(/calc\((-?[\d.]+px) \* var\([\w-]+\)\)/g, "$1")
    line.style.setProperty(name, lengths)
  }
}
