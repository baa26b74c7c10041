// The body on the whole screen, a trigger point at a time: first the X, then the pain spreads from it to where nearly
// everyone feels it, then to where some do. Arrow keys, buttons or a swipe step; Escape closes. Everything is shown at
// once where the system asks for less motion.

const MARK_MS = 700
const SPREAD_MS = 1100
const BETWEEN_MS = 500
const SWIPE_PX = 60

const screens = new Map() // component key -> its big screen

export default function ({ data, parentElement, setTriggerValue }) {
  let screen = screens.get(data.key)
  if (screen?.parentElement !== parentElement) {
    screen?.dismiss()
    screen = new BigScreen(parentElement)
    screens.set(data.key, screen)
  }
  screen.tellClosed = () => setTriggerValue("closed", Date.now())
  screen.update(data)
  const turn = (screen.turn = (screen.turn ?? 0) + 1)
  return () => {
    if (screen.turn !== turn) return
    screen.dismiss()
    screens.delete(data.key)
  }
}

class BigScreen {
  constructor(parentElement) {
    this.parentElement = parentElement
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
    this.svg = this.dialog.querySelector("svg")
    this.part("back").addEventListener("click", () => this.step(-1))
    this.part("on").addEventListener("click", () => this.step(1))
    this.part("close").addEventListener("click", () => this.dialog.close())
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

  part(name) {
    return this.dialog.querySelector(`.${name}`)
  }

  update(data) {
    const told = JSON.stringify(data)
    if (told === this.told) return
    this.told = told
    this.data = data
    this.number = Math.min(this.number, data.steps.length - 1)
    for (const [name, words] of Object.entries(data.words)) {
      this.part(name).textContent = words.sign
      this.part(name).ariaLabel = words.label
      this.part(name).title = words.label
    }
    if (!this.dialog.open) this.open()
    this.draw()
  }

  open() {
    // the browser allows this for some seconds after the tap that asked for it; without it the page's window is filled
    const asked = document.fullscreenEnabled ? document.documentElement.requestFullscreen() : Promise.reject()
    asked.then(() => { this.full = true }, () => {}).finally(() => {
      if (!this.dialog.isConnected || this.dialog.open) return
      this.dialog.showModal()
      this.part("on").focus()
    })
  }

  pressed(event) {
    if (event.key === "ArrowRight" || event.key === "PageDown") this.step(1)
    else if (event.key === "ArrowLeft" || event.key === "PageUp") this.step(-1)
    else if (event.key === "Home") this.step(-this.number)
    else return
    event.preventDefault()
  }

  step(by) {
    const to = this.number + by
    if (to < 0 || to >= this.data.steps.length) return
    this.number = to
    this.draw()
  }

  draw() {
    cancelAnimationFrame(this.frame)
    const { width, height, base, steps } = this.data
    const step = steps[this.number]
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`)
    const clips = step.views.flatMap((view, at) => ["usual", "some"].map((kind) =>
      `<clipPath id="clip-${kind}-${at}"><circle class="${kind}" cx="${view.x}" cy="${view.y}" r="0"/></clipPath>`))
    const pains = step.views.flatMap((view, at) => ["some", "usual"].map((kind) =>
      `<g clip-path="url(#clip-${kind}-${at})">${view[kind]}</g>`))
    this.svg.innerHTML = `<defs>${clips.join("")}</defs>${base}${pains.join("")}${step.outlines}
      <g class="marks">${step.marks}</g>`
    this.part("count").textContent = steps.length > 1 ? `${this.number + 1} / ${steps.length}` : ""
    this.dialog.querySelector("h2").textContent = step.title
    this.part("place").textContent = step.place
    for (const kind of ["usual", "some"]) {
      this.part(`words .${kind}`).textContent = step[kind]
      this.part(`words .${kind}`).classList.toggle("waiting", Boolean(step[kind]))
    }
    // not `disabled`, which would take the focus away and the arrow keys with it
    this.part("back").ariaDisabled = String(this.number === 0)
    this.part("on").ariaDisabled = String(this.number === steps.length - 1)
    this.play(Math.hypot(width, height))
  }

  play(farthest) {
    const began = performance.now()
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches
    const someFrom = MARK_MS + SPREAD_MS + BETWEEN_MS
    const frame = (now) => {
      const passed = still ? Infinity : now - began
      this.spread("usual", (passed - MARK_MS) / SPREAD_MS, farthest)
      this.spread("some", (passed - someFrom) / SPREAD_MS, farthest)
      this.dialog.dataset.played = String(passed >= someFrom + SPREAD_MS)
      if (passed < someFrom + SPREAD_MS) this.frame = requestAnimationFrame(frame)
    }
    frame(began)
  }

  // A circle that grows from the X; slowly at first, since what is near is small.
  spread(kind, share, farthest) {
    const grown = Math.max(0, Math.min(1, share)) ** 2
    for (const circle of this.svg.querySelectorAll(`circle.${kind}`)) circle.setAttribute("r", grown * farthest)
    if (share > 0) this.part(`words .${kind}`).classList.remove("waiting")
  }

  closed() {
    cancelAnimationFrame(this.frame)
    if (this.full) { this.full = false; document.exitFullscreen?.().catch(() => {}) }
    if (this.dismissed) return
    // opened on this page: back to where it was opened, so that the back button does not open it again
    if (openedByLink()) this.tellClosed()
    else history.back()
  }

  dismiss() {
    this.dismissed = true
    document.removeEventListener("fullscreenchange", this.leftFullscreen)
    if (this.dialog.open) this.dialog.close()
    this.dialog.remove()
  }
}

function openedByLink() {
  const [loaded] = performance.getEntriesByType("navigation")
  return new URL(loaded.name).searchParams.has("show")
}
