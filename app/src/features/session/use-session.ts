import { roleMay, type Role, type StoryboardId } from "@panelwright/core"
import {
  openStoryboard,
  type SessionPerson,
  type StoryboardSession,
} from "@panelwright/storyboard/connection"
import type { CloseReason } from "@panelwright/core/protocol"
import { useEffect, useState, useSyncExternalStore } from "react"
import { z } from "zod"
import { apiRequest } from "../../api/api-request.ts"
import { createDeskStore, noDesk } from "../generation/desk-store.ts"
import { createGenerations, type Generations } from "../generation/generations.ts"

export interface OpenSession {
  readonly session: StoryboardSession
  readonly generations: Generations
}

/** Holds what an effect opens and closes, so that the page follows it. */
function createSlot() {
  const listeners = new Set<() => void>()
  let present: OpenSession | null = null
  return {
    get: () => present,
    set: (next: OpenSession | null) => {
      present = next
      for (const listener of listeners) listener()
    },
    observe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const nothing = () => null

const refusals: Readonly<Record<string, CloseReason>> = {
  "not-signed-in": "session-ended",
  "storyboard-not-found": "storyboard-gone",
}

/** A socket that is refused does not say why; the API does. */
async function findRefusal(storyboardId: StoryboardId): Promise<CloseReason | null> {
  const path = `/storyboards/${storyboardId}/jobs`
  const asked = await apiRequest({ path, answer: z.array(z.unknown()) })
  return asked.ok ? null : (refusals[asked.failure.kind] ?? null)
}

/** The storyboard, open as long as the page is; null until the browser runs. */
export function useSession(
  storyboardId: StoryboardId,
  person: SessionPerson,
  role: Role,
): OpenSession | null {
  const [slot] = useState(createSlot)
  const { id, name, colour } = person
  useEffect(() => {
    const url = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/sync`
    const session = openStoryboard({
      storyboardId,
      url,
      person: { id, name, colour },
      role,
      findRefusal: () => findRefusal(storyboardId),
    })
    const generations = createGenerations(
      session,
      roleMay(role, "storyboard.generate") ? createDeskStore(session) : noDesk,
    )
    slot.set({ session, generations })
    return () => {
      slot.set(null)
      generations.stop()
      session.close()
    }
  }, [slot, storyboardId, id, name, colour, role])
  return useSyncExternalStore(slot.observe, slot.get, nothing)
}
