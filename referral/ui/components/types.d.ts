/** What Streamlit hands to a component's script in every run (Custom Components v2). */
export interface Component<Data> {
  data: Data
  parentElement: HTMLElement | ShadowRoot
  setTriggerValue(name: string, value: unknown): void
}

/** A Plotly figure's element: `layout` and `data` are what the figure was made of, and part of what Plotly documents. */
export interface Plot extends HTMLElement {
  data?: { name?: string; meta?: unknown }[]
  layout?: {
    meta?: unknown
    xaxis?: { range?: number[] }
    yaxis?: { range?: number[] }
    images?: PlotImage[]
    annotations?: { name?: string }[]
  }
}

/** A picture of a figure, in its axes; `name`: of a view, the address of its index image. */
export interface PlotImage {
  name?: string
  x: number
  y: number
  sizex: number
  sizey: number
}

/** What is drawn: the name of the sheet, and its size; both axes begin at 0. */
export interface Sheet {
  sheet: string | null
  width_mm: number
  height_mm: number
}

/** A place on a sheet, mm, y up. */
export interface Place {
  x: number
  y: number
  sheet: string | null
}

export interface Tap extends Place {
  number: number
}
