// @ts-check
// Tells the server where the body map was tapped. Mounted beside the chart, in the same fragment.
//
// A tap is a pointer that goes down and up on the map without travelling. Plotly's own click event is not used: it is
// lost when the chart is redrawn between down and up, and comes twice for a finger (touch, then emulated mouse).
//
// One is sent, and all that were made meanwhile follow together when the server acknowledges it (tap_acknowledged.js);
// what gets no answer is sent again (asking.js). What a tap will change is marked at once (marked_ahead.js).

import { Asking } from "../asking.js"
import { ensureRules, FINGER_TRAVEL_PX, leaveTheFlow, MOUSE_TRAVEL_PX } from "../chart.js"
import { boxOf, expectChart, keySelector, PLOT, scrolledPage, sheetOf } from "../edges.js"
import { PLAIN, placeOn, sheetOfPlain } from "../place.js"
import { Keyboard } from "./keyboard.js"
import { answers, links } from "./links.js"
import { MarkedAhead } from "./marked_ahead.js"
import { Overlay } from "./overlay.js"
import { factsOf } from "./plain.js"
import { COVER, RedrawCover, shownOn } from "./redraw_cover.js"

/** @import { Component, Place, Plot, Tap } from "../types.js" */
/** @import { Words } from "./keyboard.js" */
/** @import { Answer } from "./links.js" */
/** What a pointer does. @typedef {{target: EventTarget | null, isPrimary: boolean, button: number, ctrlKey: boolean,
 * pointerType: string, pointerId: number, clientX: number, clientY: number}} Pointer */
/** What was done before this script was there (early.js); `seen`: on which map, and where on its sheet. @typedef {{
 * events: {event: PointerEvent, around: {element: Element, box: DOMRect}[],
 *   seen: {chart: string, place: Place} | null}[], stop: () => void}} Early */

const SCROLL_REST_MS = 120 // a finger put down this soon after a scroll stops the scroll: not a tap
const KEEP_IN_PLACE_MS = 2500 // as long as an answer may take
const MOST_AT_ONCE = 64 // as many as the server reads

/** @param {Component<{chart: string, key: string, answerKey: string, words: Words}>} run */
export default function ({ data, parentElement, setTriggerValue }) {
  const send = (/** @type {Tap[]} */ taps) => setTriggerValue("tap", { taps })
  let link = links.get(data.key)
  if (!link || link.chartKey !== data.chart || link.parentElement !== parentElement) {
    link?.close()
    link = new ChartLink(data.chart, parentElement, send, answers.get(data.key))
    links.set(data.key, link)
  }
  leaveTheFlow(data.key)
  leaveTheFlow(data.answerKey)
  const mine = link
  mine.asking.send = send
  mine.keyboard.speak(data.words)
  const turn = ++mine.turn
  // Streamlit may call this function again for the same element, and clean up the older call after the newer one.
  return () => {
    if (mine.turn !== turn) return
    mine.close()
    if (links.get(data.key) === mine) links.delete(data.key)
  }
}

export class ChartLink {
  /** @param {string} chartKey @param {Node} parentElement @param {(taps: Tap[]) => void} send
   * @param {Answer | undefined} answer the server's last */
  constructor(chartKey, parentElement, send, answer) {
    this.chartKey = chartKey
    this.parentElement = parentElement
    this.turn = 0
    this.ended = new AbortController()
    /** @type {Asking<Tap>} */
    this.asking = new Asking(`taps ${chartKey}`, send, (taps) => this.marks.givenUp(taps), MOST_AT_ONCE)
    this.overlay = new Overlay(chartKey)
    this.cover = new RedrawCover(chartKey, () => this.look())
    this.marks = new MarkedAhead(chartKey, this.overlay, () => this.cover.chosen())
    this.keyboard = new Keyboard(chartKey, this.overlay, (place) => this.add(place), () => this.marks.expected())
    ensureRules(`tap ${chartKey}`, `${keySelector(chartKey)} {
      touch-action: manipulation; user-select: none; -webkit-user-select: none;
      -webkit-touch-callout: none; -webkit-tap-highlight-color: transparent;
    }`)
    if (answer) this.marks.answered(answer.acknowledged, answer.chosen)
    for (const tap of this.asking.open()) this.marks.tapped(tap)
    this.cover.watch()
    this.asking.start()
    watchTaps(chartKey, (place) => this.add(place), this.ended.signal)
    expectChart(chartKey, this.ended.signal)
  }

  /** What stands on the screen may have changed. */
  look() {
    if (factsOf(this.chartKey)) this.overlay.stand()
    this.marks.draw()
  }

  /** In every run. @param {Answer} answer */
  acknowledged({ acknowledged: number, chosen }) {
    this.marks.answered(number, chosen)
    this.keyboard.changed()
    this.cover.watch()
    this.asking.answered(number)
  }

  /** @param {Place} place */
  add(place) {
    const tap = this.asking.add(place)
    if (tap) this.marks.tapped(tap)
  }

  close() {
    this.asking.close()
    this.ended.abort()
    this.cover.close()
    this.overlay.close()
    this.marks.close()
  }
}

