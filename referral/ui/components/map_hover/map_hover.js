// @ts-check
// Names the area under the mouse, in the browser alone: nothing is asked of the server. A finger has no hover; the list
// of areas is the accessible way to the same names, so the tooltip is hidden from assistive technology.

import { ensureRules, leaveTheFlow } from "../chart.js"
import { boxOf, keySelector, OVER_AXES, PLOT, sheetOf } from "../edges.js"
import { areaOf, codeAt, indexPicture } from "../index_picture.js"
import { names } from "../names.js"
import { placeOn } from "../place.js"

/** @import { Component, Place, Plot, PlotImage } from "../types.js" */
/** @typedef {{chart: string, key: string, labels: Record<string, string>}} Data */
/** @typedef {{x: number, y: number, target: EventTarget | null}} Pointer */

const TIP_DISTANCE_PX = 14
/** The component's root element -> its tooltip. @type {Map<Node, AreaTip>} */
const tips = new Map()

/** @param {Component<Data>} run */
export default function ({ data, parentElement }) {
  let tip = tips.get(parentElement)
  if (!tip) {
    tip = new AreaTip(parentElement)
    tips.set(parentElement, tip)
  }
  leaveTheFlow(data.key)
  const mine = tip
  const turn = mine.update(data)
  // Streamlit calls this function again on each run and may clean up an outdated call after the newer one.
  return () => {
    if (mine.turn !== turn) return
    mine.close()
    if (tips.get(parentElement) === mine) tips.delete(parentElement)
  }
}

class AreaTip {
  /** @param {Node} parentElement */
  constructor(parentElement) {
    this.turn = 0
    this.chart = ""
    /** The views on the plot under the mouse. @type {PlotImage[]} */
    this.views = []
    /** @type {Record<string, string>} */
    this.labels = {}
    /** @type {Pointer | null} */
    this.pointer = null
    /** @type {number | null} */
    this.frame = null
    this.ended = new AbortController()
    this.element = document.createElement("div")
    this.element.className = "area-tip"
    this.element.ariaHidden = "true"
    this.element.hidden = true
    parentElement.appendChild(this.element)
    this.watchMouse()
  }

  /** @param {Data} data */
  update(data) {
    this.chart = keySelector(data.chart)
    this.labels = data.labels
    names.set(data.chart, data.labels)
    // On the root element: the chart's own element is replaced with every redraw.
    const pointable = `:is(${this.chart} ${PLOT} ${OVER_AXES}, .redraw-cover)`
    ensureRules(`hover ${data.chart}`, `
      ${pointable} { cursor: default; }
      :root[data-over-area] ${pointable} { cursor: pointer; }`)
    if (this.pointer) this.follow()
    return ++this.turn
  }

  // On the document, not on the plot: the plot is replaced with every redraw.
  watchMouse() {
    const how = { capture: true, passive: true, signal: this.ended.signal }
    document.addEventListener("pointermove", (event) => {
      if (event.pointerType !== "mouse") return
      this.pointer = { x: event.clientX, y: event.clientY, target: event.target }
      this.frame ??= requestAnimationFrame(() => { this.frame = null; this.follow() })
    }, how)
    document.addEventListener("pointerdown", (event) => { if (event.pointerType !== "mouse") this.hide() }, how)
    document.addEventListener("scroll", () => this.hide(), how)
    document.documentElement.addEventListener("pointerleave", (event) => {
      if (event.target === document.documentElement) this.hide()
    }, how)
    window.addEventListener("blur", () => this.hide(), how)
  }

  async follow() {
    const pointer = this.pointer
    const place = pointer && this.placeOf(pointer)
    if (!place) return this.hide()
    const label = await this.labelAt(place)
    if (this.pointer !== pointer) return // the mouse went on while a picture was loading
    if (label) this.show(label, pointer)
    else this.hide()
  }

  /** @param {Pointer} pointer @returns {Place | null} */
  placeOf({ x, y, target }) {
    const chart = target instanceof Element ? target.closest(this.chart) : null
    /** @type {Plot | null | undefined} */
    const plot = chart?.querySelector(PLOT)
    const sheet = plot && sheetOf(plot)
    this.views = plot?.layout?.images?.filter(({ name }) => name) ?? []
    return sheet ? placeOn(sheet, boxOf(plot), x, y) : null
  }

  /** @param {Place} place */
  async labelAt({ x, y }) {
    for (const view of this.views) {
      const right = (x - view.x) / view.sizex
      const down = (view.y + view.sizey - y) / view.sizey
      if (!(right >= 0 && right < 1 && down >= 0 && down < 1)) continue
      const picture = await indexPicture(view.name ?? "")
      if (!picture) continue
      const code = codeAt(picture, Math.floor(right * picture.width), Math.floor(down * picture.height))
      const label = this.labels[areaOf(code)]
      if (label) return label
    }
    return null
  }

  /** @param {string} label @param {Pointer} pointer */
  show(label, { x, y }) {
    document.documentElement.setAttribute("data-over-area", "")
    this.element.textContent = label
    this.element.hidden = false
    const { width, height } = this.element.getBoundingClientRect()
    const left = x + TIP_DISTANCE_PX + width > innerWidth ? x - TIP_DISTANCE_PX - width : x + TIP_DISTANCE_PX
    const top = y - TIP_DISTANCE_PX - height < 0 ? y + TIP_DISTANCE_PX : y - TIP_DISTANCE_PX - height
    this.element.style.transform = `translate(${Math.max(0, Math.round(left))}px, ${Math.round(top)}px)`
  }

  hide() {
    this.pointer = null
    this.element.hidden = true
    document.documentElement.removeAttribute("data-over-area")
  }

  close() {
    if (this.frame !== null) cancelAnimationFrame(this.frame)
    this.ended.abort()
    this.hide()
    this.element.remove()
  }
}
