// @ts-check
// How an enlarged map looks, as rules of a style sheet: a chart that Streamlit builds anew is enlarged from its first
// frame on, and so is the copy that covers it meanwhile.

import { DRAWING, DRAWN, keySelector, NOTES, LINES, PLOT, POINT_TEXTS, POINTS } from "../edges.js"
import { OVERLAID, OVERLAY } from "../map_taps/overlay.js"
import { COPIES, COVER } from "../map_taps/redraw_cover.js"
import { PLAIN } from "../place.js"
import { UNZOOM } from "./marks.js"
import { isWhole } from "./view.js"

/** @import { View } from "./view.js" */

const GLIDE = "--rp-glide"
const GLIDE_MS = 160
const PLAIN_STAYS_MS = 400 // under a figure whose pictures are being unpacked

export class ZoomRules {
  /** @param {string} chartKey */
  constructor(chartKey) {
    const ours = `[data-chart="${CSS.escape(chartKey)}"]`
    this.copies = `${COVER}${ours} > ${COPIES}`
    const drawn = `:is(${keySelector(chartKey)} ${PLOT} > ${DRAWN}, ${this.copies}, ${OVERLAY}${ours} > ${OVERLAID})`
    const marks = `${drawn} :is(${POINTS}, ${POINT_TEXTS}, ${NOTES})`
    this.sheet = new CSSStyleSheet()
    // Two fingers are ours, so the browser must not enlarge the page; one scrolls it.
    this.sheet.replaceSync(`
      ${drawn} { transform-origin: 0 0; transition: transform var(${GLIDE}) ease-out; }
      ${keySelector(chartKey)} ${PLOT} { overflow: hidden; touch-action: pan-x pan-y; }
      ${drawn} ${NOTES} { transform-box: fill-box; transform-origin: center; }
      ${marks} { transition: transform var(${GLIDE}) ease-out; }
      ${drawn} ${LINES} { transition: stroke-width var(${GLIDE}) ease-out; }
      ${PLAIN}${ours} { }
      [class*="_frame"]:has(> ${keySelector(chartKey)} ${PLOT} ${DRAWING} image) ${PLAIN}${ours} {
        z-index: -1; background: none; visibility: hidden; transition: visibility 0s ${PLAIN_STAYS_MS}ms;
      }
      @media (prefers-reduced-motion: reduce) {
        ${drawn}, ${marks}, ${drawn} ${LINES} { transition: none; }
      }`)
    const [first, , notes, , , plain] = /** @type {CSSStyleRule[]} */ ([...this.sheet.cssRules])
    this.drawn = first
    this.notes = notes
    this.plain = plain
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.sheet]
  }

  /** @param {View} view @param {boolean} gliding */
  show(view, gliding) {
    const { style } = this.drawn
    style.setProperty(GLIDE, gliding ? `${GLIDE_MS}ms` : "0s")
    style.setProperty(UNZOOM, String(1 / view.scale))
    style.transform = transformOf(view)
    this.plain.style.visibility = isWhole(view) ? "" : "hidden" // it is not enlarged
    this.notes.style.transform = isWhole(view) ? "" : `scale(var(${UNZOOM}))`
  }

  /** The cover, if there is one, shows another sheet than the plot from now on: it stays as it is.
   * @param {View} view */
  leaveCover(view) {
    /** @type {NodeListOf<HTMLElement>} */
    const copies = document.querySelectorAll(this.copies)
    for (const copy of copies) {
      copy.style.setProperty(UNZOOM, String(1 / view.scale))
      copy.style.transform = transformOf(view)
    }
  }

  close() {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== this.sheet)
  }
}

/** @param {View} view */
function transformOf(view) {
  if (isWhole(view)) return "none"
  return `translate(${100 * view.x}%, ${100 * view.y}%) scale(${view.scale})`
}
