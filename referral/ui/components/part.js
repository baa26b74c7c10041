// @ts-check
// Parts of a component's own HTML.

/** The first element of a kind in what we have written ourselves.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {ParentNode} parent @param {Name} name @param {string} [selector] @returns {HTMLElementTagNameMap[Name]} */
export function part(parent, name, selector = "") {
  const found = parent.querySelector(`${name}${selector}`)
  if (!found) throw new Error(`no ${name}${selector} in a component's own HTML`)
  return /** @type {HTMLElementTagNameMap[Name]} */ (found)
}
