import { Board } from "../features/board/board.client.tsx"

export default function BoardView() {
  return <Board />
}
