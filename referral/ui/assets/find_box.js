// A combobox with a list below it, after the WAI-ARIA practices (editable, with list autocomplete). The server searches;
// here the words are sent as they are typed, and what comes back is listed. Enter sends the words at once, so that fast
// fingers need not wait for the list; then the keyboard goes to what was found, so that the page's own keys work, and
// the slash brings it back; or it stays here, for the next word.

const TYPING_PAUSE_MS = 70
const LOOK_FOR_IT_MS = 3000
let lastNumber = 0 // grows over remounts and reloads, so that the server knows what it has seen

const boxes = new WeakMap() // the component's element -> its box

export default function ({ data, parentElement, setTriggerValue }) {
  let box = boxes.get(parentElement)
  if (!box?.root.isConnected) {
    box = new FindBox(parentElement)
    boxes.set(parentElement, box)
  }
  box.say = (words) => {
    lastNumber = Math.max(lastNumber + 1, Date.now())
    setTriggerValue("said", { ...words, number: lastNumber })
    return lastNumber
  }
  box.update(data)
  return () => box.forget()
}

class FindBox {
  constructor(parentElement) {
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
    this.label = this.root.querySelector("label")
    this.input = this.root.querySelector("input")
    this.list = this.root.querySelector("ul")
    this.status = this.root.querySelector("p")
    this.input.addEventListener("input", () => this.typed())
    this.input.addEventListener("keydown", (event) => this.pressed(event))
    this.input.addEventListener("focus", () => this.show())
    this.input.addEventListener("blur", () => setTimeout(() => this.hide(), 150))
    // before the input loses its focus, so that the next word can be typed at once
    this.list.addEventListener("pointerdown", (event) => event.preventDefault())
    this.slash = (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping()) return
      event.preventDefault()
      this.input.focus()
    }
    document.addEventListener("keydown", this.slash)
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("li")
      if (option) this.choose(Number(option.dataset.number))
    })
  }

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
    if (data.autofocus && !this.wasFocused && hasMouse()) {
      this.input.focus({ preventScroll: true })
    }
    this.wasFocused = true
    if (data.query !== this.input.value.trim()) return // an answer to older words
    this.listed = data.query
    this.found = data.query ? data.found : []
    this.active = this.found.length ? 0 : -1
    this.list.replaceChildren(...this.found.map((find, number) => optionFor(find, number)))
    this.show()
  }

  typed() {
    clearTimeout(this.timer)
    this.status.textContent = ""
    if (!this.input.value.trim()) return this.clear()
    this.timer = setTimeout(() => this.say({ text: this.input.value.trim(), chosen: false }), TYPING_PAUSE_MS)
  }

  pressed(event) {
    if (event.isComposing) return
    if (event.key === "Enter") this.choose(this.active)
    else if (event.key === "ArrowDown") this.move(1)
    else if (event.key === "ArrowUp") this.move(-1)
    else if (event.key === "Escape") this.input.value && this.list.hidden ? this.clear() : this.hide()
    else return
    event.preventDefault()
  }

  move(step) {
    if (!this.found.length) return
    this.active = (this.active + step + this.found.length) % this.found.length
    this.show()
  }

  choose(number) {
    clearTimeout(this.timer)
    const text = this.input.value.trim()
    if (!text) return
    this.sent = this.say({ text, chosen: true, id: this.listed === text ? this.found[number]?.id : undefined })
    this.hide()
    if (!this.stay || !hasMouse()) this.input.blur() // a phone's keyboard would cover what was found
  }

  show() {
    const open = this.found.length > 0 && this.input.getRootNode().activeElement === this.input
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

  forget() {
    if (!this.root.isConnected) document.removeEventListener("keydown", this.slash)
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

function optionFor(find, number) {
  const option = document.createElement("li")
  option.role = "option"
  option.id = `found-${number}`
  option.dataset.number = number
  option.dataset.kind = find.kind
  const name = document.createElement("strong")
  name.textContent = find.name
  const hint = document.createElement("span")
  hint.textContent = find.hint
  option.append(name, " ", hint)
  return option
}
