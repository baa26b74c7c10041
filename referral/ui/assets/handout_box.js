// Notes for the hand-out and the button that makes it. The notes stay in this box until the button is pressed, go along
// with that request, and are kept nowhere; the page comes back as bytes and is saved by the browser.

const boxes = new WeakMap() // the component's element -> its box
const kept = { patient: undefined, notes: "" } // while the box is away: without a muscle there is no hand-out
let lastNumber = 0

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
  constructor(parentElement) {
    this.root = document.createElement("div")
    this.root.className = "box"
    this.root.innerHTML = `<label for="notes"></label><textarea id="notes" rows="3"></textarea>
      <div class="row"><button type="button"></button><p role="status"></p></div>`
    parentElement.querySelector(".box")?.remove()
    parentElement.append(this.root)
    this.notes = this.root.querySelector("textarea")
    this.button = this.root.querySelector("button")
    this.status = this.root.querySelector("p")
    this.button.addEventListener("click", () => this.pressed())
    this.notes.addEventListener("input", () => { kept.notes = this.notes.value })
  }

  update(data) {
    this.words = data.words
    this.root.querySelector("label").textContent = data.words.notes
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
    this.status.textContent = this.words.making
    this.button.ariaBusy = "true"
  }

  received({ pdf, name, failed }) {
    this.waiting = null
    this.button.ariaBusy = "false"
    this.status.textContent = failed || this.words.made
    if (failed) return
    const bytes = Uint8Array.from(atob(pdf), (sign) => sign.charCodeAt(0))
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([bytes], { type: "application/pdf" }))
    link.download = name
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  }
}
