/** The colour of arrows and notes in what is drawn over a picture: whatever has another one is a line to be followed. */
export const markupNoteColour = "#ff2d95"

/** What is asked for where somebody drew over a picture and wrote nothing. */
export const followMarkupInstruction = "Follow the drawing over the picture"
