// Brings what has just been asked for into sight: on a phone the map lies above the list whose muscle was tapped.

const shown = new Map() // component key -> the last token that was revealed

export default function ({ data }) {
  const before = shown.get(data.key)
  shown.set(data.key, data.token)
  if (before === undefined || before === data.token || !data.token) return
  const target = document.querySelector(`.st-key-${CSS.escape(data.target)}`)
  if (!target) return
  const box = target.getBoundingClientRect()
  if (box.top >= 0 && box.top < innerHeight * 0.6) return
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches
  target.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" })
}
