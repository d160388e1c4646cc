import { useEffect, useRef } from "react"
import { useLocation, useNavigate, useNavigation } from "react-router"
import { formatSelection, parseSelection } from "./selection-address.ts"
import type { Selection } from "./selection.ts"

const settleMs = 200

/** Keeps the address and the selection saying the same, so that a link, Back and a second view show the panel. */
export function useSelectionAddress(selection: Selection): void {
  const location = useLocation()
  const navigate = useNavigate()
  /** What this page put into the address itself, to know it from a person's Back. */
  const written = useRef(location.search)
  const isLeaving = useNavigation().state !== "idle"
  const latest = useRef({ location, navigate, isLeaving })
  useEffect(() => {
    latest.current = { location, navigate, isLeaving }
  })

  useEffect(() => {
    if (location.search === written.current) return
    written.current = location.search
    selection.set(parseSelection(new URLSearchParams(location.search)))
  }, [location.search, selection])

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const write = () => {
      const { location: present, navigate: go, isLeaving: isBusy } = latest.current
      // A navigation of ours would call off the one to another view that a person has just begun.
      if (isBusy) {
        timer = setTimeout(write, settleMs)
        return
      }
      const search = formatSelection(new URLSearchParams(present.search), selection.get())
      if (search === present.search) return
      written.current = search
      void go({ search, hash: present.hash }, { replace: true, preventScrollReset: true })
    }
    const stop = selection.observe(() => {
      clearTimeout(timer)
      timer = setTimeout(write, settleMs)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [selection])
}
