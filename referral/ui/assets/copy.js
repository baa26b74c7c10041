// A button that copies a text. Browsers give the clipboard only to secure pages; on a plain http address inside a
// clinic the older way (select, then copy) is used.
async function copyText(text) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text)
    return
  }
  const field = document.createElement("textarea")
  field.value = text
  field.setAttribute("readonly", "")
  field.style.cssText = "position:fixed;top:0;opacity:0"
  document.body.append(field)
  field.select()
  const copied = document.execCommand("copy")
  field.remove()
  if (!copied) throw new Error("copy refused")
}

export default function ({ parentElement, data }) {
  let button = parentElement.querySelector("button.rp-copy")
  if (!button) {
    button = document.createElement("button")
    button.type = "button"
    button.className = "rp-copy"
    button.setAttribute("aria-live", "polite")
    parentElement.append(button)
  }
  button.textContent = data.label
  let timer
  button.onclick = async () => {
    clearTimeout(timer)
    try {
      await copyText(data.text)
      button.textContent = data.done
    } catch {
      button.textContent = data.label
    }
    timer = setTimeout(() => { button.textContent = data.label }, 2500)
  }
  return () => { clearTimeout(timer); button.remove() }
}
