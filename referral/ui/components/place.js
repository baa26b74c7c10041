// @ts-check
// Where on a sheet a pointer is. Needs nothing else: it comes with early.js, before everything.

/** @import { Place, Sheet } from "./types.js" */

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

// The body as plain pictures, under the figure and before it (referral/ui/parts/plain_picture.py).
export const PLAIN = ".rp-plain"

/** What a plain picture shows. @param {HTMLElement} plain @returns {Sheet} */
export function sheetOfPlain({ dataset: { sheet, width, height } }) {
  return { sheet: sheet ?? null, width_mm: Number(width), height_mm: Number(height) }
}
