import { z } from "zod"

// The page's policy forbids making code of schemas, and reports even the question whether that is allowed.
z.config({ jitless: true })
