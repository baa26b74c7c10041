// @ts-check
// The clinic's tablet with nobody beside it: an opening picture until it is touched, and a clean slate when a person has
// gone. Nothing that a person chose can be brought back: the history never grows, and the page is loaded anew.

import { Asking } from "../asking.js"
import { keepNoHistory } from "../edges.js"
import { part } from "../part.js"

/** @import { Component } from "../types.js" */
/** @typedef {{code: string, name: string, title: string, text: string, button: string}} Language */
/** @typedef {{usual: string, some: string, muscles: string, marks: string}} Slide */
/** @typedef {{width: number, height: number, base: string, slides: Slide[]}} Opening */
/** @typedef {{over: string, warning: {title: string, text: string, button: string}}} Words */
/** @typedef {{code: string, number: number}} Chosen */
/** @typedef {{idle: number, warning: number, home: string, health: string, had: number, current: number, languages: Language[], words: Words,
 *   opening: Opening | null}} Data */

const TICK_MS = 250
const SLIDE_MS = 6000
const HEALTH_AGAIN_MS = 1000
const HEALTH_WAIT_MS = 5000
const PEOPLE = ["pointerdown", "pointermove", "pointerup", "touchstart", "touchmove", "keydown", "wheel", "scroll"]

/** @type {Kiosk | null} */
let kiosk = null
/** Somebody has gone, and the page is about to be loaded anew. Streamlit may mount the tablet once more meanwhile. */
let leaving = false
/** The last pictures that there were: a page with something chosen comes without. @type {Opening | null} */
let pictures = null

/** @param {Component<Data>} run */
export default function ({ data, parentElement, setTriggerValue }) {
  if (kiosk?.parentElement !== parentElement) {
    kiosk?.close()
    kiosk = new Kiosk(parentElement)
  }
  kiosk.asking.send = ([chosen]) => setTriggerValue("language", chosen)
  kiosk.update(data)
  const mine = kiosk
  const turn = ++mine.turn
  return () => {
    if (mine.turn !== turn) return
    mine.close()
    if (kiosk === mine) kiosk = null
  }
}

class Kiosk {
  /** @param {HTMLElement | ShadowRoot} parentElement */
  constructor(parentElement) {
    this.parentElement = parentElement
    this.turn = 0
    this.slide = -1
    this.spoken = ""
    /** @type {Data | null} */
    this.data = null
    /** @type {Asking<Chosen>} */
    this.asking = new Asking("tablet", () => {})
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.slideTimer = undefined
    /** The fingers that rest on the glass. @type {Set<number>} */
    this.fingers = new Set()
    this.touchedAt = performance.now()
    this.ended = new AbortController()
    parentElement.querySelector(".kiosk")?.remove()
    this.root = document.createElement("div")
    this.root.className = "kiosk"
    this.root.innerHTML = `<button class="over" hidden></button>
      <dialog class="opening"><svg aria-hidden="true"></svg><div><h1></h1><p></p><div class="ways"></div></div></dialog>
      <dialog class="warning" aria-live="assertive"><h2></h2><p></p><button></button></dialog>`
    parentElement.append(this.root)
    this.over = part(this.root, "button", ".over")
    this.opening = part(this.root, "dialog", ".opening")
    this.warning = part(this.root, "dialog", ".warning")
    this.over.addEventListener("click", () => this.reset())
    this.opening.addEventListener("click", (event) => this.touched(event)) // also after the click of a button in it
    for (const name of ["pointerdown", "keydown"]) this.warning.addEventListener(name, () => this.stay())
    this.opening.addEventListener("cancel", (event) => leaving ? event.preventDefault() : this.begin())
    this.warning.addEventListener("cancel", () => this.stay())
    this.watch()
    this.keepHistory = keepNoHistory()
    this.timer = setInterval(() => this.tick(), TICK_MS)
  }

  /** @param {Data} data */
  update(data) {
    const first = !this.data
    this.data = data
    pictures = data.opening ?? pictures
    this.asking.answered(data.had)
    this.over.textContent = data.words.over
    this.over.hidden = !hasBegun()
    part(this.warning, "h2").textContent = data.words.warning.title
    part(this.warning, "button").textContent = data.words.warning.button
    part(this.opening, "div", ".ways").replaceChildren(...this.ways(data))
    if (!this.opening.open) this.greet(data, 0)
    if (leaving || (first && data.opening && !hasBegun())) this.open()
  }

  /** @param {string} code */
  speak(code) {
    this.asking.forget()
    this.asking.add({ code })
  }

  // --- the opening picture

