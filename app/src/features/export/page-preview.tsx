import type { PdfOptions } from "./pdf-options.ts"

const sizes = { a4: [210, 297], letter: [216, 279] } as const

/** One page as it will lie, drawn to scale. */
export function PagePreview(props: { readonly options: PdfOptions; readonly ratio: number }) {
  const { options, ratio } = props
  const [columns = 1, rows = 1] = options.grid.split("x").map(Number)
  const [short, long] = sizes[options.paper]
  const landscape = options.grid !== "2x3"
  const [width, height] = landscape ? [long, short] : [short, long]
  const margin = 12
  const gutter = 6
  const cellWidth = (width - 2 * margin - (columns - 1) * gutter) / columns
  const cellHeight = (height - 2 * margin - 20 - (rows - 1) * gutter) / rows
  const pictureHeight = Math.min(cellWidth / ratio, cellHeight * 0.72)
  const lines = [options.dialogue, options.action, options.sound, options.notes].filter(
    Boolean,
  ).length
  const cells = Array.from({ length: columns * rows }, (_, index) => ({
    key: `cell-${index}`,
    x: margin + (index % columns) * (cellWidth + gutter),
    y: margin + 12 + Math.floor(index / columns) * (cellHeight + gutter),
  }))
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${width} ${height}`}
      className="w-full self-start rounded-sm bg-white shadow-float"
    >
      <rect x={margin} y={margin} width={width * 0.3} height={3} fill="#333" />
      <rect x={width - margin - 30} y={margin} width={30} height={2} fill="#aaa" />
      <rect x={margin} y={height - margin - 2} width={50} height={2} fill="#bbb" />
      {cells.map(({ key, x, y }) => (
        <g key={key}>
          <rect
            x={x}
            y={y + 5}
            width={pictureHeight * ratio}
            height={pictureHeight}
            fill="#e4e4e6"
            stroke="#777"
            strokeWidth={0.5}
          />
          <rect x={x} y={y} width={10} height={3} fill="#444" />
          {Array.from({ length: lines }, (_, line) => (
            <rect
              // The lines are all alike and never move.
              // oxlint-disable-next-line react/no-array-index-key -- see above
              key={line}
              x={x}
              y={y + pictureHeight + 8 + line * 4}
              width={cellWidth * (line % 2 === 0 ? 0.9 : 0.6)}
              height={1.6}
              fill="#b5b5b8"
            />
          ))}
        </g>
      ))}
    </svg>
  )
}
