// @ts-check
// A combobox with a list below it, after the WAI-ARIA practices (editable, with list autocomplete). The server searches;
// here the words are sent as they are typed, and what comes back is listed. Enter sends the words at once, so that fast
// fingers need not wait for the list; then the keyboard goes to what was found, so that the page's own keys work, and
// the slash brings it back; or it stays here, for the next word.

import { Asking } from "../asking.js"
import { part } from "../part.js"

/** @import { Component } from "../types.js" */
/** @typedef {{kind: "muscle" | "area" | "help", id: string, name: string, hint: string, sure: boolean}} Find */
/** @typedef {{text: string, chosen: boolean, id?: string, number: number}} Said */
/** @typedef {{key: string, label: string, placeholder: string, query: string, found: Find[], missed: string,
 *   lost: string, had: number, taken: number, focus: string, stay: boolean, autofocus: boolean, longest: number}} Data */

const TYPING_PAUSE_MS = 70
const LOOK_FOR_IT_MS = 3000

/** A component's key -> its box. @type {Map<string, FindBox>} */
const boxes = new Map()

/** @param {Component<Data>} run */
export default function ({ data, parentElement, setTriggerValue }) {
  let box = boxes.get(data.key)
  if (box?.parentElement !== parentElement || !box.root.isConnected) {
    box?.close()
    box = new FindBox(parentElement, data.key)
    boxes.set(data.key, box)
  }
  const mine = box
  mine.asking.send = ([said]) => setTriggerValue("said", said)
  mine.update(data)
  return () => {
    if (!mine.root.isConnected) mine.close()
  }
}

