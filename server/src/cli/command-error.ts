/** A command cannot go on; the message is one sentence for the person who typed it. */
export class CommandError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = "CommandError"
  }
}
