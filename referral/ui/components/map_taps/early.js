// @ts-check
// Keeps what fingers and mouse do while tap.js is on its way: a body that stands there is tapped. tap.js takes it over.
// A place is what was seen there when the pointer came down, wherever that has moved since.

import { PLAIN, placeOn, sheetOfPlain } from "../place.js"

/** @import { Early } from "./tap.js" */

const KEPT = Symbol.for("referral.early")
const MOST_KEPT = 64
const everywhere = /** @type {any} */ (globalThis)
everywhere[KEPT] ??= keepEarly()

/** @returns {Early} */
function keepEarly() {
  const ended = new AbortController()
  /** @type {Early} */
  const early = { events: [], stop: () => ended.abort() }
  /** @param {PointerEvent} event */
  const keep = (event) => {
    if (!(event.target instanceof Element) || early.events.length >= MOST_KEPT) return
    const around = event.composedPath().filter((one) => one instanceof Element)
    const kept = { event, around: around.map((element) => ({ element, box: element.getBoundingClientRect() })) }
    early.events.push({ ...kept, seen: event.type === "pointerdown" ? seenAt(event) : null })
  }
  const how = { capture: true, passive: true, signal: ended.signal }
  document.addEventListener("pointerdown", keep, how)
  document.addEventListener("pointerup", keep, how)
  return early
}

/** Which map is there, and where on it. @param {PointerEvent} event */
function seenAt({ target, clientX, clientY }) {
  if (!(target instanceof Element)) return null
  /** @type {HTMLElement | null} */
  const plain = target.closest(PLAIN)
  const place = plain && placeOn(sheetOfPlain(plain), plain.getBoundingClientRect(), clientX, clientY)
  return place ? { chart: plain.dataset.chart ?? "", place } : null
}