  // A button a language, which speaks it and begins; with one language a button that begins.
  /** @param {Data} data */
  ways({ languages }) {
    if (languages.length < 2) return [wayIn(languages[0].button)]
    return languages.map(({ code, name }) => {
      const button = wayIn(name)
      button.lang = code
      button.addEventListener("click", () => this.speak(code))
      return button
    })
  }

  // In the page's language first, then in the others.
  /** @param {Data} data @param {number} turn */
  greet({ languages, current }, turn) {
    const { code, title, text } = languages[(current + turn) % languages.length]
    this.spoken = code
    const [heading, words] = [part(this.opening, "h1"), part(this.opening, "p")]
    heading.textContent = title
    words.textContent = text
    heading.lang = words.lang = code
  }

  open() {
    part(this.opening, "div", ".ways").hidden = leaving // nothing to begin with yet
    if (this.opening.open) return
    this.opening.showModal()
    this.slide = -1
    this.nextSlide()
  }

  nextSlide() {
    clearTimeout(this.slideTimer)
    if (!this.data || !pictures?.slides.length) return
    const { width, height, base, slides } = pictures
    this.slide = (this.slide + 1) % slides.length
    this.greet(this.data, this.slide)
    const { usual, some, muscles, marks } = slides[this.slide]
    const svg = this.opening.getElementsByTagName("svg")[0]
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`)
    svg.innerHTML = `${base}<g class="coming">${muscles}${marks}</g><g class="usual">${usual}</g><g class="some">${some}</g>`
    this.slideTimer = setTimeout(() => this.nextSlide(), SLIDE_MS)
  }

  // Beside the buttons: whoever touches the words on the screen can read them.
  /** @param {MouseEvent} event */
  touched(event) {
    if (leaving) return
    const button = event.target instanceof Element && event.target.closest("button")
    const current = this.data?.languages[this.data.current].code
    if (!button && this.spoken !== current) this.speak(this.spoken)
    this.begin()
  }

  begin() {
    clearTimeout(this.slideTimer)
    this.touchedAt = performance.now()
    this.opening.close()
  }

  // --- the time-out

  watch() {
    const options = { capture: true, passive: true, signal: this.ended.signal }
    for (const name of PEOPLE) document.addEventListener(name, () => { this.touchedAt = performance.now() }, options)
    document.addEventListener("pointerdown", (event) => this.fingers.add(event.pointerId), options)
    for (const name of /** @type {const} */ (["pointerup", "pointercancel"])) {
      document.addEventListener(name, (event) => this.fingers.delete(event.pointerId), options)
    }
  }

  tick() {
    if (!this.data) return
    this.over.hidden = !hasBegun()
    if (this.opening.open || leaving) return
    const { idle, warning } = this.data
    if (this.fingers.size) this.touchedAt = performance.now() // somebody's finger rests on the glass
    const waited = (performance.now() - this.touchedAt) / 1000
    if (waited < idle) return this.stay()
    const left = Math.ceil(idle + warning - waited)
    if (left <= 0) return this.reset()
    const text = this.data.words.warning.text.replace("{seconds}", String(left))
    part(this.warning, "p").textContent = text
    if (!this.warning.open) {
      this.warning.showModal()
      part(this.warning, "button").focus()
    }
  }

  stay() {
    if (this.warning.open) this.warning.close()
  }

  // --- nothing is left behind

  // The opening picture covers what was there at once. The page is loaded anew when the server says that it is there: else
  // the tablet would end on the browser's own page, which nobody beside it can leave.
  async reset() {
    if (leaving || !this.data) return
    leaving = true
    const { home, health } = this.data
    this.stay()
    this.open()
    while (!(await answers(health))) await new Promise((resolve) => setTimeout(resolve, HEALTH_AGAIN_MS))
    location.replace(home)
  }

  close() {
    clearInterval(this.timer)
    clearTimeout(this.slideTimer)
    this.asking.close()
    this.ended.abort()
    this.keepHistory()
    for (const dialog of [this.opening, this.warning]) if (dialog.open) dialog.close()
    this.root.remove()
  }
}

/** @param {string} words */
function wayIn(words) {
  const button = document.createElement("button")
  button.type = "button"
  button.textContent = words
  return button
}

/** Whether the server does. @param {string} address */
async function answers(address) {
  try {
    return (await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(HEALTH_WAIT_MS) })).ok
  } catch {
    return false
  }
}

// Whether the address holds more than how the page is seen.
function hasBegun() {
  return [...new URLSearchParams(location.search).keys()].some((key) => key !== "lang" && key !== "display")
}
