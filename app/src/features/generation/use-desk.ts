import { describePrice, type PictureWish, type QueueDesk } from "@panelwright/core"
import { useCallback, useSyncExternalStore } from "react"
import { useWorkspace } from "../workspace/workspace-context.tsx"

export function useDesk(): QueueDesk | null {
  const { desk } = useWorkspace().generations
  return useSyncExternalStore(desk.observe, desk.get, desk.get)
}

export type DescribePrice = (wish: Partial<PictureWish> & Pick<PictureWish, "operation">) => string

/** `free`, `about $0.07` or `price not known`; empty until the server has said. For everything that draws. */
export function usePrice(): DescribePrice {
  const desk = useDesk()
  return useCallback(
    (wish) =>
      desk === null
        ? ""
        : describePrice(desk, { provider: null, quality: "draft", pictures: 1, ...wish }),
    [desk],
  )
}

/** A label with the price behind it, where there is one: `Generate the picture · about $0.07`. */
export const withPrice = (label: string, price: string) =>
  price === "" ? label : `${label} · ${price}`
