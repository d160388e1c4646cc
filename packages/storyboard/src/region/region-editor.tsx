import type { RegionEditorProps } from "./region-props.ts"

export declare function RegionEditor(props: RegionEditorProps): React.ReactNode
