import { useEffect, useState } from "react"

/** Takes a file that is dropped anywhere on the page; true while one is held over it. */
export function useFileDrop(onDrop: ((file: File) => void) | null): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    if (onDrop === null) return
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true
    const handleOver = (event: DragEvent) => {
      if (!hasFile(event)) return
      event.preventDefault()
      setOver(true)
    }
    const handleLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const handleDrop = (event: DragEvent) => {
      if (!hasFile(event)) return
      event.preventDefault()
      setOver(false)
      const file = event.dataTransfer?.files[0]
      if (file) onDrop(file)
    }
    addEventListener("dragover", handleOver)
    addEventListener("dragleave", handleLeave)
    addEventListener("drop", handleDrop)
    return () => {
      removeEventListener("dragover", handleOver)
      removeEventListener("dragleave", handleLeave)
      removeEventListener("drop", handleDrop)
    }
  }, [onDrop])
  return over
}
