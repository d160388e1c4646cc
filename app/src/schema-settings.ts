import { config } from "zod/v4/core"

// The page's policy forbids making code of schemas, and reports even the question whether that is allowed.
config({ jitless: true })
