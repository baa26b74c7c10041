// @ts-check
// What lies over the figure and takes no pointer: marks made ahead, and the keyboard's ring. In the map's frame, which
// outlives its charts; enlarged as the figure is (map_zoom/rules.js).

import { blockOf } from "./plain.js"

/** @import { Facts } from "./plain.js" */

export const OVERLAY = ".rp-over-map"
// What is enlarged.
export const OVERLAID = ".rp-overlaid"

/** @template {keyof SVGElementTagNameMap} Name @param {Name} name @returns {SVGElementTagNameMap[Name]} */
export function drawn(name) {
  return document.createElementNS("http://www.w3.org/2000/svg", name)
}

export class Overlay {
  /** @param {string} chartKey */
  constructor(chartKey) {
    this.chartKey = chartKey
    this.root = document.createElement("div")
    this.root.className = OVERLAY.slice(1)
    this.root.dataset.chart = chartKey
    this.svg = drawn("svg")
    this.svg.setAttribute("class", OVERLAID.slice(1))
    this.svg.ariaHidden = "true"
    this.root.append(this.svg)
  }

  /** Stands in the frame from now on, again if that was made anew. @returns {boolean} whether there is a frame */
  stand() {
    const block = blockOf(this.chartKey)
    if (block && this.root.parentElement !== block) {
      const focused = document.activeElement === this.root || this.hadFocus
      block.append(this.root)
      if (focused) this.root.focus({ preventScroll: true })
    }
    return block !== null
  }

  /** Whether the keyboard was here when the frame went. */
  get hadFocus() {
    return this.focused && !this.root.isConnected
  }

  focused = false

  /** The drawing, in a sheet's mm, y down. @param {Facts} facts */
  on({ width_mm, height_mm }) {
    if (!this.stand()) return null
    const box = `0 0 ${width_mm} ${height_mm}`
    if (this.svg.getAttribute("viewBox") !== box) this.svg.setAttribute("viewBox", box)
    return this.svg
  }

  close() {
    this.root.remove()
  }
}
