export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

interface TextPlace {
  readonly node: Text
  readonly offset: number
}

/** The text node that holds a place; the end of the last one for what lies beyond. */
function findTextPlace(root: HTMLElement, index: number): TextPlace | null {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  let last: TextPlace | null = null
  let left = index
  for (let node = walker.nextNode(); node instanceof Text; node = walker.nextNode()) {
    if (left < node.length) return { node, offset: left }
    last = { node, offset: node.length }
    left -= node.length
  }
  return last
}

function createRange(root: HTMLElement, from: number, to: number): Range | null {
  const [start, end] = [findTextPlace(root, from), findTextPlace(root, to)]
  if (start === null || end === null) return null
  const range = document.createRange()
  range.setStart(start.node, start.offset)
  range.setEnd(end.node, end.offset)
  return range
}

const toBox = ({ left, top, width, height }: DOMRect, origin: DOMRect): Box => ({
  left: left - origin.left,
  top: top - origin.top,
  width,
  height,
})

/** The text as it is set, and what its places are measured from: the upper left corner of `layer`. */
export interface SetText {
  readonly root: HTMLElement
  readonly layer: Element
}

/** Where a caret before a letter stands; null: it is not set there. */
export function measureCaret({ root, layer }: SetText, index: number): Box | null {
  const rect = createRange(root, index, index + 1)?.getClientRects()[0]
  return rect ? { ...toBox(rect, layer.getBoundingClientRect()), width: 0 } : null
}

/** What is marked when words are selected, a box for each line. */
export function measureWords({ root, layer }: SetText, from: number, to: number): Box[] {
  if (from === to) return []
  const origin = layer.getBoundingClientRect()
  const rects = createRange(root, from, to)?.getClientRects() ?? []
  return [...rects].filter(({ width }) => width > 0).map((rect) => toBox(rect, origin))
}
