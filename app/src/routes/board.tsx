import canvasChunk from "virtual:canvas-chunk"
import { Board } from "../features/board/board.client.tsx"

/** So that the canvas's code is on its way with the page, and not after the code that asks for it. */
export const headers = (): HeadersInit =>
  canvasChunk === null ? {} : { Link: `<${canvasChunk}>; rel="modulepreload"; as="script"` }

export default function BoardView() {
  return <Board />
}
