// @ts-check
// Notes for the hand-out and the button that makes it. The notes stay in this box until the button is pressed, go along
// with that request, and are kept nowhere; the page comes back as bytes and is saved by the browser.

import { part } from "../part.js"

/** @import { Component } from "../types.js" */
/** @typedef {{notes: string, placeholder: string, button: string, making: string, made: string}} Words */
/** @typedef {{number?: number, pdf?: string, failed?: string}} Answer */
/** @typedef {{words: Words, longest: number, name: string, patient: number} & Answer} Data */

/** The component's element -> its box. @type {WeakMap<Node, HandoutBox>} */
const boxes = new WeakMap()
/** While the box is away: without a muscle there is no hand-out. @type {{patient: number | undefined, notes: string}} */
const kept = { patient: undefined, notes: "" }
let lastNumber = 0

/** @param {Component<Data>} run */
export default function ({ data, parentElement, setTriggerValue }) {
  let box = boxes.get(parentElement)
  if (!box?.root.isConnected) {
    box = new HandoutBox(parentElement)
    boxes.set(parentElement, box)
  }
  box.ask = (notes) => {
    lastNumber = Math.max(lastNumber + 1, Date.now())
    setTriggerValue("wanted", { notes, number: lastNumber })
    return lastNumber
  }
  box.update(data)
}

class HandoutBox {
  /** @param {HTMLElement | ShadowRoot} parentElement */
  constructor(parentElement) {
    /** The number of what was asked for and has not come. @type {number | null} */
    this.waiting = null
    /** @type {(notes: string) => number} */
    this.ask = () => 0
    this.making = ""
    this.made = ""
    /** @type {number | undefined} */
    this.patient = undefined
    this.root = document.createElement("div")
    this.root.className = "box"
    this.root.innerHTML = `<label for="notes"></label><textarea id="notes" rows="3"></textarea>
      <div class="row"><button type="button"></button><p role="status"></p></div>`
    parentElement.querySelector(".box")?.remove()
    parentElement.append(this.root)
    this.label = part(this.root, "label")
    this.notes = part(this.root, "textarea")
    this.button = part(this.root, "button")
    this.status = part(this.root, "p")
    this.button.addEventListener("click", () => this.pressed())
    this.notes.addEventListener("input", () => { kept.notes = this.notes.value })
  }

  /** @param {Data} data */
  update(data) {
    this.making = data.words.making
    this.made = data.words.made
    this.label.textContent = data.words.notes
    this.notes.placeholder = data.words.placeholder
    this.notes.maxLength = data.longest
    this.button.textContent = data.words.button
    if (kept.patient !== data.patient) Object.assign(kept, { patient: data.patient, notes: "" })
    if (this.patient !== data.patient) {
      this.notes.value = kept.notes
      this.status.textContent = ""
    }
    this.patient = data.patient
    if (this.waiting && data.number === this.waiting) this.received(data)
  }

  pressed() {
    if (this.waiting) return
    this.waiting = this.ask(this.notes.value)
    this.status.textContent = this.making
    this.button.ariaBusy = "true"
  }

  /** @param {Data} data */
  received({ pdf, name, failed }) {
    this.waiting = null
    this.button.ariaBusy = "false"
    this.status.textContent = failed || this.made
    if (failed || !pdf) return
    const bytes = Uint8Array.from(atob(pdf), (sign) => sign.charCodeAt(0))
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([bytes], { type: "application/pdf" }))
    link.download = name
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  }
}
