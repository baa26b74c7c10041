// @ts-check
// The body map enlarged, in the browser alone: two fingers, the wheel with the control key, buttons and keys. The drawing
// is enlarged by a transform within the map's own box, so taps and names, which measure the drawing, stay right. A
// redraw keeps what is seen; another sheet is seen whole.

import { keySelector, PLOT, POINTS, sheetOf } from "../edges.js"
import { COVER } from "../map_taps/redraw_cover.js"
import { part } from "../part.js"
import { Hands } from "./hands.js"
import { keepInSight } from "./labels.js"
import { fitMarks } from "./marks.js"
import { fitPaper } from "./paper.js"
import { ZoomRules } from "./rules.js"
import { enlarged, gripOf, held, isWhole, MOST, onDrawing, onScreen, STEP, WHOLE } from "./view.js"

/** @import { Component, Plot } from "../types.js" */
/** @import { View } from "./view.js" */
/** @typedef {"in" | "out" | "whole"} Act */
/** @typedef {{chart: string, key: string, words: Record<Act | "group", string>}} Data */
/** What is seen of which sheet, and where it was pointed at last, in shares of the whole drawing.
 * @typedef {{sheet: string | null, view: View, pointed: {x: number, y: number} | null}} Seen */

const ARROW = 0.2 // of the box
const TELL_MS = 350 // how much is told once it rests
const REMOUNT_MS = 2000 // Streamlit may build a component anew in a run
/** @type {Record<string, Act>} */
const KEYS = { "+": "in", "=": "in", "-": "out", "−": "out", _: "out", 0: "whole" }
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [ARROW, 0], ArrowRight: [-ARROW, 0], ArrowUp: [0, ARROW], ArrowDown: [0, -ARROW] }
const ACTS = /** @type {const} */ (["in", "out", "whole"])

/** A component's key -> its zoom. @type {Map<string, MapZoom>} */
const zooms = new Map()
/** A chart's key -> what is seen. @type {Map<string, Seen>} */
const remembered = new Map()

/** @param {Component<Data>} run */
export default function ({ data, parentElement }) {
  let zoom = zooms.get(data.key)
  if (!zoom || zoom.parentElement !== parentElement || zoom.chartKey !== data.chart) {
    zoom?.close()
    zoom = new MapZoom(data.chart, parentElement)
    zooms.set(data.key, zoom)
  }
  const mine = zoom
  mine.update(data)
  const turn = ++mine.turn
  // Streamlit may call this function again for the same element, and clean up the older call after the newer one.
  return () => {
    if (mine.turn !== turn) return
    mine.close()
    if (zooms.get(data.key) === mine) zooms.delete(data.key)
  }
}

class MapZoom {
  /** @param {string} chartKey @param {HTMLElement | ShadowRoot} parentElement */
  constructor(chartKey, parentElement) {
    this.chartKey = chartKey
    this.parentElement = parentElement
    this.turn = 0
    this.chart = keySelector(chartKey)
    this.onMap = `:is(${this.chart} ${PLOT}, ${COVER}[data-chart="${CSS.escape(chartKey)}"])`
    this.ended = new AbortController()
    /** @type {Seen} */
    this.seen = remembered.get(chartKey) ?? { sheet: null, view: WHOLE, pointed: null }
    this.rules = new ZoomRules(chartKey)
    this.hands = new Hands(this)
    /** The map's place on the page, which outlives its charts. @type {HTMLElement | null} */
    this.block = null
    this.blockLeft = new AbortController()
    /** What holds the map and the buttons. @type {HTMLElement | null} */
    this.watched = null
    /** Whether the last thing that was pointed at is this map: then its keys work. */
    this.pointed = false
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined
    this.root = controls()
    parentElement.querySelector(".zoom")?.remove()
    parentElement.append(this.root)
    const { signal } = this.ended
    for (const act of ACTS) {
      part(this.root, "button", `.${act}`).addEventListener("click", () => this.act(act), { signal })
    }
    document.addEventListener("keydown", (event) => this.pressed(event), { signal })
    const how = { capture: true, passive: true, signal }
    document.addEventListener("pointerdown", (event) => this.pointedAt(event), how)
    fitPaper(this, signal)
    // Runs before the browser paints what changed.
    this.observer = new MutationObserver(() => this.look())
    this.watch()
    this.show(this.seen.view)
  }

  get view() { return this.seen.view }

  /** @param {Data} data */
  update({ words }) {
    this.root.ariaLabel = words.group
    for (const act of ACTS) {
      const button = part(this.root, "button", `.${act}`)
      button.ariaLabel = button.title = words[act]
      if (act === "whole") button.textContent = words.whole
    }
    this.watch()
    this.tell()
  }

  // --- the chart, which comes and goes

  // Watches what holds both the map and these buttons; the whole page only until there is a map.
  watch() {
    const around = this.around()
    if (around !== this.watched || !around.isConnected) {
      this.watched = around
      this.observer.disconnect()
      this.observer.observe(around, { childList: true, subtree: true, attributeFilter: ["transform", "d"] })
    }
    this.look()
  }

  /** @returns {HTMLElement} */
  around() {
    /** @type {HTMLElement | null} */
    let one = "host" in this.parentElement ? /** @type {HTMLElement} */ (this.parentElement.host) : this.parentElement
    while (one && !one.querySelector(this.chart)) one = one.parentElement
    return one ?? document.body
  }

