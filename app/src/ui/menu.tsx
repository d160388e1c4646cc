import type { LucideIcon } from "lucide-react"
import { Check } from "lucide-react"
import { DropdownMenu as Primitive } from "radix-ui"
import type { ReactNode } from "react"
import { classNames } from "./class-names.ts"
import { Keys } from "./keys.tsx"

const itemStyle = classNames(
  "flex h-7 cursor-default items-center gap-2 rounded-md px-2 text-sm outline-none select-none",
  "data-[disabled]:text-text-3 data-[highlighted]:bg-surface-3",
)

export interface MenuProps {
  readonly trigger: ReactNode
  readonly children: ReactNode
  readonly align?: "start" | "end"
  readonly initiallyOpen?: boolean
}

export function Menu({ trigger, children, align = "start", initiallyOpen = false }: MenuProps) {
  return (
    <Primitive.Root modal={false} defaultOpen={initiallyOpen}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 min-w-44 animate-enter rounded-lg border border-line-strong bg-surface p-1 shadow-float"
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

export interface MenuItemProps {
  readonly children: ReactNode
  readonly onSelect: () => void
  readonly icon?: LucideIcon
  readonly shortcut?: string
  readonly disabled?: boolean
  readonly danger?: boolean
}

export function MenuItem({ icon: Icon, shortcut, danger, children, ...rest }: MenuItemProps) {
  return (
    <Primitive.Item className={classNames(itemStyle, danger && "text-danger")} {...rest}>
      {Icon && <Icon aria-hidden size={15} strokeWidth={1.75} className="text-text-2" />}
      <span className="flex-1">{children}</span>
      {shortcut && <Keys keys={shortcut} />}
    </Primitive.Item>
  )
}

export interface MenuChoicesProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value) => void
}

export function MenuChoices<Value extends string>(props: MenuChoicesProps<Value>) {
  const { label, value, options, onChange } = props
  return (
    <Primitive.RadioGroup
      value={value}
      onValueChange={(next) => {
        const option = options.find((item) => item.value === next)
        if (option) onChange(option.value)
      }}
    >
      <MenuLabel>{label}</MenuLabel>
      {options.map((option) => (
        <Primitive.RadioItem key={option.value} value={option.value} className={itemStyle}>
          <span className="flex size-4 items-center">
            <Primitive.ItemIndicator>
              <Check aria-hidden size={14} />
            </Primitive.ItemIndicator>
          </span>
          {option.label}
        </Primitive.RadioItem>
      ))}
    </Primitive.RadioGroup>
  )
}

export const MenuLabel = ({ children }: { readonly children: ReactNode }) => (
  <Primitive.Label className="px-2 pt-1.5 pb-1 text-2xs font-medium text-text-3">
    {children}
  </Primitive.Label>
)

export const MenuSeparator = () => <Primitive.Separator className="my-1 h-px bg-line" />
