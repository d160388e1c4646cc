import type { ComponentProps } from "react"
import { Field, TextInput } from "../../ui/field.tsx"

export interface TextFieldProps extends Omit<ComponentProps<"input">, "size"> {
  readonly label: string
  readonly hint?: string
}

export function TextField({ label, hint, ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(attributes) => <TextInput {...rest} {...attributes} size="large" />}
    </Field>
  )
}
