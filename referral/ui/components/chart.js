// @ts-check
// Where a pointer is on the body map, in the sheet's millimetres; and rules for Streamlit's own elements.

/** @import { Place, Sheet } from "./types.js" */
import { keySelector } from "./edges.js"

// What comes down and goes up within this is a tap; what goes farther draws the map along where it is enlarged.
export const MOUSE_TRAVEL_PX = 8
export const FINGER_TRAVEL_PX = 16

/** A place on the screen on a sheet; null beside it. The sheet lies in the middle of its box, as large as it fits.
 * @param {Sheet} sheet @param {{left: number, top: number, width: number, height: number}} box
 * @param {number} clientX @param {number} clientY @returns {Place | null} */
export function placeOn({ sheet, width_mm, height_mm }, box, clientX, clientY) {
  const scale = Math.min(box.width / width_mm, box.height / height_mm) // pixels a millimetre
  const x = (clientX - box.left - box.width / 2) / scale + width_mm / 2
  const y = height_mm / 2 - (clientY - box.top - box.height / 2) / scale
  const on = x >= 0 && x <= width_mm && y >= 0 && y <= height_mm
  return on ? { x, y, sheet } : null
}

/** Rules that a component's style sheet does not reach. Kept until the page is left.
 * @type {Set<string>} */
const ruled = new Set()

/** @param {string} name @param {string} css */
export function ensureRules(name, css) {
  if (ruled.has(name)) return
  const rules = new CSSStyleSheet()
  rules.replaceSync(css)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules]
  ruled.add(name)
}

/** The component shows nothing in the flow of the page: without this its empty box takes a gap between elements. Nor has
 * it a width: while it loads, Streamlit would draw a grey box as wide as the page beside the page. @param {string} key */
export function leaveTheFlow(key) {
  ensureRules(`flow ${key}`, `${keySelector(key)} { position: absolute; width: 0; overflow: hidden; }`)
}
