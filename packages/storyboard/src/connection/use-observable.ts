import { useSyncExternalStore } from "react"
import type { Observable } from "./observable.ts"

export const useObservable = <Value>(observable: Observable<Value>): Value =>
  useSyncExternalStore(observable.observe, observable.get, observable.get)
