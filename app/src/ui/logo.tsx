/** Three panels of a storyboard, the second being drawn. */
export function Logo({ size = 20 }: { readonly size?: number }) {
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 20 20" fill="none">
      <rect
        x="1.75"
        y="3.75"
        width="16.5"
        height="12.5"
        rx="1.5"
        stroke="currentColor"
        strokeWidth="1.5"
      />
      <path d="M7.25 4v12M12.75 4v12" stroke="currentColor" strokeWidth="1.5" />
      <rect x="8" y="4.5" width="4" height="11" fill="var(--pw-accent)" />
    </svg>
  )
}
