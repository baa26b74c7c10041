// Tells the server where the body map was tapped. Mounted beside the chart, in the same fragment.
//
// A tap is a pointer that goes down and up on the map without travelling. Plotly's own click event is not used: it is
// lost when the chart is redrawn between down and up, and comes twice for a finger (touch, then emulated mouse).
//
// Streamlit keeps only the newest of several triggers that wait for a run, so taps wait here: one is sent, and the next
// follows when the server says that it took it (taken.js). One that gets no answer is sent again under its number.

const MOUSE_TRAVEL_PX = 8
const FINGER_TRAVEL_PX = 16
const SCROLL_REST_MS = 120 // a finger put down this soon after a scroll stops the scroll: not a tap
const OWN_SCROLL_MS = 60 // so long after it the browser tells of a scroll that was ours
const KEEP_IN_PLACE_MS = 2500 // as long as an answer may take
const RESEND_MS = 6000
const MOST_SENDINGS = 3
const MOST_WAITING = 32
const LONGEST_COVER_MS = 2000 // a redraw takes 30 to 150 ms; the old picture never covers longer than this
const PICTURES_WAIT_MS = 500

let lastNumber = 0 // grows over remounts and reloads, so that the server can tell a new tap from a repeated one
const nextNumber = () => (lastNumber = Math.max(lastNumber + 1, Date.now()))

const links = (globalThis[Symbol.for("referral.taps")] ??= new Map()) // component key -> its link to the chart

export default function ({ data, parentElement, setTriggerValue }) {
  let link = links.get(data.key)
  if (!link || link.chartKey !== data.chart || link.parentElement !== parentElement) {
    link?.close()
    link = new ChartLink(data.chart, parentElement)
    links.set(data.key, link)
  }
  leaveTheFlow(data.key)
  leaveTheFlow(data.answerKey)
  link.setTriggerValue = setTriggerValue
  const turn = ++link.turn
  // Streamlit may call this function again for the same element, and clean up the older call after the newer one.
  return () => {
    if (link.turn !== turn) return
    link.close()
    if (links.get(data.key) === link) links.delete(data.key)
  }
}

class ChartLink {
  constructor(chartKey, parentElement) {
    this.chartKey = chartKey
    this.parentElement = parentElement
    this.turn = 0
    this.ended = new AbortController()
    this.waiting = []
    this.sent = null
    this.cover = new RedrawCover(chartKey)
    this.cover.watch()
    ensureRules(`tap ${chartKey}`, `${keySelector(chartKey)} {
      touch-action: manipulation; user-select: none; -webkit-user-select: none;
      -webkit-touch-callout: none; -webkit-tap-highlight-color: transparent;
    }`)
    watchTaps(chartKey, (place) => this.add(place), this.ended.signal)
  }

  // Called by taken.js in every run: the server has every tap up to number `taken`.
  answer(taken) {
    this.cover.watch()
    if (this.sent && taken >= this.sent.tap.number) this.settle()
  }

  add(place) {
    if (this.waiting.length >= MOST_WAITING) return
    this.waiting.push({ ...place, number: nextNumber() })
    if (!this.sent) this.sendNext()
  }

  sendNext() {
    const tap = this.waiting.shift()
    if (!tap) return
    this.sent = { tap, times: 0 }
    this.send()
  }

  send() {
    if (this.sent.times++ >= MOST_SENDINGS) return this.settle()
    this.sent.timer = setTimeout(() => this.send(), RESEND_MS)
    this.setTriggerValue("tap", this.sent.tap)
  }

  settle() {
    clearTimeout(this.sent.timer)
    this.sent = null
    this.sendNext()
  }

  close() {
    clearTimeout(this.sent?.timer)
    this.ended.abort()
    this.cover.close()
  }
}

// Listens on the document, not on the plot: the plot is replaced with every redraw, even between down and up.
function watchTaps(chartKey, onTap, signal) {
  let press = null
  let scrolledAt = -Infinity
  const listen = (name, handler) =>
    document.addEventListener(name, handler, { capture: true, passive: true, signal })

  listen("scroll", () => { if (performance.now() - movedAt > OWN_SCROLL_MS) scrolledAt = performance.now() })
  listen("pointercancel", () => { press = null })
  listen("contextmenu", () => { press = null })
  listen("pointerdown", (event) => {
    press = null // a second finger ends the first one's tap: a pinch
    if (!event.isPrimary || event.button !== 0 || event.ctrlKey) return
    if (event.pointerType === "touch" && performance.now() - scrolledAt < SCROLL_REST_MS) return
    const place = placeOfEvent(event, chartKey)
    if (place) press = { place, pointerId: event.pointerId, x: event.clientX, y: event.clientY }
  })
  listen("pointerup", (event) => {
    if (event.pointerId !== press?.pointerId) return
    const travel = Math.hypot(event.clientX - press.x, event.clientY - press.y)
    const allowed = event.pointerType === "mouse" ? MOUSE_TRAVEL_PX : FINGER_TRAVEL_PX
    if (travel <= allowed) {
      if (event.pointerType === "touch") keepUnderFinger(chartKey)
      onTap(press.place)
    }
    press = null
  })
}

