import { Review } from "../features/comments/review.client.tsx"

export default function ReviewView() {
  return <Review />
}
