import type { Style } from "@panelwright/core"

type Look = Style["look"]

export const lookLabels: Record<Look, string> = {
  pencil: "Pencil",
  ink: "Ink",
  marker: "Marker",
  charcoal: "Charcoal",
  blueprint: "Blueprint",
  colour: "Colour",
}

interface Hand {
  readonly paper: string
  readonly line: string
  readonly tone: string
  readonly sky: string
  readonly width: number
  /** Opacity of the tone. */
  readonly fill: number
  readonly hatch: boolean
}

const hands: Record<Look, Hand> = {
  pencil: {
    paper: "#f5f2ea",
    line: "#4a4d55",
    tone: "#8d919a",
    sky: "#f5f2ea",
    width: 1.1,
    fill: 0.25,
    hatch: true,
  },
  ink: {
    paper: "#fbfaf6",
    line: "#101114",
    tone: "#101114",
    sky: "#fbfaf6",
    width: 1.9,
    fill: 1,
    hatch: false,
  },
  marker: {
    paper: "#f7f5f0",
    line: "#26282d",
    tone: "#9aa0aa",
    sky: "#dfe2e6",
    width: 1.6,
    fill: 0.75,
    hatch: false,
  },
  charcoal: {
    paper: "#e9e4da",
    line: "#2b2926",
    tone: "#4b4742",
    sky: "#cfc8bb",
    width: 2.6,
    fill: 0.55,
    hatch: true,
  },
  blueprint: {
    paper: "#1c3f73",
    line: "#dbe8fb",
    tone: "#7ea6dd",
    sky: "#1c3f73",
    width: 0.9,
    fill: 0.22,
    hatch: false,
  },
  colour: {
    paper: "#f6efe0",
    line: "#3a3340",
    tone: "#d58b57",
    sky: "#a9c9d8",
    width: 1.3,
    fill: 0.85,
    hatch: false,
  },
}

/** The same small scene in each look: a lighthouse on a rock, and somebody going there. */
export function LookSample({ look }: { readonly look: Look }) {
  const { paper, line, tone, sky, width, fill, hatch } = hands[look]
  return (
    <svg aria-hidden viewBox="0 0 96 54" className="block w-full">
      <rect width="96" height="54" fill={paper} />
      <rect width="96" height="34" fill={sky} />
      <g stroke={line} strokeWidth={width} strokeLinejoin="round" strokeLinecap="round">
        <path d="M52 44c4-9 10-11 16-11s14 4 20 11l8 3v7H44z" fill={tone} fillOpacity={fill} />
        <path d="M62 34l2-21h8l2 21z" fill={paper} />
        <path d="M63.2 24h9.6l.6 5h-10.8z" fill={tone} fillOpacity={fill} />
        <path d="M63 13h10V8l-5-3-5 3z" fill={tone} fillOpacity={fill} />
        <path d="M0 42c12-2 26-1 44 2" fill="none" />
        <circle cx="25" cy="26" r="2.6" fill={paper} />
        <path
          d="M25 29c-3 1-4 5-4 9h8c0-4-1-8-4-9zM23 38l-1 7M27 38l2 7"
          fill={tone}
          fillOpacity={fill}
        />
        {hatch && (
          <path
            d="M55 50l6-9M60 51l7-11M66 51l7-11M72 51l6-9M78 51l5-7M4 51l5-6M10 51l5-6M16 51l4-5"
            strokeWidth={width * 0.6}
            fill="none"
          />
        )}
      </g>
    </svg>
  )
}
