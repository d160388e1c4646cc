/** Servers and databases run on one core and the load on the other, so that neither takes the other's time. */
export const serverCore = "0"
export const loadCore = "1"
