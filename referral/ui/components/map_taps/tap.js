// @ts-check
// Tells the server where the body map was tapped. Mounted beside the chart, in the same fragment.
//
// A tap is a pointer that goes down and up on the map without travelling. Plotly's own click event is not used: it is
// lost when the chart is redrawn between down and up, and comes twice for a finger (touch, then emulated mouse).
//
// Streamlit keeps only the newest of several triggers that wait for a run, so taps wait here: one is sent, and the next
// follows when the server acknowledges it (tap_acknowledged.js). One that gets no answer is sent again under its number.

import { ensureRules, FINGER_TRAVEL_PX, leaveTheFlow, MOUSE_TRAVEL_PX, placeOn } from "../chart.js"
import { boxOf, expectChart, keySelector, PLOT, scrolledPage, sheetOf } from "../edges.js"
import { links } from "./links.js"
import { COVER, RedrawCover, shownOn } from "./redraw_cover.js"

/** @import { Component, Place, Plot, Tap } from "../types.js" */
/** What a pointer does. @typedef {{target: EventTarget | null, isPrimary: boolean, button: number, ctrlKey: boolean,
 * pointerType: string, pointerId: number, clientX: number, clientY: number}} Pointer */
/** What was done before this script was there (early.js). @typedef {{
 * events: {event: PointerEvent, around: {element: Element, box: DOMRect}[]}[], stop: () => void}} Early */

const SCROLL_REST_MS = 120 // a finger put down this soon after a scroll stops the scroll: not a tap
const OWN_SCROLL_MS = 60 // so long after it the browser tells of a scroll that was ours
const KEEP_IN_PLACE_MS = 2500 // as long as an answer may take
const RESEND_MS = 6000
const MOST_SENDINGS = 3
const OLDEST_LEFT_OVER_MS = 10000
const MOST_WAITING = 32

let lastNumber = 0 // grows over remounts and reloads, so that the server can tell a new tap from a repeated one
const nextNumber = () => (lastNumber = Math.max(lastNumber + 1, Date.now()))

/** @param {Component<{chart: string, key: string, answerKey: string}>} run */
export default function ({ data, parentElement, setTriggerValue }) {
  const send = (/** @type {Tap} */ tap) => setTriggerValue("tap", tap)
  let link = links.get(data.key)
  if (!link || link.chartKey !== data.chart || link.parentElement !== parentElement) {
    link?.close()
    link = new ChartLink(data.chart, parentElement, send)
    links.set(data.key, link)
  }
  leaveTheFlow(data.key)
  leaveTheFlow(data.answerKey)
  const mine = link
  mine.send = send
  const turn = ++mine.turn
  // Streamlit may call this function again for the same element, and clean up the older call after the newer one.
  return () => {
    if (mine.turn !== turn) return
    mine.close()
    if (links.get(data.key) === mine) links.delete(data.key)
  }
}

export class ChartLink {
  /** @param {string} chartKey @param {Node} parentElement @param {(tap: Tap) => void} send */
  constructor(chartKey, parentElement, send) {
    this.chartKey = chartKey
    this.parentElement = parentElement
    this.turn = 0
    this.ended = new AbortController()
    /** @type {Tap[]} */
    this.waiting = []
    /** @type {{tap: Tap, times: number, timer?: ReturnType<typeof setTimeout>} | null} */
    this.sent = null
    this.send = send
    this.cover = new RedrawCover(chartKey)
    this.cover.watch()
    ensureRules(`tap ${chartKey}`, `${keySelector(chartKey)} {
      touch-action: manipulation; user-select: none; -webkit-user-select: none;
      -webkit-touch-callout: none; -webkit-tap-highlight-color: transparent;
    }`)
    this.waiting = takeOver(chartKey)
    this.sendNext()
    watchTaps(chartKey, (place) => this.add(place), this.ended.signal)
    expectChart(chartKey, this.ended.signal)
  }

  /** In every run: the server has every tap up to this number. @param {number} number */
  acknowledged(number) {
    this.cover.watch()
    if (this.sent && number >= this.sent.tap.number) this.settle()
  }

  /** @param {Place} place */
  add(place) {
    if (this.waiting.length >= MOST_WAITING) return
    this.waiting.push({ ...place, number: nextNumber() })
    if (!this.sent) this.sendNext()
  }

  sendNext() {
    const tap = this.waiting.shift()
    if (!tap) return
    this.sent = { tap, times: 0 }
    this.sendOnce()
  }

  sendOnce() {
    if (!this.sent) return
    if (this.sent.times++ >= MOST_SENDINGS) return this.settle()
    this.sent.timer = setTimeout(() => this.sendOnce(), RESEND_MS)
    this.send(this.sent.tap)
  }

  settle() {
    clearTimeout(this.sent?.timer)
    this.sent = null
    this.sendNext()
  }

  close() {
    clearTimeout(this.sent?.timer)
    leftOver.set(this.chartKey, this.sent ? [this.sent.tap, ...this.waiting] : this.waiting)
    this.waiting = []
    this.sent = null
    this.ended.abort()
    this.cover.close()
  }
}

/** What a link had no answer to when it was closed: Streamlit mounts a component anew while a page is being made, and
 * the next link of the same chart sends it again. The server knows by its number a tap that it has had.
 * @type {Map<string, Tap[]>} */
