import type { StoryboardCanvasProps } from "./canvas-props.ts"

export declare function BoardCanvas(props: StoryboardCanvasProps): React.ReactNode
