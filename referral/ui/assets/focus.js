// Moves the keyboard's and the screen reader's focus to a heading that has just taken the place of the page.

const taken = new Map() // component key -> the last token for which focus was taken

export default function ({ data }) {
  if (!data.token || taken.get(data.key) === data.token) return
  const target = document.getElementById(data.target)
  if (!target) return
  taken.set(data.key, data.token)
  target.focus({ preventScroll: true })
  const { top } = target.getBoundingClientRect()
  if (data.from_top) document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 })
  else if (top < 0 || top > innerHeight * 0.6) target.scrollIntoView({ block: "start" })
}