// Listens on the document, not on the plot: the plot is replaced with every redraw, even between down and up.
/** @param {string} chartKey @param {(place: Place) => void} onTap @param {AbortSignal} signal */
function watchTaps(chartKey, onTap, signal) {
  /** @type {{place: Place, pointerId: number, x: number, y: number} | null} */
  let press = null
  let scrolledAt = -Infinity
  let flung = false // the last finger's touch has become a scroll; what a script scrolls, no finger has to stop
  const how = { capture: true, passive: true, signal }
  /** @template {keyof DocumentEventMap} Name
   * @param {Name} name @param {(event: DocumentEventMap[Name]) => void} handler */
  const listen = (name, handler) => document.addEventListener(name, handler, how)

  listen("scroll", () => { scrolledAt = performance.now() })
  listen("pointercancel", (event) => {
    press = null
    flung ||= event.pointerType === "touch"
  })
  // a finger that rests long brings it too; where a menu comes of that, the press is cancelled besides
  listen("contextmenu", (event) => { if (/** @type {PointerEvent} */ (event).pointerType !== "touch") press = null })
  /** @param {Pointer} event @param {Place | null} [seen] where that was, if it is known */
  const down = (event, seen) => {
    press = null // a second finger ends the first one's tap: a pinch
    if (!event.isPrimary || event.button !== 0 || event.ctrlKey) return
    const stops = flung && performance.now() - scrolledAt < SCROLL_REST_MS
    flung = false
    if (event.pointerType === "touch" && stops) return
    const place = seen ?? placeOfEvent(event, chartKey)
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
  for (const event of earlyOn(chartKey)) event.type === "pointerdown" ? down(event, event.seen) : up(event)
  listen("pointerdown", (event) => down(event))
  listen("pointerup", up)
}

/** What was done on a map before this script was there: on its plain picture, or on the chart, moved along with what has
 * moved since; each once. @param {string} chartKey @returns {(Pointer & {type: string, seen: Place | null})[]} */
function earlyOn(chartKey) {
  /** @type {Early | undefined} */
  const early = (/** @type {any} */ (globalThis))[Symbol.for("referral.early")]
  if (!early) return []
  early.stop()
  const chart = keySelector(chartKey)
  const begun = early.events.filter(({ event: { type }, around, seen }) =>
    type === "pointerdown" && (seen?.chart === chartKey || around.some(({ element }) => element.matches(chart))))
  // while a mouse button is down Plotly lays a cover over the page: that is where it comes up
  const here = early.events.filter((one) => begun.includes(one) ||
    (one.event.type === "pointerup" && begun.some(({ event }) => event.pointerId === one.event.pointerId)))
  early.events = early.events.filter((one) => !here.includes(one))
  /** @type {(Pointer & {type: string, seen: Place | null})[]} */
  const pointers = []
  for (const { event, around, seen } of here) {
    const { type, isPrimary, button, ctrlKey, pointerType, pointerId, clientX: x, clientY: y } = event
    const what = { type, isPrimary, button, ctrlKey, pointerType, pointerId }
    // a press on the plain picture is bound to what was seen there; how far it went is the screen's
    const on = begun.find((one) => one.event.pointerId === pointerId && one.event.timeStamp <= event.timeStamp)
    if (on?.seen) {
      pointers.push({ ...what, target: null, clientX: x, clientY: y, seen: seen?.place ?? null })
      continue
    }
    const kept = around.find(({ element }) => element.isConnected) // the plot may have been drawn anew
    if (!kept) continue
    const now = kept.element.getBoundingClientRect()
    const clientX = x + now.left - kept.box.left, clientY = y + now.top - kept.box.top
    const target = kept === around[0] ? kept.element : document.elementFromPoint(clientX, clientY)
    pointers.push({ ...what, target, clientX, clientY, seen: null })
  }
  return pointers
}

// A tap adds a chip above the map. The map stays where the finger is, or a second tap, which is to take the first one
// back, would hit another place. Whoever scrolls meanwhile is left alone.
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
      page.scrollTop += now - wanted
      scrolled = page.scrollTop
    }
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** @param {Pointer} event @param {string} chartKey @returns {Place | null} */
function placeOfEvent({ target, clientX, clientY }, chartKey) {
  if (!(target instanceof Element)) return null
  const ours = `[data-chart="${CSS.escape(chartKey)}"]`
  /** @type {HTMLElement | null} */
  const plain = target.closest(`${PLAIN}${ours}`)
  if (plain) return placeOn(sheetOfPlain(plain), plain.getBoundingClientRect(), clientX, clientY)
  /** @type {HTMLElement | null} */
  const cover = target.closest(`${COVER}${ours}`)
  /** @type {Plot | null} */
  const plot = cover ?? target.closest(`${keySelector(chartKey)} ${PLOT}`)
  if (!plot) return null
  const sheet = cover ? shownOn.get(cover) : sheetOf(plot)
  return sheet ? placeOn(sheet, boxOf(plot), clientX, clientY) : null
}
