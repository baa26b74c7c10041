// @ts-check
// Index images: pictures whose colours say which area each pixel is. Red is the region's code (0: beside the body), green
// the side's. An area is known by "region code:side code", as the names of the areas are.

/** `codes`: region code + 256 * side code a pixel, row 0 at the top.
 * @typedef {{width: number, height: number, codes: Uint16Array}} Index */

/** Address -> its picture; one that does not load is asked for again. @type {Map<string, Promise<Index | null>>} */
const indexPictures = new Map()
/** Those that are there. @type {Map<string, Index>} */
const loaded = new Map()

/** @param {string} address */
export function indexPicture(address) {
  const known = indexPictures.get(address)
  if (known) return known
  const loading = loadIndex(address)
  indexPictures.set(address, loading)
  loading.then((picture) => picture ? loaded.set(address, picture) : indexPictures.delete(address))
  return loading
}

/** The picture, if it is there already. @param {string} address @returns {Index | null} */
export function indexNow(address) {
  return loaded.get(address) ?? null
}

/** @param {number} code */
export function areaOf(code) {
  return `${code & 255}:${code >> 8}`
}

/** @param {string} area */
export function codeOf(area) {
  const [region, side] = area.split(":").map(Number)
  return region + 256 * side
}

/** The code at a place, or of the nearest skin within reach, px; 0: none. As referral/body/view.py finds it.
 * @param {Index} picture @param {number} column @param {number} row @param {number} [reach] */
export function codeAt({ width, height, codes }, column, row, reach = 0) {
  if (column < 0 || row < 0 || column >= width || row >= height) return 0
  const there = codes[row * width + column]
  if (there || !reach) return there
  let [nearest, found] = [reach * reach, 0]
  for (let y = Math.max(0, row - reach); y <= Math.min(height - 1, row + reach); y++) {
    for (let x = Math.max(0, column - reach); x <= Math.min(width - 1, column + reach); x++) {
      const away = (x - column) ** 2 + (y - row) ** 2
      const code = codes[y * width + x]
      if (!code || away > nearest || (away === nearest && found)) continue
      nearest = away
      found = code
    }
  }
  return found
}

/** @param {string} address @returns {Promise<Index | null>} */
async function loadIndex(address) {
  try {
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(`${answer.status} for ${address}`)
    // The colours are codes: no colour profile and no alpha may touch them.
    /** @type {ImageBitmapOptions} */
    const options = { colorSpaceConversion: "none", premultiplyAlpha: "none" }
    return readCodes(await createImageBitmap(await answer.blob(), options))
  } catch (error) {
    console.warn("no names for the areas of a view:", error)
    return null
  }
}

/** @param {ImageBitmap} bitmap @returns {Index} */
function readCodes(bitmap) {
  const { width, height } = bitmap
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext("2d", { willReadFrequently: true })
  if (!context) throw new Error("no canvas to read the picture with")
  context.imageSmoothingEnabled = false
  context.drawImage(bitmap, 0, 0)
  bitmap.close()
  const { data } = context.getImageData(0, 0, width, height)
  const codes = new Uint16Array(width * height)
  for (let pixel = 0; pixel < codes.length; pixel++) codes[pixel] = data[pixel * 4] | (data[pixel * 4 + 1] << 8)
  return { width, height, codes }
}
