// @ts-check
// The map by keyboard: arrows move a ring from area to area by where they lie, Enter or Space chooses, Escape leaves.
//
// Its role is `application`: the arrows mean places in a plane, which neither a list box (one order, up and down) nor a
// grid (rows and columns) promises, and a screen reader must hand them on. What is reached is spoken by a live region, by
// the names that the mouse is shown; the same areas stand in a list beside the map for those who would rather have one.

import { names } from "../names.js"
import { pathOf } from "./marked_ahead.js"
import { nextOn, nodesOn } from "./neighbours.js"
import { drawn } from "./overlay.js"
import { factsOf, prepared } from "./plain.js"

/** @import { Place } from "../types.js" */
/** @import { Node, Way } from "./neighbours.js" */
/** @import { Overlay } from "./overlay.js" */
/** @typedef {{map: string, chosen: string}} Words */

/** @type {Record<string, Way>} */
const ARROWS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" }
const HIDDEN_RING_MM = 14

export class Keyboard {
  /** @param {string} chartKey @param {Overlay} overlay @param {(place: Place) => void} onChoose
   * @param {() => ReadonlySet<string>} chosen what is chosen, as far as it is known here */
  constructor(chartKey, overlay, onChoose, chosen) {
    this.chartKey = chartKey
    this.overlay = overlay
    this.onChoose = onChoose
    this.chosen = chosen
    /** @type {Words} */
    this.words = { map: "", chosen: "" }
    /** Where the ring is, and on which sheet. @type {(Node & {sheet: string | null}) | null} */
    this.at = null
    this.ring = drawn("g")
    this.ring.setAttribute("class", "rp-ring")
    this.told = document.createElement("p")
    this.told.className = "rp-unseen"
    this.told.role = "status"
    this.told.ariaLive = "polite"
    const { root } = overlay
    root.append(this.told)
    root.tabIndex = 0
    root.role = "application"
    root.addEventListener("keydown", (event) => this.pressed(event))
    root.addEventListener("focus", () => { overlay.focused = true; void this.entered() })
    root.addEventListener("blur", () => {
      if (root.isConnected) overlay.focused = false // else its frame was made anew, and it comes back
      this.ring.remove()
    })
  }

  /** @param {Words} words */
  speak(words) {
    this.words = words
    this.overlay.root.ariaLabel = words.map
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const way = ARROWS[event.key]
    if (way) this.move(way)
    else if (event.key === "Enter" || event.key === " ") this.choose()
    else if (event.key === "Escape") this.overlay.root.blur()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  /** By the keyboard, not by a press on the map. */
  async entered() {
    const facts = factsOf(this.chartKey)
    if (!facts) return
    await prepared(facts)
    if (!this.overlay.focused) return
    if (this.at?.sheet === facts.sheet) this.stand(this.at)
    else this.stand(this.first())
  }

  nodes() {
    const facts = factsOf(this.chartKey)
    const known = names.get(this.chartKey) ?? {}
    return facts ? nodesOn(facts).filter(({ area }) => known[area]) : []
  }

  /** Where one begins: at what is chosen, else at the uppermost of the first view. */
  first() {
    const nodes = this.nodes()
    const chosen = this.chosen()
    const view = nodes[0]?.view
    return nodes.find(({ area }) => chosen.has(area)) ??
      nodes.filter((node) => node.view === view).toSorted((one, other) => other.y - one.y)[0] ?? null
  }

  /** @param {Way} way */
  move(way) {
    const from = this.at
    this.stand(from ? nextOn(this.nodes(), from, way) ?? from : this.first())
  }

  choose() {
    const { at } = this
    if (!at) return
    this.onChoose({ x: at.x, y: at.y, sheet: at.sheet })
    this.tell()
  }

  /** @param {Node | null} node */
  stand(node) {
    const facts = factsOf(this.chartKey)
    if (!node || !facts) return
    this.at = { ...node, sheet: facts.sheet }
    this.ring.replaceChildren()
    const path = node.view ? pathOf({ ...facts, views: facts.views.filter(({ index }) => index === node.view) }, node.area)
      : roundPath(node.x, facts.height_mm - node.y)
    for (const part of ["halo", "line"]) {
      const line = drawn("path")
      line.setAttribute("d", path)
      line.setAttribute("class", `rp-ring-${part}`)
      this.ring.append(line)
    }
    this.overlay.on(facts)?.append(this.ring)
    this.ring.scrollIntoView({ block: "nearest", inline: "nearest" })
    this.tell()
  }

  tell() {
    if (!this.at) return
    const name = names.get(this.chartKey)?.[this.at.area] ?? ""
    const told = this.chosen().has(this.at.area) ? this.words.chosen.replace("{place}", name) : name
    if (this.told.textContent !== told) this.told.textContent = told
  }

  /** What the server says may have changed what is chosen. */
  changed() {
    if (this.overlay.focused) this.tell()
  }
}

/** @param {number} x @param {number} y */
function roundPath(x, y) {
  const r = HIDDEN_RING_MM
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`
}
