// @ts-check
// From area to area by where they lie on the sheet.

import { areaOf, indexNow } from "../index_picture.js"
import { heldIn } from "./area_shapes.js"
import { scaleOf } from "./plain.js"

/** @import { Index } from "../index_picture.js" */
/** @import { Facts } from "./plain.js" */
/** An area in a view, or a hidden place: `x`, `y`: a place well inside, mm of the sheet, y up.
 * @typedef {{area: string, view: string, x: number, y: number}} Node */
/** @typedef {"left" | "right" | "up" | "down"} Way */

const LEAST_DEPTH_PX = 2 // a sliver at the body's edge belongs to another view
const ASIDE = 2.2 // a millimetre to the side counts as so many straight on
/** @type {Record<Way, [number, number]>} */
const WAYS = { left: [-1, 0], right: [1, 0], up: [0, 1], down: [0, -1] }

/** @type {WeakMap<Facts, Node[]>} */
const known = new WeakMap()

/** All that can be chosen on a sheet, once its index images are there. @param {Facts} facts @returns {Node[]} */
export function nodesOn(facts) {
  const before = known.get(facts)
  if (before) return before
  const { views, hidden } = facts
  if (views.some(({ index }) => !indexNow(index))) return []
  const nodes = views.flatMap((view) => {
    const picture = /** @type {Index} */ (indexNow(view.index))
    const scale = scaleOf(view, picture)
    const onSheet = (/** @type {{x: number, y: number}} */ at) =>
      ({ x: view.x + at.x / scale, y: view.y + view.height - at.y / scale })
    const marks = hidden.filter(({ x, y, reach }) =>
      x > view.x - reach && x < view.x + view.width + reach && y > view.y - reach && y < view.y + view.height + reach)
    const held = heldIn(picture, (at) => {
      if (!marks.length) return false
      const place = onSheet(at)
      return marks.some(({ x, y, reach }) => Math.hypot(place.x - x, place.y - y) <= reach + 1)
    })
    return [...held].filter(([, { depth }]) => depth >= LEAST_DEPTH_PX)
      .map(([code, { at }]) => ({ area: areaOf(code), view: view.index, ...onSheet(at) }))
  })
  nodes.push(...hidden.map(({ area, x, y }) => ({ area, view: "", x, y })))
  known.set(facts, nodes)
  return nodes
}

/** The nearest that way, straight on before aside; null at the edge. @template {{x: number, y: number}} One
 * @param {One[]} nodes @param {{x: number, y: number}} from @param {Way} way @returns {One | null} */
export function nextOn(nodes, from, way) {
  const [right, up] = WAYS[way]
  let [least, found] = [Infinity, /** @type {One | null} */ (null)]
  for (const node of nodes) {
    const [x, y] = [node.x - from.x, node.y - from.y]
    const along = x * right + y * up, aside = Math.abs(x * up) + Math.abs(y * right)
    if (along < 0.5 || aside > 3 * along) continue // backwards, or all but beside
    const far = along + ASIDE * aside
    if (far < least) [least, found] = [far, node]
  }
  return found
}
