// @ts-check
// What a tap will change, marked on the map in the frame in which it is made. What is chosen is the server's to say:
// whatever it has not yet said of the taps that were made is laid over what it said last. Where the figure that stands
// shows less than that, an area is ringed; where it shows more, the ring is faded. So a mark goes by itself when the new
// figure stands, and is taken back when the server says otherwise, or nothing.

import { codeOf, indexNow } from "../index_picture.js"
import { names } from "../names.js"
import { outlineOf } from "./area_shapes.js"
import { areaAt, factsOf, prepared, scaleOf } from "./plain.js"
import { drawn, Overlay } from "./overlay.js"

/** @import { Tap } from "../types.js" */
/** @import { Facts } from "./plain.js" */

const LOOK_AGAIN_MS = 150 // while something is marked: a figure may come to stand without a word
const GONE_MS = 300 // a mark that is taken back fades; map_marks.css

export class MarkedAhead {
  /** @param {string} chartKey @param {Overlay} overlay @param {() => ReadonlySet<string>} shown */
  constructor(chartKey, overlay, shown) {
    this.chartKey = chartKey
    this.overlay = overlay
    /** The areas that what stands on the screen shows as chosen. */
    this.shown = shown
    /** What the server says is chosen; null: a tap chooses nothing on this map. @type {Set<string> | null} */
    this.said = null
    /** Not answered yet, in order. @type {{tap: Tap, area: string | null}[]} */
    this.taps = []
    /** @type {Map<string, SVGElement>} */
    this.marks = new Map()
    /** @type {Facts | null} */
    this.facts = null
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.looking = undefined
  }

  close() {
    clearTimeout(this.looking)
  }

  /** @param {Tap} tap */
  tapped(tap) {
    this.taps.push({ tap, area: this.areaOf(tap) })
    this.draw()
  }

  /** The server has the taps up to this number, and says what is chosen. @param {number} number
   * @param {string[] | undefined} chosen */
  answered(number, chosen) {
    this.said = chosen ? new Set(chosen) : null
    this.taps = this.taps.filter(({ tap }) => tap.number > number)
    this.draw()
  }

  /** There will be no answer. @param {Tap[]} taps */
  givenUp(taps) {
    this.taps = this.taps.filter(({ tap }) => !taps.some(({ number }) => number === tap.number))
    this.draw()
  }

  /** @param {Tap} tap */
  areaOf(tap) {
    const facts = factsOf(this.chartKey)
    const area = facts && areaAt(facts, tap)
    return area && names.get(this.chartKey)?.[area] ? area : null // another dataset may not have it
  }

  /** What will be chosen. @returns {Set<string>} */
  expected() {
    const expected = new Set(this.said)
    for (const { area } of this.said ? this.taps : []) {
      if (area && !expected.delete(area)) expected.add(area)
    }
    return expected
  }

  /** Whenever anything may have changed: only what is different is touched. */
  draw() {
    const facts = factsOf(this.chartKey)
    if (facts !== this.facts) this.came(facts)
    const [expected, shown] = [this.expected(), this.shown()]
    /** @type {Map<string, "chosen" | "left">} */
    const wanted = new Map()
    for (const area of expected) if (!shown.has(area)) wanted.set(area, "chosen")
    if (this.said) for (const area of shown) if (!expected.has(area)) wanted.set(area, "left")
    for (const [area, mark] of this.marks) {
      if (wanted.get(area) === mark.dataset.kind) continue
      this.marks.delete(area)
      if (mark.dataset.kind === "chosen" && !expected.has(area)) fadeAway(mark)
      else mark.remove()
    }
    for (const [area, kind] of wanted) {
      if (this.marks.has(area)) continue
      const mark = facts && markOf(facts, area, kind)
      if (!mark) continue
      this.marks.set(area, mark)
      this.overlay.on(facts)?.append(mark)
    }
    clearTimeout(this.looking)
    if (this.marks.size) this.looking = setTimeout(() => this.draw(), LOOK_AGAIN_MS)
  }

  /** Another sheet. @param {Facts | null} facts */
  came(facts) {
    const before = this.facts
    this.facts = facts
    if (before?.sheet !== facts?.sheet) {
      for (const mark of this.marks.values()) mark.remove()
      this.marks.clear()
    }
    if (!facts) return
    prepared(facts).then(() => {
      // a tap may have come before the picture by which its area is known
      for (const one of this.taps) one.area ??= this.areaOf(one.tap)
      this.draw()
    })
  }
}

/** @param {Facts} facts @param {string} area @param {"chosen" | "left"} kind @returns {SVGElement | null} */
function markOf(facts, area, kind) {
  const path = pathOf(facts, area)
  if (!path) return null
  const mark = drawn("g")
  mark.dataset.kind = kind
  mark.dataset.area = area
  for (const part of kind === "chosen" ? ["halo", "line"] : ["fade"]) {
    const line = drawn("path")
    line.setAttribute("d", path)
    line.setAttribute("class", `rp-mark-${part}`)
    mark.append(line)
  }
  return mark
}

/** An area's outlines in all views of a sheet, mm, y down. @param {Facts} facts @param {string} area */
export function pathOf(facts, area) {
  return facts.views.map((view) => {
    const picture = indexNow(view.index)
    if (!picture) return ""
    const scale = scaleOf(view, picture), top = facts.height_mm - view.y - view.height
    const lines = outlineOf(picture, codeOf(area)).map((line) => line.map(({ x, y }) =>
      `${(view.x + x / scale).toFixed(1)} ${(top + y / scale).toFixed(1)}`).join("L"))
    return lines.map((line) => `M${line}Z`).join("")
  }).join("")
}

/** @param {SVGElement} mark */
function fadeAway(mark) {
  mark.classList.add("rp-mark-gone")
  setTimeout(() => mark.remove(), GONE_MS)
}
