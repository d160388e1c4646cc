/** The field and the text under it must break lines alike. */
export const textStyle =
  "col-start-1 row-start-1 m-0 block w-full resize-none overflow-hidden border-0 px-4 py-6 font-script text-[15px] leading-5 whitespace-pre-wrap wrap-break-word outline-none"
