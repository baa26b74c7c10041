// @ts-check
// The shapes of areas, from an index image: the outline, and a place well inside.

/** @import { Index } from "../index_picture.js" */
/** Corners of the picture's pixels. @typedef {{x: number, y: number}} Point */
/** Columns and rows, the last ones included. @typedef {{left: number, top: number, right: number, bottom: number}} Box */
/** What a picture holds of an area: `at`: the place farthest from its border, px, and how far it is from there.
 * @typedef {{box: Box, at: Point, depth: number}} Held */

const CODES = 1 << 10
const HALF_SMOOTHED = 3 // so many of the outline's steps to each side are averaged: stairs become a line

/** @type {WeakMap<Index, Map<number, Box>>} */
const boxes = new WeakMap()

/** Where each area lies. One look at every pixel, once a picture. @param {Index} index @returns {Map<number, Box>} */
export function boxesIn(index) {
  const known = boxes.get(index)
  if (known) return known
  const { width, height, codes } = index
  const [left, top, right, bottom] = [width, height, -1, -1].map((value) => new Int32Array(CODES).fill(value))
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 0; x < width; x++, pixel++) {
      const code = codes[pixel] & (CODES - 1)
      if (!code) continue
      if (x < left[code]) left[code] = x
      if (x > right[code]) right[code] = x
      if (y < top[code]) top[code] = y
      bottom[code] = y
    }
  }
  /** @type {Map<number, Box>} */
  const found = new Map()
  for (let code = 1; code < CODES; code++) {
    if (right[code] < 0) continue
    found.set(code, { left: left[code], top: top[code], right: right[code], bottom: bottom[code] })
  }
  boxes.set(index, found)
  return found
}

/** The closed lines round an area, px of the picture. @param {Index} index @param {number} code @returns {Point[][]} */
export function outlineOf(index, code) {
  const box = boxesIn(index).get(code)
  if (!box) return []
  const steps = stepsRound(index, code, box)
  const lines = []
  while (steps.size) {
    const [first] = steps.keys()
    lines.push(smoothed(lineFrom(first, steps, index.width + 1)))
  }
  return lines
}

/** From corner to corner along the border, the area on the right hand. A corner where two pixels of the area meet has two
 * ways on. @param {Index} index @param {number} code @param {Box} box @returns {Map<number, number[]>} */
function stepsRound({ width, height, codes }, code, box) {
  /** @type {Map<number, number[]>} */
  const steps = new Map()
  const across = width + 1
  /** @param {number} from @param {number} to */
  const step = (from, to) => {
    const ways = steps.get(from)
    if (ways) ways.push(to)
    else steps.set(from, [to])
  }
  for (let y = box.top; y <= box.bottom; y++) {
    for (let x = box.left; x <= box.right; x++) {
      const pixel = y * width + x
      if (codes[pixel] !== code) continue
      const corner = y * across + x
      if (y === 0 || codes[pixel - width] !== code) step(corner, corner + 1)
      if (x === width - 1 || codes[pixel + 1] !== code) step(corner + 1, corner + across + 1)
      if (y === height - 1 || codes[pixel + width] !== code) step(corner + across + 1, corner + across)
      if (x === 0 || codes[pixel - 1] !== code) step(corner + across, corner)
    }
  }
  return steps
}

/** @param {number} first @param {Map<number, number[]>} steps @param {number} across @returns {Point[]} */
function lineFrom(first, steps, across) {
  const line = []
  let at = first
  do {
    const ways = steps.get(at)
    if (!ways) break
    const next = /** @type {number} */ (ways.pop())
    if (!ways.length) steps.delete(at)
    // the middle of the step
    line.push({ x: ((at % across) + (next % across)) / 2, y: (Math.floor(at / across) + Math.floor(next / across)) / 2 })
    at = next
  } while (at !== first)
  return line
}

/** @param {Point[]} line @returns {Point[]} */
function smoothed(line) {
  const count = line.length
  const half = Math.min(HALF_SMOOTHED, Math.floor(count / 8))
  const found = []
  for (let middle = 0; middle < count; middle += half > 1 ? 2 : 1) {
    let x = 0, y = 0
    for (let near = middle - half; near <= middle + half; near++) {
      const one = line[(near + count) % count]
      x += one.x
      y += one.y
    }
    found.push({ x: x / (2 * half + 1), y: y / (2 * half + 1) })
  }
  return found
}

/** The place of each area that lies deepest in it, but not where `taken` says. @param {Index} index
 * @param {(at: Point) => boolean} taken @returns {Map<number, Held>} */
export function heldIn(index, taken) {
  const { width, height, codes } = index
  const depths = depthsIn(index)
  /** @type {Map<number, Held>} */
  const held = new Map()
  const deepest = new Uint16Array(CODES)
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 0; x < width; x++, pixel++) {
      const code = codes[pixel]
      if (!code || depths[pixel] <= deepest[code & (CODES - 1)]) continue
      const at = { x: x + 0.5, y: y + 0.5 }
      if (taken(at)) continue
      deepest[code & (CODES - 1)] = depths[pixel]
      const box = boxesIn(index).get(code)
      if (box) held.set(code, { box, at, depth: depths[pixel] })
    }
  }
  return held
}

/** How many pixels it is from each to the border of its area. @param {Index} index @returns {Uint16Array} */
function depthsIn({ width, height, codes }) {
  const depths = new Uint16Array(codes.length)
  /** @param {number} pixel @param {number} near */
  const from = (pixel, near) => codes[near] === codes[pixel] ? depths[near] : 0
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 0; x < width; x++, pixel++) {
      if (!codes[pixel] || x === 0 || y === 0) continue
      depths[pixel] = 1 + Math.min(from(pixel, pixel - 1), from(pixel, pixel - width), from(pixel, pixel - width - 1))
    }
  }
  for (let y = height - 1, pixel = codes.length - 1; y >= 0; y--) {
    for (let x = width - 1; x >= 0; x--, pixel--) {
      if (!codes[pixel]) continue
      const inner = x < width - 1 && y < height - 1
      const near = inner
        ? 1 + Math.min(from(pixel, pixel + 1), from(pixel, pixel + width), from(pixel, pixel + width + 1))
        : 1
      if (near < depths[pixel]) depths[pixel] = near
    }
  }
  return depths
}
