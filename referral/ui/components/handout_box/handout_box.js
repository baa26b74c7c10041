// @ts-check
// Notes for the hand-out and the button that makes it. The notes stay in this box until the button is pressed, go along
// with that request, and are kept nowhere; the page comes back as bytes and is saved by the browser.

import { Asking } from "../asking.js"
import { part } from "../part.js"

/** @import { Component } from "../types.js" */
/** @typedef {{notes: string, placeholder: string, button: string, making: string, made: string, lost: string}} Words */
/** @typedef {{notes: string, number: number}} Wanted */
/** @typedef {{number?: number, pdf?: string, failed?: string}} Answer */
/** @typedef {{words: Words, longest: number, name: string, patient: number} & Answer} Data */

/** @type {HandoutBox | null} */
let current = null
/** While the box is away: without a muscle there is no hand-out. @type {{patient: number | undefined, notes: string}} */
const kept = { patient: undefined, notes: "" }

/** @param {Component<Data>} run */
export default function ({ data, parentElement, setTriggerValue }) {
  if (current?.parentElement !== parentElement || !current.root.isConnected) {
    current?.asking.close()
    current = new HandoutBox(parentElement, data)
  }
  const mine = current
  mine.asking.send = ([wanted]) => setTriggerValue("wanted", wanted)
  mine.update(data)
  return () => {
    if (!mine.root.isConnected) mine.asking.close()
  }
}

class HandoutBox {
  /** @param {HTMLElement | ShadowRoot} parentElement @param {Data} data */
  constructor(parentElement, data) {
    this.parentElement = parentElement
    // of the same muscles: another page than the one that was asked for must not be saved unasked
    /** @type {Asking<Wanted>} */
    this.asking = new Asking(`hand-out ${data.name}`, () => {}, () => this.lost())
    this.words = data.words
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
    this.words = data.words
    this.label.textContent = data.words.notes
    this.notes.placeholder = data.words.placeholder
    this.notes.maxLength = data.longest
    this.button.textContent = data.words.button
    // patient 0: a session that has seen no other yet; the server was started anew, and the notes are this patient's
    const another = kept.patient !== data.patient && data.patient !== 0
    if (another) {
      kept.notes = ""
      this.asking.forget() // a page with the notes of somebody else
    }
    kept.patient = data.patient
    if (this.patient !== data.patient) {
      if (this.notes.value !== kept.notes) this.notes.value = kept.notes
      this.status.textContent = ""
    }
    this.patient = data.patient
    const [wanted] = this.asking.open()
    if (wanted && data.number === wanted.number) this.received(data)
    else this.asking.answered(0) // a run without the page: what was asked for may have been lost
    this.show()
  }

  /** Whether the page is on its way. */
  show() {
    const busy = this.asking.open().length > 0
    this.button.ariaBusy = String(busy)
    if (busy) this.status.textContent = this.words.making
  }

  pressed() {
    if (this.asking.open().length) return
    this.asking.add({ notes: this.notes.value })
    this.show()
  }

  lost() {
    this.button.ariaBusy = "false"
    this.status.textContent = this.words.lost
  }

  /** @param {Data} data */
  received({ pdf, name, failed }) {
    this.asking.forget()
    this.status.textContent = failed || this.words.made
    if (failed || !pdf) return
    const bytes = Uint8Array.from(atob(pdf), (sign) => sign.charCodeAt(0))
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([bytes], { type: "application/pdf" }))
    link.download = name
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  }
}
