// @ts-check
// Streamlit throws the whole chart away when its figure changes and builds a new one: one to three blank frames, and
// taps in between would be lost. A copy of the old picture lies over the place until the new one stands. It takes taps
// too, on the sheet that it shows.

import { chosenOn, DRAWING, DRAWN, keySelector, PLOT, sheetOf } from "../edges.js"

/** @import { Plot, Sheet } from "../types.js" */

export const COVER = ".redraw-cover"
// Holds the copies, and is enlarged as the plot is (map_zoom).
export const COPIES = ".redraw-copies"
const LONGEST_COVER_MS = 2000 // a redraw takes 30 to 150 ms; the old picture never covers longer than this
const PICTURES_WAIT_MS = 500
/** @type {ReadonlySet<string>} */
const NONE = new Set()

/** A cover -> the sheet that it shows. @type {WeakMap<HTMLElement, Sheet | null>} */
export const shownOn = new WeakMap()

export class RedrawCover {
  /** @param {string} chartKey @param {() => void} [onChange] what stands on the screen may be another */
  constructor(chartKey, onChange = () => {}) {
    this.onChange = onChange
    this.plots = `${keySelector(chartKey)} ${PLOT}`
    this.chartKey = chartKey
    /** Made ahead: when the chart goes, Plotly has sometimes emptied it already. @type {HTMLElement | null} */
    this.copy = null
    /** @type {ReadonlySet<string>} */
    this.chosenCopied = NONE
    /** @type {Plot | null} */
    this.copied = null
    /** Its size when it was copied: Plotly may draw it once more, as its frame has room. */
    this.copiedSize = ""
    /** @type {number | null} */
    this.shownSince = null
    /** @type {HTMLElement} */
    this.block = document.body
    this.watched = false
    this.givesNoPlace = false
    // Runs before the browser paints what changed.
    this.observer = new MutationObserver(() => this.look())
  }

  // Watches the block around the chart, which outlives the charts; the whole page only until there is a chart.
  /** @returns {void} */
  watch() {
    const block = document.querySelector(keySelector(this.chartKey))?.parentElement ?? document.body
    if (this.watched && this.block === block && block.isConnected) return this.look()
    this.observer.disconnect()
    this.observer.observe(block, { childList: true, subtree: true, attributes: true, attributeFilter: ["style"] })
    this.block = block
    this.givesNoPlace = getComputedStyle(block).position === "static" // in a redraw the answer would take 3 ms
    this.watched = true
    this.look()
  }

  /** @returns {void} */
  look() {
    if (this.block === document.body && document.querySelector(this.plots)) return this.watch()
    const drawn = this.drawnPlot()
    if (!drawn) this.show()
    else if (drawn !== this.copied || sizeOf(drawn) !== this.copiedSize) {
      this.copySoon(drawn)
      paintAgain(drawn)
    }
    this.onChange()
  }

  /** The areas that what stands on the screen shows as chosen. @returns {ReadonlySet<string>} */
  chosen() {
    if (!this.block.isConnected) this.watch() // another sheet has a block of its own
    if (this.copy && this.shownSince !== null) return this.chosenCopied
    const plot = this.drawnPlot()
    return plot ? chosenOn(plot) : NONE
  }

  /** @returns {Plot | undefined} */
  drawnPlot() {
    /** @type {NodeListOf<Plot>} */
    const plots = this.block.querySelectorAll(this.plots)
    return [...plots].find(isDrawn)
  }

  show() {
    // where the whole map is gone, another page stands: over that no copy may lie, nor may the body be given a position,
    // or all that Streamlit lays out in it has no height
    if (!this.copy || this.shownSince !== null || this.block === document.body) return
    this.shownSince = performance.now()
    if (this.givesNoPlace) this.block.style.position = "relative"
    this.block.append(this.copy)
    setTimeout(() => this.takeAway(), LONGEST_COVER_MS)
  }

  // The new plot stands when its pictures are there. Its copy is the next cover; only then the old one goes.
  /** @param {Plot} plot */
  async copySoon(plot) {
    const size = this.copiedSize = sizeOf(plot)
    this.copied = plot
    await picturesReady(plot)
    await nextFrame()
    if (this.copied !== plot || this.copiedSize !== size || !isDrawn(plot)) return
    const old = this.copy
    this.copy = coverFor(plot, this.block, this.chartKey)
    this.chosenCopied = chosenOn(plot)
    this.shownSince = null
    old?.remove()
    this.onChange()
  }

  takeAway() {
    if (this.shownSince === null || performance.now() - this.shownSince < LONGEST_COVER_MS) return
    this.copy?.remove()
    this.shownSince = null
    this.copy = null
    this.onChange()
  }

  close() {
    this.observer.disconnect()
    this.copied = null
    this.copy?.remove()
  }
}

/** @param {Plot} plot @param {HTMLElement} block @param {string} chartKey */
function coverFor(plot, block, chartKey) {
  const cover = document.createElement("div")
  cover.className = COVER.slice(1)
  cover.dataset.chart = chartKey
  cover.ariaHidden = "true"
  shownOn.set(cover, sheetOf(plot))
  const place = plot.getBoundingClientRect() // not the drawing's box, which may be enlarged
  const around = block.getBoundingClientRect()
  const left = place.left - around.left - block.clientLeft + block.scrollLeft
  const top = place.top - around.top - block.clientTop + block.scrollTop
  cover.style.cssText = `position:absolute;left:${left}px;top:${top}px;width:${place.width}px;` +
    `height:${place.height}px;z-index:1;overflow:hidden`
  /** @type {NodeListOf<SVGElement>} */
  const drawings = plot.querySelectorAll(DRAWING)
  const copies = document.createElement("div")
  copies.className = COPIES.slice(1)
  copies.style.cssText = "position:absolute;inset:0"
  for (const drawing of drawings) copies.append(copyOf(drawing))
  cover.append(copies)
  return cover
}

/** @param {SVGElement} drawing */
function copyOf(drawing) {
  const copy = /** @type {SVGElement} */ (drawing.cloneNode(true))
  copy.style.cssText += ";position:absolute;left:0;top:0;pointer-events:none"
  return copy
}

/** @param {Plot} plot */
function isDrawn(plot) {
  return sheetOf(plot) !== null && plot.clientHeight > 0 && getComputedStyle(plot).visibility === "visible"
}

/** @param {Plot} plot */
function sizeOf(plot) {
  const drawing = plot.querySelector(DRAWING)
  return `${drawing?.getAttribute("width")} ${drawing?.getAttribute("height")}`
}

function nextFrame() {
  return new Promise((resolve) => requestAnimationFrame(resolve))
}

// WebKit forgets to paint pictures of a drawing that has just grown into its room: in every other visit the body and
// the pain were missing, until something else painted that place anew. Once they are unpacked, this does.
/** @param {Plot} plot */
async function paintAgain(plot) {
  await decoded(plot)
  await nextFrame()
  /** @type {HTMLElement | null} */
  const drawn = plot.querySelector(DRAWN)
  if (!drawn) return
  drawn.style.opacity = "0.999" // nobody sees it
  await nextFrame()
  drawn.style.opacity = ""
}

/** @param {Plot} plot */
function picturesReady(plot) {
  const enough = new Promise((resolve) => setTimeout(resolve, PICTURES_WAIT_MS))
  return Promise.race([decoded(plot), enough])
}

/** @param {Plot} plot */
function decoded(plot) {
  const addresses = [...plot.querySelectorAll("image")].map((image) => image.href.baseVal)
  return Promise.allSettled(addresses.map((address) => {
    const picture = new Image()
    picture.src = address
    return picture.decode()
  }))
}
