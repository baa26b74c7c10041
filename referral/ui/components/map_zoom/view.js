// @ts-check
// What of the map is seen, in numbers: how many times it is enlarged, and where its upper left corner lies. Lengths are
// shares of the map's box, so that they hold when the box changes its size.

/** `x`, `y`: the drawing's upper left corner, 0 or less. @typedef {{scale: number, x: number, y: number}} View */
/** What holds the map: the middle of the fingers, and how far from it they are (for one finger or a mouse: 1).
 * @typedef {{x: number, y: number, spread: number}} Grip */

export const MOST = 5 // a muscle of the hand, or a tooth, is then as wide as a finger tip on a phone
export const STEP = 1.5 // a press of a button: five from the whole to the most, without losing one's place
const WHEEL_PX = 100 // so far a wheel turns, for a trackpad so far fingers spread, that the map grows e-fold
const MOST_WHEEL_PX = 30 // a mouse's wheel tells of 100 px and more at a notch

/** @type {Readonly<View>} */
export const WHOLE = Object.freeze({ scale: 1, x: 0, y: 0 })

/** The nearest view that fills the box. @param {View} view @returns {View} */
export function within({ scale, x, y }) {
  const size = between(1, scale, MOST)
  return { scale: size, x: between(1 - size, x, 0), y: between(1 - size, y, 0) }
}

/** What is seen when the map is held at `from` and drawn to `to`: what lay under the fingers stays there.
 * @param {View} view @param {Grip} from @param {Grip} to @returns {View} */
export function held(view, from, to) {
  const scale = between(1, view.scale * (to.spread / from.spread), MOST)
  const grown = scale / view.scale
  return within({ scale, x: to.x - (from.x - view.x) * grown, y: to.y - (from.y - view.y) * grown })
}

/** Enlarged by `factor` about a place, which stays where it is.
 * @param {View} view @param {number} factor @param {{x: number, y: number}} [about] @returns {View} */
export function enlarged(view, factor, { x, y } = { x: 0.5, y: 0.5 }) {
  return held(view, { x, y, spread: 1 }, { x, y, spread: factor })
}

/** How much a turn of the wheel enlarges; away from oneself, and fingers apart: more.
 * @param {number} deltaY @param {number} deltaMode @returns {number} */
export function factorOf(deltaY, deltaMode) {
  const px = deltaMode === 0 ? deltaY : Math.sign(deltaY) * MOST_WHEEL_PX // lines or pages
  return Math.exp(-between(-MOST_WHEEL_PX, px, MOST_WHEEL_PX) / WHEEL_PX)
}

/** Where some fingers hold a box. @param {{x: number, y: number}[]} fingers
 * @param {{left: number, top: number, width: number, height: number}} box @returns {Grip} */
export function gripOf(fingers, box) {
  const x = fingers.reduce((sum, finger) => sum + finger.x, 0) / fingers.length
  const y = fingers.reduce((sum, finger) => sum + finger.y, 0) / fingers.length
  const spread = fingers.length > 1 ? Math.max(1, Math.hypot(fingers[0].x - x, fingers[0].y - y)) : 1
  return { x: (x - box.left) / box.width, y: (y - box.top) / box.height, spread }
}

/** Whether the drawing can follow a finger that goes this way; if not, the way is the page's.
 * @param {View} view @param {number} right @param {number} down @returns {boolean} */
export function canFollow(view, right, down) {
  const hidden = 1 - view.scale
  const edge = 1e-6
  return Math.abs(right) > Math.abs(down)
    ? (right > 0 ? view.x < -edge : view.x > hidden + edge)
    : (down > 0 ? view.y < -edge : view.y > hidden + edge)
}

/** A place of the box, as a place of the whole drawing.
 * @param {View} view @param {{x: number, y: number}} place @returns {{x: number, y: number}} */
export function onDrawing({ scale, x, y }, place) {
  return { x: (place.x - x) / scale, y: (place.y - y) / scale }
}

/** A place of the whole drawing, as one of the box; null when it is not seen.
 * @param {View} view @param {{x: number, y: number}} place @returns {{x: number, y: number} | null} */
export function onScreen({ scale, x, y }, place) {
  const seen = { x: x + place.x * scale, y: y + place.y * scale }
  return Math.min(seen.x, seen.y) >= 0 && Math.max(seen.x, seen.y) <= 1 ? seen : null
}

/** @param {View} view @returns {boolean} */
export function isWhole({ scale }) {
  return scale < 1.005
}

/** @param {number} least @param {number} value @param {number} most */
function between(least, value, most) {
  return Math.max(least, Math.min(most, value))
}