class FindBox {
  /** @param {HTMLElement | ShadowRoot} parentElement @param {string} key */
  constructor(parentElement, key) {
    this.parentElement = parentElement
    /** @type {Asking<Said>} */
    this.asking = new Asking(`find ${key}`, () => {}, (said) => this.unheard(said))
    this.lost = ""
    /** The number of the choice that is under way. @type {number | null} */
    this.sent = null
    /** The choice whose miss was told. @type {number | null} */
    this.toldFor = null
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined
    this.listed = ""
    this.stay = false
    this.wasFocused = false
    /** @type {Find[]} */
    this.found = []
    this.active = -1
    this.root = document.createElement("div")
    this.root.className = "box"
    this.root.innerHTML = `<label for="find"></label>
      <input id="find" type="text" role="combobox" autocomplete="off" autocapitalize="off" spellcheck="false"
        enterkeyhint="go" aria-autocomplete="list" aria-controls="found" aria-expanded="false">
      <ul id="found" role="listbox" hidden></ul>
      <p role="status"></p>`
    parentElement.querySelector(".box")?.remove()
    parentElement.append(this.root)
    this.label = part(this.root, "label")
    this.input = part(this.root, "input")
    this.list = part(this.root, "ul")
    this.status = part(this.root, "p")
    this.input.addEventListener("input", () => this.typed())
    this.input.addEventListener("keydown", (event) => this.pressed(event))
    this.input.addEventListener("focus", () => this.show())
    this.input.addEventListener("blur", () => setTimeout(() => this.hide(), 150))
    // before the input loses its focus, so that the next word can be typed at once
    this.list.addEventListener("pointerdown", (event) => event.preventDefault())
    /** @param {KeyboardEvent} event */
    this.slash = (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping()) return
      event.preventDefault()
      this.input.focus()
    }
    document.addEventListener("keydown", this.slash)
    this.list.addEventListener("click", (event) => {
      const option = event.target instanceof Element && event.target.closest("li")
      if (option) this.choose(Number(option.dataset.number))
    })
  }

  /** @param {Data} data */
  update(data) {
    this.label.textContent = data.label
    this.list.ariaLabel = data.label
    this.input.placeholder = data.placeholder
    this.input.maxLength = data.longest
    const missed = this.sent ? data.missed : "" // one that was missed before this box was made is no news
    this.status.textContent = missed
    if (this.sent && data.taken === this.sent) {
      this.clear()
      if (data.focus) focusSoon(data.focus)
    }
    if (missed && this.toldFor !== this.sent) this.input.focus()
    this.toldFor = missed ? this.sent : null
    this.stay = data.stay
    this.lost = data.lost
    this.asking.answered(data.had)
    if (data.autofocus && !this.wasFocused && hasMouse()) {
      this.input.focus({ preventScroll: true })
    }
    this.wasFocused = true
    if (data.query !== this.input.value.trim()) return // an answer to older words
    this.listed = data.query
    this.found = data.query ? data.found : []
    this.active = this.found[0]?.sure ? 0 : -1 // what nobody named is not taken by Enter alone
    this.list.replaceChildren(...this.found.map((find, number) => optionFor(find, number)))
    this.show()
  }

  /** Newer words take the place of older ones; a choice waits until the server has it, or is made again.
   * @param {Omit<Said, "number">} words @returns {number | null} */
  say(words) {
    this.asking.forget(({ chosen, text }) => !chosen || (words.chosen && text === words.text))
    return this.asking.add(words)?.number ?? null
  }

  /** No answer came. @param {Said[]} said */
  unheard([{ chosen, number }]) {
    if (!chosen && !this.input.value.trim()) return
    if (this.sent === number) this.sent = null
    this.status.textContent = this.lost
  }

  typed() {
    clearTimeout(this.timer)
    this.status.textContent = ""
    if (!this.input.value.trim()) return this.clear()
    this.timer = setTimeout(() => this.say({ text: this.input.value.trim(), chosen: false }), TYPING_PAUSE_MS)
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.isComposing) return
    if (event.key === "Enter") this.choose(this.active)
    else if (event.key === "ArrowDown") this.move(1)
    else if (event.key === "ArrowUp") this.move(-1)
    else if (event.key === "Escape") this.escaped()
    else return
    event.preventDefault()
  }

  escaped() {
    if (this.input.value && this.list.hidden) this.clear()
    else this.hide()
  }

  /** @param {number} step */
  move(step) {
    if (!this.found.length) return
    const from = this.active < 0 && step < 0 ? 0 : this.active
    this.active = (from + step + this.found.length) % this.found.length
    this.show()
  }

  /** @param {number} number */
  choose(number) {
    clearTimeout(this.timer)
    const text = this.input.value.trim()
    if (!text) return
    this.sent = this.say({ text, chosen: true, id: this.listed === text ? this.found[number]?.id : undefined })
    this.hide()
    if (!this.stay || !hasMouse()) this.input.blur() // a phone's keyboard would cover what was found
  }

  show() {
    const root = /** @type {Document | ShadowRoot} */ (this.input.getRootNode())
    const open = this.found.length > 0 && root.activeElement === this.input
    this.list.hidden = !open
    this.input.ariaExpanded = String(open)
    const options = [...this.list.children]
    options.forEach((option, number) => { option.ariaSelected = String(number === this.active) })
    if (open) this.input.setAttribute("aria-activedescendant", options[this.active]?.id ?? "")
    else this.input.removeAttribute("aria-activedescendant")
    options[this.active]?.scrollIntoView({ block: "nearest" })
  }

  hide() {
    this.list.hidden = true
    this.input.ariaExpanded = "false"
    this.input.removeAttribute("aria-activedescendant")
  }

  close() {
    document.removeEventListener("keydown", this.slash)
    this.asking.close()
  }

  clear() {
    this.sent = null
    this.input.value = ""
    this.found = []
    this.list.replaceChildren()
    this.hide()
  }
}

// What was chosen is drawn by another part of the page, a moment later. Whoever has moved on meanwhile is left alone.
/** @param {string} id */
function focusSoon(id, until = performance.now() + LOOK_FOR_IT_MS) {
  const found = document.getElementById(id)
  if (document.activeElement !== document.body || performance.now() > until) return
  if (found) found.focus({ preventScroll: true })
  else requestAnimationFrame(() => focusSoon(id, until))
}

function hasMouse() {
  return matchMedia("(hover: hover) and (pointer: fine)").matches
}

function isTyping() {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  return Boolean(active?.matches("input, textarea, select, [contenteditable]"))
}

/** @param {Find} find @param {number} number */
function optionFor(find, number) {
  const option = document.createElement("li")
  option.role = "option"
  option.id = `found-${number}`
  option.dataset.number = String(number)
  option.dataset.kind = find.kind
  const name = document.createElement("strong")
  name.textContent = find.name
  const hint = document.createElement("span")
  hint.textContent = find.hint
  option.append(name, " ", hint)
  return option
}
