// @ts-check
// The body on the whole screen, a trigger point at a time: first the point, then the pain spreads from it to where nearly
// everyone feels it, then to where some do. Arrow keys, buttons or a swipe step; Escape closes. Everything is shown at
// once where the system asks for less motion.

import { Asking } from "../asking.js"
import { part } from "../part.js"

/** @import { Component } from "../types.js" */
/** @typedef {{x: number, y: number, usual: string, some: string}} View */
/** @typedef {{title: string, place: string, usual: string, some: string, muscles: string, marks: string,
 *   views: View[]}} Step */
/** @typedef {Record<"back" | "on" | "close", {sign: string, label: string}>} Words */
/** @typedef {{key: string, shown: [number, number, number, number], base: string, steps: Step[], words: Words}} Data */

const KINDS = /** @type {const} */ (["usual", "some"])
const MARK_MS = 700
const SPREAD_MS = 1100
const BETWEEN_MS = 500
const SWIPE_PX = 60

/** A component's key -> its big screen. @type {Map<string, BigScreen>} */
const screens = new Map()

/** @param {Component<Data>} run */
export default function ({ data, parentElement, setTriggerValue }) {
  let screen = screens.get(data.key)
  if (!screen || screen.parentElement !== parentElement) {
    screen?.dismiss()
    screen = new BigScreen(parentElement)
    screens.set(data.key, screen)
  }
  screen.closing.send = ([closed]) => setTriggerValue("closed", closed.number)
  screen.update(data)
  const mine = screen
  const turn = ++mine.turn
  return () => {
    if (mine.turn !== turn) return
    mine.dismiss()
    screens.delete(data.key)
  }
}

class BigScreen {
  /** @param {HTMLElement | ShadowRoot} parentElement */
  constructor(parentElement) {
    this.parentElement = parentElement
    this.turn = 0
    /** @type {Data | null} */
    this.data = null
    /** Answered by being taken away. @type {Asking<{number: number}>} */
    this.closing = new Asking("big screen", () => {})
    this.full = false
    this.dismissed = false
    this.frame = 0
    /** Where a finger came down. @type {number | null} */
    this.from = null
    this.number = 0
    this.told = ""
    this.dialog = document.createElement("dialog")
    this.dialog.innerHTML = `
      <svg aria-hidden="true"></svg>
      <div class="words" aria-live="polite"><p class="count"></p><h2></h2><p class="place"></p>
        <p class="usual"></p><p class="some"></p></div>
      <div class="buttons"><button class="back"></button><button class="on"></button><button class="close"></button></div>`
    parentElement.querySelector("dialog")?.remove()
    parentElement.append(this.dialog)
    this.svg = this.dialog.getElementsByTagName("svg")[0]
    this.buttons = {
      back: part(this.dialog, "button", ".back"),
      on: part(this.dialog, "button", ".on"),
      close: part(this.dialog, "button", ".close"),
    }
    this.buttons.back.addEventListener("click", () => this.step(-1))
    this.buttons.on.addEventListener("click", () => this.step(1))
    this.buttons.close.addEventListener("click", () => this.dialog.close())
    this.dialog.addEventListener("keydown", (event) => this.pressed(event))
    this.dialog.addEventListener("close", () => this.closed())
    this.svg.addEventListener("pointerdown", (event) => { this.from = event.clientX })
    this.svg.addEventListener("pointerup", (event) => {
      const travelled = event.clientX - (this.from ?? event.clientX)
      if (Math.abs(travelled) > SWIPE_PX) this.step(travelled < 0 ? 1 : -1)
    })
    this.leftFullscreen = () => { if (!document.fullscreenElement && this.full) this.dialog.close() }
    document.addEventListener("fullscreenchange", this.leftFullscreen)
  }

  /** @param {Data} data */
  update(data) {
    const told = JSON.stringify(data)
    if (told === this.told) return
    this.told = told
    this.data = data
    this.number = Math.min(this.number, data.steps.length - 1)
    for (const name of /** @type {const} */ (["back", "on", "close"])) {
      const { sign, label } = data.words[name]
      this.buttons[name].textContent = sign
      this.buttons[name].ariaLabel = label
      this.buttons[name].title = label
    }
    if (!this.dialog.open) this.open()
    this.draw(data)
  }