const leftOver = new Map()

/** @param {string} chartKey @returns {Tap[]} the taps that are not too old; numbers are the time of the tap */
function takeOver(chartKey) {
  const taps = leftOver.get(chartKey) ?? []
  leftOver.delete(chartKey)
  return taps.filter(({ number }) => Date.now() - number < OLDEST_LEFT_OVER_MS)
}

// Listens on the document, not on the plot: the plot is replaced with every redraw, even between down and up.
/** @param {string} chartKey @param {(place: Place) => void} onTap @param {AbortSignal} signal */
function watchTaps(chartKey, onTap, signal) {
  /** @type {{place: Place, pointerId: number, x: number, y: number} | null} */
  let press = null
  let scrolledAt = -Infinity
  const how = { capture: true, passive: true, signal }
  /** @template {keyof DocumentEventMap} Name
   * @param {Name} name @param {(event: DocumentEventMap[Name]) => void} handler */
  const listen = (name, handler) => document.addEventListener(name, handler, how)

  listen("scroll", () => { if (performance.now() - movedAt > OWN_SCROLL_MS) scrolledAt = performance.now() })
  listen("pointercancel", () => { press = null })
  listen("contextmenu", () => { press = null })
  /** @param {Pointer} event */
  const down = (event) => {
    press = null // a second finger ends the first one's tap: a pinch
    if (!event.isPrimary || event.button !== 0 || event.ctrlKey) return
    if (event.pointerType === "touch" && performance.now() - scrolledAt < SCROLL_REST_MS) return
    const place = placeOfEvent(event, chartKey)
    if (place) press = { place, pointerId: event.pointerId, x: event.clientX, y: event.clientY }
  }
  /** @param {Pointer} event */
  const up = (event) => {
    if (!press || event.pointerId !== press.pointerId) return
    const travel = Math.hypot(event.clientX - press.x, event.clientY - press.y)
    const allowed = event.pointerType === "mouse" ? MOUSE_TRAVEL_PX : FINGER_TRAVEL_PX
    if (travel <= allowed) {
      if (event.pointerType === "touch") keepUnderFinger(chartKey)
      onTap(press.place)
    }
    press = null
  }
  for (const event of earlyOn(chartKey)) event.type === "pointerdown" ? down(event) : up(event)
  listen("pointerdown", down)
  listen("pointerup", up)
}

/** What was done on a chart before this script was there, moved along with what has moved since; each once.
 * @param {string} chartKey @returns {(Pointer & {type: string})[]} */
function earlyOn(chartKey) {
  /** @type {Early | undefined} */
  const early = (/** @type {any} */ (globalThis))[Symbol.for("referral.early")]
  if (!early) return []
  early.stop()
  const chart = keySelector(chartKey)
  const begun = early.events.filter(({ event: { type }, around }) =>
    type === "pointerdown" && around.some(({ element }) => element.matches(chart)))
  // while a mouse button is down Plotly lays a cover over the page: that is where it comes up
  const here = early.events.filter((one) => begun.includes(one) ||
    (one.event.type === "pointerup" && begun.some(({ event }) => event.pointerId === one.event.pointerId)))
  early.events = early.events.filter((one) => !here.includes(one))
  return here.flatMap(({ event, around }) => {
    const kept = around.find(({ element }) => element.isConnected) // the plot may have been drawn anew
    if (!kept) return []
    const now = kept.element.getBoundingClientRect()
    const { type, isPrimary, button, ctrlKey, pointerType, pointerId } = event
    const clientX = event.clientX + now.left - kept.box.left, clientY = event.clientY + now.top - kept.box.top
    const target = kept === around[0] ? kept.element : document.elementFromPoint(clientX, clientY)
    return [{ type, target, isPrimary, button, ctrlKey, pointerType, pointerId, clientX, clientY }]
  })
}

// A tap adds a chip above the map. The map stays where the finger is, or a second tap, which is to take the first one
// back, would hit another place. Whoever scrolls meanwhile is left alone.
let movedAt = -Infinity

/** @param {string} chartKey */
function keepUnderFinger(chartKey) {
  const page = scrolledPage()
  const top = () => document.querySelector(keySelector(chartKey))?.getBoundingClientRect().top
  const wanted = top()
  if (!page || wanted === undefined) return
  const until = performance.now() + KEEP_IN_PLACE_MS
  let scrolled = page.scrollTop
  const look = () => {
    const now = top()
    if (performance.now() > until || page.scrollTop !== scrolled || now === undefined) return
    if (Math.abs(now - wanted) >= 1) {
      movedAt = performance.now()
      page.scrollTop += now - wanted
      scrolled = page.scrollTop
    }
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** @param {Pointer} event @param {string} chartKey @returns {Place | null} */
function placeOfEvent(event, chartKey) {
  if (!(event.target instanceof Element)) return null
  /** @type {HTMLElement | null} */
  const cover = event.target.closest(`${COVER}[data-chart="${CSS.escape(chartKey)}"]`)
  /** @type {Plot | null} */
  const plot = cover ?? event.target.closest(`${keySelector(chartKey)} ${PLOT}`)
  if (!plot) return null
  const sheet = cover ? shownOn.get(cover) : sheetOf(plot)
  return sheet ? placeOn(sheet, boxOf(plot), event.clientX, event.clientY) : null
}
