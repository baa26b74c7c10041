// Names the area under the mouse, in the browser alone: nothing is asked of the server. A finger has no hover; the list
// of areas is the accessible way to the same names, so the tooltip is hidden from assistive technology.

const TIP_DISTANCE_PX = 14
const tips = new Map() // the component's root element -> its tooltip

export default function ({ data, parentElement }) {
  let tip = tips.get(parentElement)
  if (!tip) {
    tip = new AreaTip(parentElement)
    tips.set(parentElement, tip)
  }
  leaveTheFlow(data.key)
  const turn = tip.update(data)
  // Streamlit calls this function again on each run and may clean up an outdated call after the newer one.
  return () => {
    if (tip.turn !== turn) return
    tip.close()
    if (tips.get(parentElement) === tip) tips.delete(parentElement)
  }
}

class AreaTip {
  constructor(parentElement) {
    this.turn = 0
    this.ended = new AbortController()
    this.element = document.createElement("div")
    this.element.className = "area-tip"
    this.element.ariaHidden = "true"
    this.element.hidden = true
    parentElement.append(this.element)
    this.watchMouse()
  }

  update(data) {
    this.chart = keySelector(data.chart)
    this.views = data.views
    this.labels = data.labels
    // On the root element: the chart's own element is replaced with every redraw.
    const pointable = `:is(${this.chart} .js-plotly-plot .nsewdrag, .redraw-cover)`
    ensureRules(`hover ${data.chart}`, `
      ${pointable} { cursor: default; }
      :root[data-over-area] ${pointable} { cursor: pointer; }`)
    if (this.pointer) this.follow()
    return ++this.turn
  }

  // On the document, not on the plot: the plot is replaced with every redraw.
  watchMouse() {
    const listen = (target, name, handler) =>
      target.addEventListener(name, handler, { capture: true, passive: true, signal: this.ended.signal })
    listen(document, "pointermove", (event) => {
      if (event.pointerType !== "mouse") return
      this.pointer = { x: event.clientX, y: event.clientY, target: event.target }
      this.frame ??= requestAnimationFrame(() => { this.frame = null; this.follow() })
    })
    listen(document, "pointerdown", (event) => { if (event.pointerType !== "mouse") this.hide() })
    listen(document, "scroll", () => this.hide())
    listen(document.documentElement, "pointerleave", (event) => {
      if (event.target === document.documentElement) this.hide()
    })
    listen(window, "blur", () => this.hide())
  }

  async follow() {
    const pointer = this.pointer
    const place = pointer && this.placeOf(pointer)
    if (!place) return this.hide()
    const label = await this.labelAt(place)
    if (this.pointer !== pointer) return // the mouse went on while a picture was loading
    if (label) this.show(label, pointer)
    else this.hide()
  }

  placeOf({ x, y, target }) {
    const chart = target.closest?.(this.chart)
    const plot = chart?.querySelector(".js-plotly-plot")
    const axes = plot && readAxes(plot)
    return axes && placeOn(axes, plot.getBoundingClientRect(), x, y)
  }

  async labelAt({ x, y, sheet }) {
    for (const view of this.views) {
      if (view.sheet && view.sheet !== sheet) continue
      const right = (x - view.x0_mm) / view.w_mm
      const down = (view.y0_mm + view.h_mm - y) / view.h_mm
      if (!(right >= 0 && right < 1 && down >= 0 && down < 1)) continue
      const label = this.labels[codeAt(await indexPicture(view.index_url), right, down)]
      if (label) return label
    }
    return null
  }

  show(label, { x, y }) {
    document.documentElement.setAttribute("data-over-area", "")
    this.element.textContent = label
    this.element.hidden = false
    const { width, height } = this.element.getBoundingClientRect()
    const left = x + TIP_DISTANCE_PX + width > innerWidth ? x - TIP_DISTANCE_PX - width : x + TIP_DISTANCE_PX
    const top = y - TIP_DISTANCE_PX - height < 0 ? y + TIP_DISTANCE_PX : y - TIP_DISTANCE_PX - height
    this.element.style.transform = `translate(${Math.max(0, Math.round(left))}px, ${Math.round(top)}px)`
  }

  hide() {
    this.pointer = null
    this.element.hidden = true
    document.documentElement.removeAttribute("data-over-area")
  }

  close() {
    cancelAnimationFrame(this.frame)
    this.ended.abort()
    this.hide()
    this.element.remove()
  }
}

function codeAt(picture, right, down) {
  if (!picture) return ""
  const pixel = Math.floor(down * picture.height) * picture.width + Math.floor(right * picture.width)
  return `${picture.codes[pixel] & 255}:${picture.codes[pixel] >> 8}`
}

// Address -> promise of { width, height, codes } with region code + 256 * side code a pixel; null if it does not load.
const indexPictures = new Map()
function indexPicture(address) {
  if (!indexPictures.has(address)) {
    const loading = loadIndex(address)
    indexPictures.set(address, loading)
    loading.then((picture) => { if (!picture) indexPictures.delete(address) })
  }
  return indexPictures.get(address)
}

async function loadIndex(address) {
  try {
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(`${answer.status} for ${address}`)
    // The colours are codes: no colour profile and no alpha may touch them.
    const options = { colorSpaceConversion: "none", premultiplyAlpha: "none" }
    return readCodes(await createImageBitmap(await answer.blob(), options))
  } catch (error) {
    console.warn("no names for the areas of a view:", error)
    return null
  }
}

function readCodes(bitmap) {
  const { width, height } = bitmap
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext("2d", { willReadFrequently: true })
  context.imageSmoothingEnabled = false
  context.drawImage(bitmap, 0, 0)
  bitmap.close()
  const { data } = context.getImageData(0, 0, width, height)
  const codes = new Uint16Array(width * height)
  for (let pixel = 0; pixel < codes.length; pixel++) codes[pixel] = data[pixel * 4] | (data[pixel * 4 + 1] << 8)
  return { width, height, codes }
}