  look() {
    if (this.watched === document.body && this.around() !== document.body) return this.watch()
    const block = document.querySelector(this.chart)?.parentElement
    if (block && block !== this.block) {
      this.blockLeft.abort()
      this.blockLeft = new AbortController()
      this.block = block
      this.hands.listen(block, this.blockLeft.signal)
    }
    const plot = this.plot()
    if (!plot) return
    const sheet = sheetOf(plot)?.sheet ?? null
    if (sheet !== this.seen.sheet) {
      this.rules.leaveCover(this.view)
      this.seen = { sheet, view: WHOLE, pointed: null }
      this.show(WHOLE)
    } else this.fit(plot)
  }

  /** @param {Plot} plot */
  fit(plot) {
    fitMarks(plot, !isWhole(this.view))
    keepInSight(plot, this.view)
  }

  /** @returns {Plot | undefined} */
  plot() {
    /** @type {NodeListOf<Plot>} */
    const plots = document.querySelectorAll(`${this.chart} ${PLOT}`)
    return [...plots].findLast(sheetOf)
  }

  /** The box in which the drawing is enlarged; it stays. */
  box() {
    return document.querySelector(this.onMap)?.getBoundingClientRect() ?? null
  }

  /** @param {EventTarget | null} target */
  holds(target) {
    return target instanceof Element && target.closest(this.onMap) !== null
  }

  /** @param {PointerEvent} event */
  pointedAt({ target, clientX: x, clientY: y }) {
    const box = this.box()
    const onMap = this.holds(target)
    this.pointed = onMap
    if (onMap && box) this.seen.pointed = onDrawing(this.view, gripOf([{ x, y }], box))
  }

  // --- what is seen

  /** @param {View} view @param {boolean} [gliding] */
  show(view, gliding = false) {
    this.seen.view = isWhole(view) ? WHOLE : view
    remembered.set(this.chartKey, this.seen)
    this.rules.show(this.view, gliding)
    const plot = this.plot()
    if (plot) this.fit(plot)
    // not `disabled`, which would take the focus away
    part(this.root, "button", ".in").ariaDisabled = String(this.view.scale > MOST - 0.005)
    for (const act of ["out", "whole"]) part(this.root, "button", `.${act}`).ariaDisabled = String(isWhole(this.view))
    this.root.toggleAttribute("data-zoomed", !isWhole(this.view))
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.tell(), TELL_MS)
  }

  tell() {
    const language = document.documentElement.lang || undefined
    const told = new Intl.NumberFormat(language, { style: "percent" }).format(this.view.scale)
    const status = part(this.root, "span", ".much")
    if (status.textContent !== told) status.textContent = told
  }

  /** @param {Act} act */
  act(act) {
    const factor = act === "in" ? STEP : 1 / STEP
    this.show(act === "whole" ? WHOLE : enlarged(this.view, factor, this.middle()), true)
  }

  /** What the buttons enlarge about: where the map was pointed at last, else the first mark; else the middle of the first
   * view, since that of most sheets is the gap between two bodies. */
  middle() {
    const pointed = this.seen.pointed && onScreen(this.view, this.seen.pointed)
    const box = this.box()
    if (pointed || !box || !isWhole(this.view)) return pointed ?? undefined
    const { left, top, width, height } = this.firstMark()?.getBoundingClientRect() ?? box
    this.seen.pointed = gripOf([{ x: left + width / 2, y: top + height / 2 }], box)
    return this.seen.pointed
  }

  firstMark() {
    const plot = this.plot()
    return plot?.querySelector(POINTS) ?? plot?.querySelector("image")
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const onButtons = event.composedPath().includes(this.root)
    // a figure takes no focus: it has it when nothing within the page has and it was pointed at last
    const pointed = this.pointed && this.block && document.activeElement?.contains(this.block)
    if (!onButtons && !pointed && !this.block?.contains(document.activeElement)) return
    const act = KEYS[event.key]
    const arrow = onButtons && !isWhole(this.view) ? ARROWS[event.key] : undefined
    if (!act && !arrow) return
    event.preventDefault()
    if (act) this.act(act)
    else if (arrow) this.move(...arrow)
  }

  /** @param {number} right @param {number} down */
  move(right, down) {
    this.show(held(this.view, { x: 0, y: 0, spread: 1 }, { x: right, y: down, spread: 1 }), true)
  }

  close() {
    clearTimeout(this.timer)
    this.ended.abort()
    this.blockLeft.abort()
    this.observer.disconnect()
    this.rules.close()
    this.root.remove()
    const { chartKey, seen } = this
    setTimeout(() => {
      const used = [...zooms.values()].some((zoom) => zoom.chartKey === chartKey)
      if (!used && remembered.get(chartKey) === seen) remembered.delete(chartKey)
    }, REMOUNT_MS)
  }
}

function controls() {
  const root = document.createElement("div")
  root.className = "zoom"
  root.role = "group"
  root.innerHTML = `<button type="button" class="out">–</button><span class="much" role="status"></span>
    <button type="button" class="in">+</button><button type="button" class="whole"></button>`
  return root
}
