// @ts-check
// What lies where on a sheet, as its plain picture tells (referral/ui/parts/plain_picture.py): views with their index
// images, and the marks of hidden places. By it the browser knows which area a place is before the server answers.

import { keySelector } from "../edges.js"
import { areaOf, codeAt, indexNow, indexPicture } from "../index_picture.js"
import { PLAIN, sheetOfPlain } from "../place.js"

/** @import { Index } from "../index_picture.js" */
/** @import { Place, Sheet } from "../types.js" */
/** Where a view lies, mm, y up. `reach`: a tap so far beside the body counts for it.
 * @typedef {{index: string, reach: number, x: number, y: number, width: number, height: number}} SheetView */
/** The mark of a hidden place. @typedef {{x: number, y: number, reach: number, area: string}} Hidden */
/** @typedef {Sheet & {views: SheetView[], hidden: Hidden[]}} Facts */

const UNSURE_MM = 1 // nearer to a border than this, the server's rounding may say the other

/** The block in which a map stands, which outlives its charts. @param {string} chartKey @returns {HTMLElement | null} */
export function blockOf(chartKey) {
  return document.querySelector(keySelector(chartKey))?.parentElement ?? null
}

/** The plain picture of a map. @param {string} chartKey @returns {HTMLElement | null} */
export function plainOf(chartKey) {
  const found = document.querySelectorAll(`${PLAIN}[data-chart="${CSS.escape(chartKey)}"]`)
  return /** @type {HTMLElement | null} */ (found[found.length - 1] ?? null)
}

/** Read once: a change of what it says makes another element. @type {WeakMap<Element, Facts>} */
const read = new WeakMap()

/** @param {string} chartKey @returns {Facts | null} */
export function factsOf(chartKey) {
  const plain = plainOf(chartKey)
  if (!plain) return null
  const known = read.get(plain)
  if (known) return known
  const sheet = sheetOfPlain(plain)
  const views = [...plain.querySelectorAll("img")].map(viewOf)
  const hidden = (plain.dataset.hidden ?? "").split(";").filter(Boolean).map((mark) => {
    const [x, y, reach, area] = mark.split(",")
    return { x: Number(x), y: Number(y), reach: Number(reach), area }
  })
  const facts = { ...sheet, views, hidden }
  read.set(plain, facts)
  return facts
}

/** @param {HTMLImageElement} image @returns {SheetView} */
function viewOf({ dataset: { index = "", view = "" } }) {
  const [reach, x, y, width, height] = view.split(" ").map(Number)
  return { index, reach, x, y, width, height }
}

/** Have the index images come. @param {Facts} facts @returns {Promise<unknown>} */
export function prepared({ views }) {
  return Promise.all(views.map(({ index }) => indexPicture(index)))
}

/** Pixels a millimetre. @param {SheetView} view @param {Index} picture */
export function scaleOf(view, picture) {
  return picture.width / view.width
}

/** The area that a tap at a place means; null where there is none, or where only the server can tell.
 * @param {Facts} facts @param {Place} place @returns {string | null} */
export function areaAt({ sheet, views, hidden }, place) {
  if (place.sheet !== sheet) return null
  if (hidden.some(({ x, y, reach }) => Math.hypot(place.x - x, place.y - y) <= reach + UNSURE_MM)) return null
  const view = views.find(({ x, y, width, height }) =>
    place.x >= x && place.x < x + width && place.y >= y && place.y < y + height)
  const picture = view && indexNow(view.index)
  if (!view || !picture) return null
  const scale = scaleOf(view, picture)
  const column = Math.floor((place.x - view.x) * scale), row = Math.floor((view.y + view.height - place.y) * scale)
  const code = codeAt(picture, column, row, Math.round(view.reach * scale))
  return code ? areaOf(code) : null
}
