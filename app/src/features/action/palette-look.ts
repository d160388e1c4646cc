/** The same while its code is still on the way. */
export const paletteLook = {
  frame:
    "fixed top-[14vh] left-1/2 z-40 flex max-h-[60vh] w-[min(560px,calc(100vw-32px))] -translate-x-1/2 animate-enter flex-col overflow-hidden rounded-lg border border-line-strong bg-surface text-sm shadow-float outline-none",
  field:
    "h-11 shrink-0 border-b bg-transparent px-4 text-base outline-none placeholder:text-text-3",
  placeholder: "What do you want to do, or change?",
} as const
