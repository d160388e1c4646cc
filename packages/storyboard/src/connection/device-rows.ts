/** Which tab has kept unsaved work, and how often it has; a tab that adds to it raises its number. */
export type Marks = ReadonlyMap<string, number>

interface KeptRows {
  readonly updates: readonly Uint8Array[]
  readonly lastRow: number
  readonly marks: Marks
}

/** The rows of one doc in IndexedDB. Each call is one transaction, and rejects when nothing of it was done. */
export interface DeviceRows {
  /** The rows after `lastRow`, and all marks. */
  read(lastRow: number): Promise<KeptRows>
  /** `mark`: unsaved work is among the updates. */
  write(updates: readonly Uint8Array[], mark: readonly [string, number] | null): Promise<void>
  /** Removes those that nobody has raised since. */
  removeMarks(marks: Marks): Promise<void>
  /** Puts one row in the place of all; `apply` takes those after `lastRow` first. Gives the new last row. */
  compact(
    lastRow: number,
    apply: (update: Uint8Array) => void,
    encode: () => Uint8Array,
  ): Promise<number>
  close(): void
  /** Deletes the rows of all tabs. */
  remove(): void
}

const updatesName = "updates"
const marksName = "custom"

export interface DeviceRowsEvents {
  /** The browser has thrown the rows away. */
  readonly onLost: () => void
  /** Another tab has removed them. */
  readonly onDeleted: () => void
}

export function openDeviceRows(name: string, events: DeviceRowsEvents): Promise<DeviceRows> {
  return new Promise((resolve, reject) => {
    // Where a browser blocks storage, even asking can throw.
    const opening = indexedDB.open(name, 1)
    opening.addEventListener("upgradeneeded", () => {
      opening.result.createObjectStore(updatesName, { autoIncrement: true })
      opening.result.createObjectStore(marksName)
    })
    opening.addEventListener("error", () => reject(toError(opening.error)))
    opening.addEventListener("success", () => {
      const database = opening.result
      database.addEventListener("close", events.onLost)
      database.addEventListener("versionchange", () => {
        database.close()
        events.onDeleted()
      })
      resolve(createRows(database, name))
    })
  })
}

function createRows(database: IDBDatabase, name: string): DeviceRows {
  const run = <Value>(
    mode: IDBTransactionMode,
    start: (updates: IDBObjectStore, marks: IDBObjectStore) => () => Value,
  ): Promise<Value> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction([updatesName, marksName], mode)
      transaction.addEventListener("abort", () => reject(toError(transaction.error)))
      try {
        const updates = transaction.objectStore(updatesName)
        const finish = start(updates, transaction.objectStore(marksName))
        transaction.addEventListener("complete", () => resolve(finish()))
      } catch (error) {
        transaction.abort()
        throw error
      }
    })

  return {
    read: (lastRow) =>
      run("readonly", (updates, marks) => {
        const values = updates.getAll(IDBKeyRange.lowerBound(lastRow, true))
        const keys = updates.getAllKeys(IDBKeyRange.lowerBound(lastRow, true))
        const markKeys = marks.getAllKeys()
        const markValues = marks.getAll()
        return () => ({
          updates: values.result.filter((value) => value instanceof Uint8Array),
          lastRow: toRow(keys.result.at(-1), lastRow),
          marks: new Map(
            markKeys.result.flatMap((key, index) =>
              typeof key === "string" ? [[key, Number(markValues.result[index])]] : [],
            ),
          ),
        })
      }),
    write: (added, mark) =>
      run("readwrite", (updates, marks) => {
        for (const update of added) updates.add(update)
        if (mark !== null) marks.put(mark[1], mark[0])
        return () => undefined
      }),
    removeMarks: (saved) =>
      run("readwrite", (_updates, marks) => {
        for (const [key, value] of saved) {
          const present = marks.get(key)
          present.addEventListener("success", () => {
            if (present.result === value) marks.delete(key)
          })
        }
        return () => undefined
      }),
    compact: (lastRow, apply, encode) =>
      run("readwrite", (updates) => {
        const values = updates.getAll(IDBKeyRange.lowerBound(lastRow, true))
        const keys = updates.getAllKeys(IDBKeyRange.lowerBound(lastRow, true))
        let whole: IDBRequest<IDBValidKey> | null = null
        keys.addEventListener("success", () => {
          for (const value of values.result) if (value instanceof Uint8Array) apply(value)
          updates.delete(IDBKeyRange.upperBound(toRow(keys.result.at(-1), lastRow)))
          whole = updates.add(encode())
        })
        return () => toRow(whole?.result, lastRow)
      }),
    close: () => database.close(),
    remove() {
      database.close()
      indexedDB.deleteDatabase(name)
    },
  }
}

const toRow = (key: IDBValidKey | undefined, otherwise: number) =>
  typeof key === "number" ? key : otherwise

const toError = (error: DOMException | null): Error => error ?? new Error("storage was refused")
