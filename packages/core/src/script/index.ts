export {
  decodeScript,
  scriptByteLimit,
  type BinaryKind,
  type DecodedScript,
  type ScriptDecodeFailure,
  type ScriptEncoding,
} from "./decode.ts"
export { formatFountain, parseFountain } from "./fountain.ts"
export { parsePlainText, sniffScriptFormat, type ScriptFormat } from "./plain-text.ts"
export type {
  CueElement,
  DualSide,
  HeadingElement,
  HeadingParts,
  ParsedScript,
  PlainElement,
  ScriptElement,
  ScriptScene,
  ScriptWarning,
  SectionElement,
  Setting,
  SpeechElement,
  TitlePageEntry,
} from "./script.ts"
export { toPlainText, toPlainWords, type Words } from "./words.ts"
