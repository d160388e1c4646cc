export type SharedLookup<Value> = (key: string, look: () => Promise<Value>) => Promise<Value>

/**
 * Looks once for all who want to know the same at the same time, as hundreds do who come back after a
 * restart. Who asks while a look is under way shares the next one, so nobody's answer is older than
 * their question.
 */
export function createSharedLookup<Value>(): SharedLookup<Value> {
  const underWay = new Map<string, { answer: Promise<Value>; next: Promise<Value> | null }>()
  const lookUp: SharedLookup<Value> = (key, look) => {
    const current = underWay.get(key)
    if (current) {
      const again = () => lookUp(key, look)
      return (current.next ??= current.answer.then(again, again))
    }
    const started = { answer: look(), next: null }
    underWay.set(key, started)
    const end = () => underWay.delete(key)
    started.answer.then(end, end)
    return started.answer
  }
  return lookUp
}
