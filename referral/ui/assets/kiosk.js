// The clinic's tablet with nobody beside it: an opening picture until it is touched, and a clean slate when a person has
// gone. Nothing that a person chose can be brought back: the history never grows, and the page is loaded anew.

const TICK_MS = 250
const SLIDE_MS = 6000
const PEOPLE = ["pointerdown", "pointermove", "pointerup", "touchstart", "touchmove", "keydown", "wheel", "scroll"]

let kiosk = null

export default function ({ data, parentElement, setTriggerValue }) {
  if (kiosk && kiosk.parentElement !== parentElement) kiosk.close()
  kiosk ??= new Kiosk(parentElement)
  kiosk.speak = (code) => setTriggerValue("language", code)
  kiosk.update(data)
  const turn = (kiosk.turn = (kiosk.turn ?? 0) + 1)
  const mine = kiosk
  return () => {
    if (mine.turn !== turn) return
    mine.close()
    if (kiosk === mine) kiosk = null
  }
}

class Kiosk {
  constructor(parentElement) {
    this.parentElement = parentElement
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
    this.over = this.root.querySelector(".over")
    this.opening = this.root.querySelector(".opening")
    this.warning = this.root.querySelector(".warning")
    this.over.addEventListener("click", () => this.reset())
    this.opening.addEventListener("click", (event) => this.touched(event)) // also after the click of a button in it
    for (const name of ["pointerdown", "keydown"]) this.warning.addEventListener(name, () => this.stay())
    this.opening.addEventListener("cancel", () => this.begin())
    this.warning.addEventListener("cancel", () => this.stay())
    this.watch()
    this.keepNoHistory()
    this.timer = setInterval(() => this.tick(), TICK_MS)
  }

  update(data) {
    const first = !this.data
    this.data = data
    this.over.textContent = data.words.over
    this.over.hidden = !hasBegun()
    this.warning.querySelector("h2").textContent = data.words.warning.title
    this.warning.querySelector("button").textContent = data.words.warning.button
    this.opening.querySelector(".ways").replaceChildren(...this.ways())
    if (!this.opening.open) this.greet(0)
    if (first && data.opening && !hasBegun()) this.open()
  }

  // --- the opening picture

  // A button a language, which speaks it and begins; with one language a button that begins.
  ways() {
    const languages = this.data.languages
    if (languages.length < 2) return [wayIn(languages[0].button)]
    return languages.map(({ code, name }) => {
      const button = wayIn(name)
      button.lang = code
      button.addEventListener("click", () => this.speak(code))
      return button
    })
  }

  // In the page's language first, then in the others.
  greet(turn) {
    const { languages, current } = this.data
    const { code, title, text } = languages[(current + turn) % languages.length]
    this.spoken = code
    this.opening.querySelector("h1").textContent = title
    this.opening.querySelector("p").textContent = text
    this.opening.querySelector("h1").lang = this.opening.querySelector("p").lang = code
  }

  open() {
    if (this.opening.open) return
    this.opening.showModal()
    this.slide = -1
    this.nextSlide()
  }

  nextSlide() {
    clearTimeout(this.slideTimer)
    const { width, height, base, slides } = this.data.opening
    if (!slides.length) return
    this.slide = (this.slide + 1) % slides.length
    this.greet(this.slide)
    const { usual, some, outlines, marks } = slides[this.slide]
    const svg = this.opening.querySelector("svg")
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`)
    svg.innerHTML = `${base}<g class="coming">${outlines}${marks}</g><g class="usual">${usual}</g><g class="some">${some}</g>`
    this.slideTimer = setTimeout(() => this.nextSlide(), SLIDE_MS)
  }

  // Beside the buttons: whoever touches the words on the screen can read them.
  touched(event) {
    const { languages, current } = this.data
    if (!event.target.closest("button") && this.spoken !== languages[current].code) this.speak(this.spoken)
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
    for (const name of ["pointerup", "pointercancel"]) {
      document.addEventListener(name, (event) => this.fingers.delete(event.pointerId), options)
    }
  }

  tick() {
    if (!this.data) return
    this.over.hidden = !hasBegun()
    if (this.opening.open) return
    const { idle, warning } = this.data
    if (this.fingers.size) this.touchedAt = performance.now() // somebody's finger rests on the glass
    const waited = (performance.now() - this.touchedAt) / 1000
    if (waited < idle) return this.stay()
    const left = Math.ceil(idle + warning - waited)
    if (left <= 0) return this.reset()
    this.warning.querySelector("p").textContent = this.data.words.warning.text.replace("{seconds}", left)
    if (!this.warning.open) {
      this.warning.showModal()
      this.warning.querySelector("button").focus()
    }
  }

  stay() {
    if (this.warning.open) this.warning.close()
  }

  // --- nothing is left behind

  keepNoHistory() {
    this.pushState = history.pushState
    history.pushState = (...what) => history.replaceState(...what)
  }

  reset() {
    this.close()
    location.replace(this.data.home)
  }

  close() {
    clearInterval(this.timer)
    clearTimeout(this.slideTimer)
    this.ended.abort()
    if (this.pushState) history.pushState = this.pushState
    this.pushState = null
    for (const dialog of [this.opening, this.warning]) if (dialog.open) dialog.close()
    this.root.remove()
  }
}

function wayIn(words) {
  const button = document.createElement("button")
  button.type = "button"
  button.textContent = words
  return button
}

// Whether the address holds more than how the page is seen.
function hasBegun() {
  return [...new URLSearchParams(location.search).keys()].some((key) => key !== "lang" && key !== "display")
}
