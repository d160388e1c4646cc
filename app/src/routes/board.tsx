import { Board } from "../features/board/board.tsx"

export default function BoardView() {
  return <Board />
}