  open() {
    // the browser allows this for some seconds after the tap that asked for it; without it the page's window is filled
    const asked = document.fullscreenEnabled ? document.documentElement.requestFullscreen() : Promise.reject()
    asked.then(() => { this.full = true }, () => {}).finally(() => {
      if (!this.dialog.isConnected || this.dialog.open) return
      this.dialog.showModal()
      this.buttons.on.focus()
    })
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.key === "ArrowRight" || event.key === "PageDown") this.step(1)
    else if (event.key === "ArrowLeft" || event.key === "PageUp") this.step(-1)
    else if (event.key === "Home") this.step(-this.number)
    else return
    event.preventDefault()
  }

  /** @param {number} by */
  step(by) {
    const to = this.number + by
    if (!this.data || to < 0 || to >= this.data.steps.length) return
    this.number = to
    this.draw(this.data)
  }

  /** @param {Data} data */
  draw({ shown, base, steps }) {
    cancelAnimationFrame(this.frame)
    const step = steps[this.number]
    this.svg.setAttribute("viewBox", shown.join(" "))
    const clips = step.views.flatMap((view, at) => KINDS.map((kind) =>
      `<clipPath id="clip-${kind}-${at}"><circle class="${kind}" cx="${view.x}" cy="${view.y}" r="0"/></clipPath>`))
    const pains = step.views.flatMap((view, at) => /** @type {const} */ (["some", "usual"]).map((kind) =>
      `<g clip-path="url(#clip-${kind}-${at})">${view[kind]}</g>`))
    this.svg.innerHTML = `<defs>${clips.join("")}</defs>${base}${step.muscles}${pains.join("")}
      <g class="marks">${step.marks}</g>`
    part(this.dialog, "p", ".count").textContent = steps.length > 1 ? `${this.number + 1} / ${steps.length}` : ""
    part(this.dialog, "h2").textContent = step.title
    part(this.dialog, "p", ".place").textContent = step.place
    for (const kind of KINDS) {
      const words = part(this.dialog, "p", `.${kind}`)
      words.textContent = step[kind]
      words.classList.toggle("waiting", Boolean(step[kind]))
    }
    // not `disabled`, which would take the focus away and the arrow keys with it
    this.buttons.back.ariaDisabled = String(this.number === 0)
    this.buttons.on.ariaDisabled = String(this.number === steps.length - 1)
    this.play(Math.hypot(shown[2], shown[3]))
  }

  /** @param {number} farthest */
  play(farthest) {
    const began = performance.now()
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches
    const someFrom = MARK_MS + SPREAD_MS + BETWEEN_MS
    /** @param {number} now */
    const frame = (now) => {
      const passed = still ? Infinity : now - began
      this.spread("usual", (passed - MARK_MS) / SPREAD_MS, farthest)
      this.spread("some", (passed - someFrom) / SPREAD_MS, farthest)
      this.dialog.dataset.played = String(passed >= someFrom + SPREAD_MS)
      if (passed < someFrom + SPREAD_MS) this.frame = requestAnimationFrame(frame)
    }
    frame(began)
  }

  // A circle that grows from the point; slowly at first, since what is near is small.
  /** @param {"usual" | "some"} kind @param {number} share @param {number} farthest */
  spread(kind, share, farthest) {
    const grown = Math.max(0, Math.min(1, share)) ** 2
    for (const circle of this.svg.querySelectorAll(`circle.${kind}`)) {
      circle.setAttribute("r", String(grown * farthest))
    }
    if (share > 0) part(this.dialog, "p", `.${kind}`).classList.remove("waiting")
  }

  closed() {
    cancelAnimationFrame(this.frame)
    if (this.full) { this.full = false; document.exitFullscreen?.().catch(() => {}) }
    if (this.dismissed) return
    // opened on this page: back to where it was opened, so that the back button does not open it again
    if (openedByLink()) this.closing.add({})
    else history.back()
  }

  dismiss() {
    this.dismissed = true
    this.closing.forget()
    this.closing.close()
    document.removeEventListener("fullscreenchange", this.leftFullscreen)
    if (this.dialog.open) this.dialog.close()
    this.dialog.remove()
  }
}

function openedByLink() {
  const [loaded] = performance.getEntriesByType("navigation")
  return new URL(loaded?.name ?? location.href).searchParams.has("show")
}
