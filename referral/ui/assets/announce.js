// Says to a screen reader what a tap has changed elsewhere on the page. The element stays the same from run to run: one
// that comes with its words would not be read.

export default function ({ data, parentElement }) {
  let region = parentElement.querySelector("[role=status]")
  if (!region) {
    region = document.createElement("p")
    region.role = "status"
    region.className = "rp-unseen"
    parentElement.append(region)
    region.told = data.text // what a page opens with is read with the page
  }
  if (region.told === data.text) return
  region.told = region.textContent = data.text
}
