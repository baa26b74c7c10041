// @ts-check
// Keeps what fingers and mouse do while tap.js is on its way: a map that stands there is tapped. tap.js takes it over.

/** @import { Early } from "./tap.js" */

const KEPT = Symbol.for("referral.early")
const MOST_KEPT = 16
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
    early.events.push({ event, around: around.map((element) => ({ element, box: element.getBoundingClientRect() })) })
  }
  const how = { capture: true, passive: true, signal: ended.signal }
  document.addEventListener("pointerdown", keep, how)
  document.addEventListener("pointerup", keep, how)
  return early
}
