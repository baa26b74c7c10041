// @ts-check
// Fingers, mouse and wheel on the map. One finger on the whole map is the page's, and so is the wheel alone; what is
// ours is taken from the browser by preventDefault, which it allows as long as it has not begun to scroll.

import { FINGER_TRAVEL_PX, MOUSE_TRAVEL_PX } from "../chart.js"
import { canFollow, enlarged, factorOf, gripOf, held, isWhole, WHOLE } from "./view.js"

/** @import { Grip, View } from "./view.js" */
/** The map as the hands see it. @typedef {{view: View, box(): DOMRect | null,
 *   holds(target: EventTarget | null): boolean, show(view: View): void}} Held */

const NEARLY_WHOLE = 1.06 // let go of so near, it is the whole again

export class Hands {
  /** @param {Held} map */
  constructor(map) {
    this.map = map
    /** The fingers that came down on the map, by their numbers. @type {Map<number, AbortController>} */
    this.fingers = new Map()
    /** Where the map was taken hold of, and what was seen then. @type {{grip: Grip, view: View} | null} */
    this.from = null
    /** Whether one finger's way is the map's; null: not known yet. @type {boolean | null} */
    this.ours = null
    this.travels = false
    /** @type {{x: number, y: number, pointerId: number} | null} */
    this.mouse = null
  }

  /** @param {HTMLElement} block the map's place on the page @param {AbortSignal} signal */
  listen(block, signal) {
    const how = { capture: true, passive: false, signal }
    block.addEventListener("touchstart", (event) => this.down(event), how)
    block.addEventListener("wheel", (event) => this.turned(event), how)
    block.addEventListener("pointerdown", (event) => this.pressed(event), how)
    // On the document: while a mouse button is down Plotly lays a cover over the page.
    document.addEventListener("pointermove", (event) => this.dragged(event), { capture: true, passive: true, signal })
    signal.addEventListener("abort", () => this.letGo())
  }

  // --- fingers

  /** @param {TouchEvent} event */
  down(event) {
    const there = new Set([...event.touches].map((touch) => touch.identifier))
    for (const finger of [...this.fingers.keys()]) if (!there.has(finger)) this.lose(finger)
    for (const touch of event.changedTouches) if (this.map.holds(touch.target)) this.follow(touch)
    if (!this.fingers.size) return
    this.takeHold(event)
    if (this.fingers.size > 1 && event.cancelable) event.preventDefault()
  }

  /** Listens where the finger came down: that hears of it even when a redraw has taken it from the page.
   * @param {Touch} touch */
  follow({ target, identifier }) {
    const ended = new AbortController()
    const how = { passive: false, signal: ended.signal }
    this.fingers.set(identifier, ended)
    const on = /** @type {HTMLElement} */ (target)
    on.addEventListener("touchmove", (event) => this.moved(event), how)
    for (const name of /** @type {const} */ (["touchend", "touchcancel"])) {
      on.addEventListener(name, (event) => this.up(event), how)
    }
  }

  /** @param {TouchEvent} event */
  up(event) {
    for (const { identifier } of event.changedTouches) this.lose(identifier)
    this.takeHold(event)
    if (!this.fingers.size && this.map.view.scale < NEARLY_WHOLE) this.map.show(WHOLE)
  }

  /** @param {number} finger */
  lose(finger) {
    this.fingers.get(finger)?.abort()
    this.fingers.delete(finger)
  }

  /** @param {TouchEvent} event */
  takeHold(event) {
    const grip = this.gripOf(event)
    this.from = grip && { grip, view: this.map.view }
    this.ours = this.fingers.size > 1 || null
    this.travels = this.fingers.size > 1
  }

  /** @param {TouchEvent} event @returns {Grip | null} */
  gripOf({ touches }) {
    const box = this.map.box()
    const fingers = [...touches].filter((touch) => this.fingers.has(touch.identifier))
    return box && fingers.length ? gripOf(fingers.map(({ clientX: x, clientY: y }) => ({ x, y })), box) : null
  }

  /** @param {TouchEvent} event */
  moved(event) {
    const grip = this.gripOf(event)
    if (!grip || !this.from) return
    if (!event.cancelable) return this.takeHold(event) // the browser scrolls the page
    const { right, down } = this.way(this.from.grip, grip)
    this.ours ??= !isWhole(this.map.view) && canFollow(this.map.view, right, down)
    if (!this.ours) return
    event.preventDefault()
    this.draw(grip, Math.hypot(right, down) > FINGER_TRAVEL_PX)
  }

  /** @param {Grip} from @param {Grip} to px */
  way(from, to) {
    const { width, height } = this.map.box() ?? { width: 0, height: 0 }
    return { right: (to.x - from.x) * width, down: (to.y - from.y) * height }
  }

  /** The map follows; what was still a tap is no part of the way. @param {Grip} grip @param {boolean} far */
  draw(grip, far) {
    if (!this.from) return
    if (!this.travels) {
      if (far) {
        this.travels = true
        this.from.grip = grip
      }
      return
    }
    this.map.show(held(this.from.view, this.from.grip, grip))
  }

  // --- mouse and wheel

  /** @param {PointerEvent} event */
  pressed(event) {
    this.mouse = null
    if (event.pointerType !== "mouse" || event.button !== 0 || event.ctrlKey) return
    const box = this.map.box()
    if (!box || isWhole(this.map.view) || !this.map.holds(event.target)) return
    this.mouse = { x: event.clientX, y: event.clientY, pointerId: event.pointerId }
    this.from = { grip: gripOf([this.mouse], box), view: this.map.view }
    this.travels = false
  }

  /** @param {PointerEvent} event */
  dragged({ pointerId, buttons, clientX: x, clientY: y }) {
    if (!this.mouse || pointerId !== this.mouse.pointerId) return
    const box = this.map.box()
    if (!(buttons & 1) || !box) this.mouse = null
    else this.draw(gripOf([{ x, y }], box), Math.hypot(x - this.mouse.x, y - this.mouse.y) > MOUSE_TRAVEL_PX)
  }

  /** Two fingers on a trackpad come as a wheel with the control key. @param {WheelEvent} event */
  turned(event) {
    const box = this.map.box()
    if (!(event.ctrlKey || event.metaKey) || !box || !this.map.holds(event.target)) return
    event.preventDefault()
    const about = gripOf([{ x: event.clientX, y: event.clientY }], box)
    this.map.show(enlarged(this.map.view, factorOf(event.deltaY, event.deltaMode), about))
  }

  letGo() {
    for (const finger of [...this.fingers.keys()]) this.lose(finger)
    this.from = this.mouse = null
  }
}
