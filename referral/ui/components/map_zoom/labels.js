// @ts-check
// Words stay in sight. On an enlarged map what says which view it is, and which side is the person's right and left,
// moves to the edge of what is seen of its view. On a map smaller than the words were placed for, all of them move in.

import { NOTES, SIDE, TITLE } from "../edges.js"
import { UNZOOM } from "./marks.js"
import { isWhole } from "./view.js"

/** @import { Plot } from "../types.js" */
/** @import { View } from "./view.js" */
/** @typedef {{left: number, top: number, right: number, bottom: number}} Edges */

const MARGIN_PX = 3
/** What a label needs: so much is left free above it, px of the screen, and so many times its width must be seen.
 * @typedef {{above: number, widths: number}} Room */
/** @type {Room} */
const FOR_TITLE = { above: 0, widths: 1 }
// Clear of the title, which has the upper edge. And wide enough for both: a right alone at a view's left would mislead.
/** @type {Room} */
const FOR_SIDE = { above: 26, widths: 3 }

/** How far a label goes to be seen, drawing px; null where too little is seen of its view to hold it.
 * @param {Edges} label where it is @param {Edges} view where its view is @param {Edges} seen what is seen
 * @param {number} scale of the map; the label keeps its size on the screen @param {Room} room
 * @returns {{x: number, y: number} | null} */
export function wayInSight(label, view, seen, scale, { above, widths }) {
  const [x, y] = [(label.left + label.right) / 2, (label.top + label.bottom) / 2]
  const halfWidth = ((label.right - label.left) / 2 + MARGIN_PX) / scale
  const halfHeight = ((label.bottom - label.top) / 2 + MARGIN_PX) / scale
  const left = Math.max(seen.left, Math.min(view.left, label.left)) + halfWidth
  const right = Math.min(seen.right, Math.max(view.right, label.right)) - halfWidth
  const top = Math.max(seen.top + above / scale, Math.min(view.top, label.top)) + halfHeight
  const bottom = Math.min(seen.bottom, Math.max(view.bottom, label.bottom)) - halfHeight
  if (right - left < 2 * halfWidth * (widths - 1) || top > bottom) return null
  return { x: Math.max(left, Math.min(x, right)) - x, y: Math.max(top, Math.min(y, bottom)) - y }
}

/** How far a label goes sideways to stand on the drawing, px; 0 where it does. @param {Edges} label
 * @param {number} width of the drawing, px */
export function wayInside({ left, right }, width) {
  return Math.max(0, -left) || Math.min(0, width - right)
}

/** @param {Plot} plot @param {View} view */
export function keepInSight(plot, view) {
  /** @type {NodeListOf<SVGGElement>} */
  const notes = plot.querySelectorAll(`.annotation[data-index] ${NOTES}`)
  if (isWhole(view)) {
    for (const note of notes) {
      const way = wayInside(edgesOf(note), plot.clientWidth)
      const transform = way ? `translate(${way}px, 0)` : ""
      if (note.style.transform !== transform) note.style.transform = transform
    }
    return
  }
  const seen = edgesSeen(plot, view)
  const pictures = [...plot.querySelectorAll("image")].map(pictureEdges)
  for (const note of notes) {
    const kind = plot.layout?.annotations?.[indexOf(note)]?.name
    if (kind !== TITLE && kind !== SIDE) continue
    const label = edgesOf(note)
    const own = nearest(pictures, label)
    const way = own && wayInSight(label, own, seen, view.scale, kind === SIDE ? FOR_SIDE : FOR_TITLE)
    note.style.transform = way ? `translate(${way.x}px, ${way.y}px) scale(var(${UNZOOM}))` : ""
  }
}

/** What is seen of the drawing, its px. @param {Plot} plot @param {View} view @returns {Edges} */
function edgesSeen({ clientWidth, clientHeight }, { scale, x, y }) {
  return {
    left: (-x * clientWidth) / scale,
    top: (-y * clientHeight) / scale,
    right: ((1 - x) * clientWidth) / scale,
    bottom: ((1 - y) * clientHeight) / scale,
  }
}

/** @param {Element} note */
function indexOf(note) {
  return Number(note.closest(".annotation")?.getAttribute("data-index"))
}

/** Measured once: Plotly draws a label anew when anything of it changes. @type {WeakMap<SVGGElement, Edges>} */
const measured = new WeakMap()

/** @param {SVGGElement} note @returns {Edges} */
function edgesOf(note) {
  const known = measured.get(note)
  if (known) return known
  const { x, y, width, height } = note.getBBox()
  const edges = { left: x, top: y, right: x + width, bottom: y + height }
  if (width) measured.set(note, edges)
  return edges
}

/** @param {SVGImageElement} picture @returns {Edges} */
function pictureEdges(picture) {
  const [left, top] = [picture.x.baseVal.value, picture.y.baseVal.value]
  return { left, top, right: left + picture.width.baseVal.value, bottom: top + picture.height.baseVal.value }
}

/** The picture that a label belongs to: the one in which, or over which, it stands. Bodies come before pain.
 * @param {Edges[]} pictures @param {Edges} label @returns {Edges | undefined} */
function nearest(pictures, label) {
  const [x, y] = [(label.left + label.right) / 2, (label.top + label.bottom) / 2]
  /** @param {Edges} one */
  const distance = (one) => Math.hypot(
    Math.max(one.left - x, 0, x - one.right), Math.max(one.top - y, 0, y - one.bottom))
  return pictures.toSorted((one, other) => distance(one) - distance(other))[0]
}
