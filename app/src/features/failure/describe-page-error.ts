import { isRouteErrorResponse } from "react-router"

export interface PageError {
  readonly title: string
  readonly what: string
  readonly kept: string
  readonly action: "home" | "sign-in" | "reload"
}

/** What a person is told when a page can't be shown: what happened, what was kept, what to do. */
export function describePageError(error: unknown): PageError {
  if (isRouteErrorResponse(error)) {
    switch (error.status) {
      case 404:
        return {
          title: "There is nothing here",
          what: "This storyboard does not exist, was deleted, or has not been shared with you.",
          kept: "If somebody sent you the address, ask them to share it with your account.",
          action: "home",
        }
      case 401:
        return {
          title: "You are not signed in",
          what: "Your session has ended or the address needs an account.",
          kept: "Work that was not saved yet stays on this device and is sent when you are back.",
          action: "sign-in",
        }
      case 403:
        return {
          title: "Your role does not allow this",
          what: "The owner of the storyboard can give you a role that does.",
          kept: "Nothing was changed.",
          action: "home",
        }
      case 429:
        return {
          title: "Too many requests",
          what: "The server asked to slow down.",
          kept: "Nothing was lost. Wait a minute and load the page again.",
          action: "reload",
        }
    }
  }
  return {
    title: "This page stopped working",
    what: "A fault in the program ended it, not something you did.",
    kept: "What was saved is on the server, and newer edits are kept on this device.",
    action: "reload",
  }
}
