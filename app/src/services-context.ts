import type { Services } from "@panelwright/server/services"
import { createContext } from "react-router"

/** The server's services for one request, bound to who asks. Loaders and actions read it. */
export const servicesContext = createContext<Services>()
