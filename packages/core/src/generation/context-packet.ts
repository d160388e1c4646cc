import type { Looks } from "../context/character.ts"
import type { Style } from "../context/style.ts"
import type { Camera } from "../film/camera.ts"
import type { AssetId } from "../identity/identity.ts"
import type { SceneSetting } from "../scene/scene.ts"

export interface PacketCharacter {
  readonly name: string
  readonly words: string
  readonly looks: Looks
  readonly sheet: readonly AssetId[]
}

export interface PacketNeighbour {
  readonly where: "before" | "after"
  readonly number: string
  readonly summary: string
  readonly picture: AssetId | null
}

/** Where a piece of the prompt came from, so that a person can see why it is there. */
export interface PromptPart {
  readonly origin:
    | "style"
    | "character"
    | "location"
    | "shot"
    | "panel"
    | "neighbour"
    | "instruction"
    | "forbidden"
  readonly label: string
  readonly text: string
}

/** Of the shape below, raised with every change of it: a packet that was kept in an older one is composed anew. */
export const packetVersion = 1

/**
 * What a provider needs to know to draw one panel, composed anew from the storyboard's state for every call and
 * never from a chat, so that the two-hundredth edit costs what the first one did. Order is stable → volatile.
 */
export interface ContextPacket {
  readonly project: { readonly title: string; readonly aspectRatio: string }
  readonly style: Style
  readonly characters: readonly PacketCharacter[]
  readonly location: {
    readonly name: string
    readonly words: string
    readonly setting: SceneSetting | null
    readonly timeOfDay: string | null
    readonly sheet: readonly AssetId[]
  } | null
  readonly shot: {
    readonly number: string
    readonly sceneHeading: string
    readonly camera: Camera
    readonly action: string
    readonly dialogue: string
    readonly sound: string
  }
  readonly neighbours: readonly PacketNeighbour[]
  /** Earlier instructions on this panel that still hold, oldest first. */
  readonly history: readonly string[]
  readonly instruction: string | null
  /** The same as words, for providers that read. */
  readonly prompt: readonly PromptPart[]
  readonly tokenCount: number
  /** What did not fit into the budget, named. */
  readonly dropped: readonly string[]
}