// A tap adds a chip above the map. The map stays where the finger is, or a second tap, which is to take the first one
// back, would hit another place. Whoever scrolls meanwhile is left alone.
let movedAt = -Infinity

function keepUnderFinger(chartKey) {
  const page = document.querySelector('[data-testid="stMain"]')
  const top = () => document.querySelector(keySelector(chartKey))?.getBoundingClientRect().top
  const wanted = top()
  const until = performance.now() + KEEP_IN_PLACE_MS
  let scrolled = page?.scrollTop
  const look = () => {
    const moved = top() - wanted
    if (performance.now() > until || page.scrollTop !== scrolled || Number.isNaN(moved)) return
    if (Math.abs(moved) >= 1) {
      movedAt = performance.now()
      page.scrollTop += moved
      scrolled = page.scrollTop
    }
    requestAnimationFrame(look)
  }
  if (page && wanted !== undefined) requestAnimationFrame(look)
}

function placeOfEvent(event, chartKey) {
  const plotOrCover = `${keySelector(chartKey)} .js-plotly-plot, .redraw-cover[data-chart="${CSS.escape(chartKey)}"]`
  const plot = event.target.closest?.(plotOrCover)
  if (!plot) return null
  const axes = plot.axes ?? readAxes(plot)
  return axes && placeOn(axes, plot.getBoundingClientRect(), event.clientX, event.clientY)
}

// Streamlit throws the whole chart away when its figure changes and builds a new one: one to three blank frames, and
// taps in between would be lost. A copy of the old picture lies over the place until the new one stands. It takes taps
// too, in the axes of what it shows.
class RedrawCover {
  constructor(chartKey) {
    this.plots = `${keySelector(chartKey)} .js-plotly-plot`
    this.chartKey = chartKey
    this.copy = null // made ahead: when the chart goes, Plotly has sometimes emptied it already
    this.shownSince = null
    // Runs before the browser paints what changed.
    this.observer = new MutationObserver(() => this.look())
  }

  // Watches the block around the chart, which outlives the charts; the whole page only until there is a chart.
  watch() {
    const block = document.querySelector(keySelector(this.chartKey))?.parentElement ?? document.body
    if (this.block === block && block.isConnected) return this.look()
    this.observer.disconnect()
    this.observer.observe(block, { childList: true, subtree: true, attributes: true, attributeFilter: ["style"] })
    this.block = block
    this.look()
  }

  look() {
    if (this.block === document.body && document.querySelector(this.plots)) return this.watch()
    const drawn = this.drawnPlot()
    if (!drawn) this.show()
    else if (drawn !== this.copied) this.copySoon(drawn)
  }

  drawnPlot() {
    return [...this.block.querySelectorAll(this.plots)].find(isDrawn)
  }

  show() {
    if (!this.copy || this.shownSince !== null) return
    this.shownSince = performance.now()
    if (getComputedStyle(this.block).position === "static") this.block.style.position = "relative"
    this.block.append(this.copy)
    setTimeout(() => this.takeAway(), LONGEST_COVER_MS)
  }

  // The new plot stands when its pictures are there. Its copy is the next cover; only then the old one goes.
  async copySoon(plot) {
    this.copied = plot
    await picturesReady(plot)
    await nextFrame()
    if (this.copied !== plot || !isDrawn(plot)) return
    const old = this.copy
    this.copy = coverFor(plot, this.block, this.chartKey)
    this.shownSince = null
    old?.remove()
  }

  takeAway() {
    if (this.shownSince === null || performance.now() - this.shownSince < LONGEST_COVER_MS) return
    this.copy.remove()
    this.shownSince = null
    this.copy = null
  }

  close() {
    this.observer.disconnect()
    this.copied = null
    this.copy?.remove()
  }
}

function coverFor(plot, block, chartKey) {
  const cover = document.createElement("div")
  cover.className = "redraw-cover"
  cover.dataset.chart = chartKey
  cover.ariaHidden = "true"
  cover.axes = readAxes(plot)
  const place = plot.getBoundingClientRect()
  const around = block.getBoundingClientRect()
  const left = place.left - around.left - block.clientLeft + block.scrollLeft
  const top = place.top - around.top - block.clientTop + block.scrollTop
  cover.style.cssText = `position:absolute;left:${left}px;top:${top}px;width:${place.width}px;` +
    `height:${place.height}px;z-index:1;overflow:hidden`
  for (const picture of plot.querySelectorAll(".main-svg")) cover.append(copyOf(picture))
  return cover
}

function copyOf(picture) {
  const copy = picture.cloneNode(true)
  copy.style.cssText += ";position:absolute;left:0;top:0;pointer-events:none"
  return copy
}

function isDrawn(plot) {
  return readAxes(plot) !== null && plot.clientHeight > 0 && getComputedStyle(plot).visibility === "visible"
}

function nextFrame() {
  return new Promise((resolve) => requestAnimationFrame(resolve))
}

function picturesReady(plot) {
  const addresses = [...plot.querySelectorAll("image")].map((image) => image.href.baseVal)
  const decoded = addresses.map((address) => {
    const picture = new Image()
    picture.src = address
    return picture.decode()
  })
  const enough = new Promise((resolve) => setTimeout(resolve, PICTURES_WAIT_MS))
  return Promise.race([Promise.allSettled(decoded), enough])
}
