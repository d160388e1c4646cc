/** A shortcut as written on a keyboard: `Ctrl+Shift+Z`. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <kbd className="inline-flex gap-0.5 font-sans">
      {keys.split(/(?<=.)\+/).map((key) => (
        <span
          key={key}
          className="inline-flex h-4 min-w-4 items-center justify-center rounded-sm border border-line-strong bg-surface px-1 text-2xs leading-none text-text-2"
        >
          {key}
        </span>
      ))}
    </kbd>
  )
}
