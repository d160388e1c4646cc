import { StyleAndCast } from "../features/style/style-and-cast.client.tsx"

export default function StyleView() {
  return <StyleAndCast />
}
