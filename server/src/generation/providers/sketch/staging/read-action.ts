import { designOf, type PropKind } from "../prop/catalogue.ts"
import type { Expression } from "../scene-graph.ts"
import type { ActionReading, Deed, NamedThing, Preposition, Speakable } from "./deed.ts"
import { combine, createDraft, handling, settleHands, type Draft } from "./draft.ts"
import { findThing } from "./find-thing.ts"
import { isMaterial } from "./nouns.ts"
import {
  adverb,
  amounts,
  determiners,
  isPlaceWord,
  nameLength,
  prepositions,
  small,
  toTokens,
} from "./tokens.ts"
import { findPair, findVerb, isUnseen, type Verb } from "./verbs.ts"
import { findMood, strangers } from "./words.ts"

const findLatest = (spoken: readonly string[], people: readonly Speakable[]): string | null =>
  spoken.findLast((name) => people.some((each) => each.name === name)) ?? people[0]?.name ?? null

function take(draft: Draft, deed: Verb) {
  const { pose } = draft
  if (
    deed.posture &&
    (pose.posture === null || pose.posture === "stand" || pose.posture === "walk")
  )
    pose.posture = deed.posture
  pose.action ??= deed.action ?? null
  draft.holds ??= deed.holds ?? null
}

/** Who does what to whom, where and with what, in English as scripts write it: present tense, short, one thing after another. */
export function readAction(text: string, cast: readonly Speakable[]): ActionReading {
  const tokens = toTokens(text)
  const drafts = new Map<string, Draft>()
  const things: NamedThing[] = []
  const unknown: string[] = []
  const draftOf = (name: string): Draft => {
    const known = drafts.get(name)
    if (known) return known
    const fresh = createDraft()
    drafts.set(name, fresh)
    return fresh
  }

  let subjects: readonly string[] = cast.slice(0, 1).map(({ name }) => name)
  /** The last of each pronoun, and of all. */
  const spoken: string[] = []
  let subjectIsThing: PropKind | null = null
  let verb: { readonly verb: Verb; readonly at: number } | null = null
  let verbSeen = false
  /** Somebody has been named since the last full stop. */
  let personSeen = false
  /** Something else has: rain, a light, the wind. */
  let otherSeen = false
  let pendingMood: Expression | null = null
  let preposition: Preposition | null = null
  let lastThing: PropKind | null = null
  let amount = 1
  let scale = 1

  const say = (name: string) => {
    const index = spoken.indexOf(name)
    if (index >= 0) spoken.splice(index, 1)
    spoken.push(name)
  }
  const meant = (pronoun: string): string | null => {
    const fits = cast.filter((each) => each.pronoun === pronoun)
    const maybe = cast.filter((each) => each.pronoun === null)
    return findLatest(spoken, fits) ?? findLatest(spoken, maybe)
  }
  /** Whether what follows a name makes it the doer: a verb, after adverbs and asides. */
  const actsNext = (index: number): boolean => {
    let at = index
    if (tokens[at] === ",") {
      // "Mara, soaked, crouches": an aside ends with a comma.
      const close = tokens.indexOf(",", at + 1)
      const stop = tokens.indexOf(".", at + 1)
      if (close > at && close - at < 7 && (stop < 0 || close < stop)) at = close + 1
    }
    for (let step = 0; step < 3; step += 1) {
      const word = tokens[at + step] ?? "."
      if (adverb.test(word) || small.has(word) || word === "and") continue
      return findVerb(word) !== null || isUnseen(word) || findPair(tokens, at + step) !== null
    }
    return false
  }
  const nounBefore = (index: number) => {
    const before = tokens[index - 1] ?? "."
    return (
      determiners.has(before) ||
      before === "'s" ||
      ["old", "little", "big", "young", "small"].includes(before)
    )
  }
  const takePerson = (name: string, index: number, after: number) => {
    personSeen = true
    if (pendingMood) {
      const draft = draftOf(name)
      if (draft.expression === "neutral") draft.expression = pendingMood
      pendingMood = null
    }
    const joined =
      tokens[index - 1] === "and" || (tokens[index - 1] === "the" && tokens[index - 2] === "and")
    if (!verbSeen && joined && subjects.length > 0 && spoken.length > 0) {
      subjects = [...new Set([...subjects, name])]
      say(name)
      return
    }
    const begins = !verbSeen || (actsNext(after) && preposition === null)
    if (begins) {
      subjects = [name]
      subjectIsThing = null
      verbSeen = false
      verb = null
    } else {
      for (const subject of subjects) {
        if (subject === name) continue
        const draft = draftOf(subject)
        draft.partner ??= name
        if (verb?.verb.with) draft.close = true
      }
      if (subjectIsThing === null && lastThing && preposition !== null) lastThing = null
    }
    say(name)
  }

  for (let index = 0; index < tokens.length; index += 1) {
    const word = tokens[index] ?? ""
    if (word === ".") {
      verbSeen = false
      verb = null
      preposition = null
      subjectIsThing = null
      personSeen = false
      otherSeen = false
      pendingMood = null
      amount = 1
      scale = 1
      continue
    }
    if (
      word === "," ||
      word === "and" ||
      word === "as" ||
      word === "while" ||
      word === "then" ||
      word === "but"
    ) {
      preposition = null
      amount = 1
      if (word === "as" || word === "while") verbSeen = false
      continue
    }
    if (word === "with") preposition = null
    if (word in amounts) amount = amounts[word] ?? 1
    if (/^(big|huge|giant|large|enormous|great|tall)$/.test(word)) scale = 1.35
    if (/^(small|tiny|little)$/.test(word)) scale = 0.7

    // People: by name, by what they are called, by pronoun.
    const named = cast.find(({ name }) => nameLength(tokens, index, name) > 0)
    if (named) {
      const long = nameLength(tokens, index, named.name)
      if (tokens[index + long] === "'s") {
        say(named.name)
        index += long
        continue
      }
      takePerson(named.name, index, index + long)
      index += long - 1
      preposition = null
      continue
    }
    const called = cast.find(({ words }) => words.includes(word))
    const one = tokens[index - 1] ?? "the"
    if (
      called &&
      determiners.has(one) &&
      (cast.length === 1 || called.name === word || !/^(a|an|another)$/.test(one))
    ) {
      takePerson(called.name, index, index + 1)
      continue
    }
    if (word === "she" || word === "he") {
      const name = meant(word)
      if (name) takePerson(name, index, index + 1)
      continue
    }
    if (word === "they" || word === "both") {
      subjects = cast.map(({ name }) => name)
      personSeen = true
      verbSeen = false
      subjectIsThing = null
      continue
    }
    if ((word === "him" || word === "her" || word === "them") && verbSeen) {
      const nounNext =
        (word === "her" &&
          tokens[index + 1] === "back" &&
          /^(to|on|is|turned|against)$/.test(tokens[index + 2] ?? "")) ||
        (word === "her" &&
          !/^(\.|,|and|to|at|in|on|from|with|by|up|down|away|back|the|a|an|his|as|into|off|out|over)$/.test(
            tokens[index + 1] ?? ".",
          ))
      if (!nounNext) {
        const others = cast.filter(({ name }) => !subjects.includes(name))
        const wanted = word === "him" ? "he" : word === "her" ? "she" : null
        const other =
          others.find(({ pronoun }) => wanted !== null && pronoun === wanted) ??
          others.find(({ pronoun }) => pronoun === null || wanted === null)
        if (other)
          for (const subject of subjects) {
            const draft = draftOf(subject)
            draft.partner ??= other.name
            if (verb?.verb.with) draft.close = true
          }
        continue
      }
    }

    // Moods are said of whoever acts, whatever the part of speech.
    const mood = findMood(word)
    if (mood && !personSeen && !verbSeen && tokens.indexOf(".", index) > index + 1)
      pendingMood = mood
    else if (mood && subjectIsThing === null)
      for (const subject of subjects) {
        const draft = draftOf(subject)
        if (draft.expression === "neutral") draft.expression = mood
      }

    const found = nounBefore(index) ? null : (findPair(tokens, index) ?? findVerb(word))
    const isNoun = nounBefore(index)
    const candidate = findThing(tokens, index)
    // "Rings", "lights", "stands" after whoever does it are deeds; after a determiner they are things.
    const isDeed: boolean =
      candidate !== null &&
      candidate.length === 1 &&
      candidate.plural &&
      !isNoun &&
      amount === 1 &&
      (personSeen || otherSeen || subjectIsThing !== null) &&
      (found !== null || isUnseen(word)) &&
      !verbSeen
    const thing: ReturnType<typeof findThing> = isDeed ? null : candidate
    const afterSubject =
      !verbSeen ||
      tokens[index - 1] === "and" ||
      tokens[index - 1] === "," ||
      tokens[index - 1] === "to" ||
      adverb.test(tokens[index - 1] ?? "")
    const verbal =
      found !== null &&
      !isNoun &&
      (thing === null || afterSubject || /(ing|ed)$/.test(word)) &&
      !(thing !== null && !verbSeen && isSubjectThing(tokens, index, thing.length))
    if (verbal && found) {
      verbSeen = true
      verb = { verb: found, at: index }
      preposition = null
      if (subjectIsThing !== null || (otherSeen && !personSeen)) continue
      // "Hides the box", "drops the cup": something else is hidden than whoever does it.
      const object = /^(the|a|an|his|her|it|its|their)$/.test(tokens[index + 1] ?? "")
      const deed: Verb = found.posture === "hide" && object ? { action: "reach" } : found
      for (const subject of subjects) take(draftOf(subject), deed)
      if (/^(away)$/.test(tokens[index + 1] ?? "") && found.looks)
        for (const subject of subjects) draftOf(subject).facing = "away"
      const rest = tokens.slice(index + 1, index + 5).join(" ")
      const lens = found.looks ? /^(at|to|towards|into) (the )?(camera|us|lens)\b/.exec(rest) : null
      if (lens) {
        for (const subject of subjects) draftOf(subject).facing = "camera"
        index += lens[0].split(" ").length
        continue
      }
      if (/^(his|her|their) back\b/.test(rest))
        for (const subject of subjects) draftOf(subject).facing = "away"
      continue
    }
    // What rain beats on is a pane, not a drink.
    if (thing && word === "glass" && otherSeen && !personSeen) continue
    if (thing) {
      const kind: PropKind = thing.kind
      const { length, plural } = thing
      const subjectThing: boolean = !verbSeen && isSubjectThing(tokens, index, length)
      if (subjectThing) {
        subjectIsThing = kind
        subjects = [...subjects]
      }
      const count = Math.max(amount, plural ? 2 : 1)
      const doer = subjectIsThing === null ? (subjects[0] ?? null) : null
      takeThing(kind, { index, length, count, doer })
      lastThing = kind
      amount = 1
      scale = 1
      preposition = null
      index += length - 1
      continue
    }
    if (word === "in" && tokens[index + 1] === "front") {
      preposition = "before"
      index += tokens[index + 2] === "of" ? 2 : 1
      continue
    }
    const place = prepositions[word]
    if (place) {
      preposition = word === "out" && tokens[index + 1] !== "of" ? preposition : place
      if (word === "next" && tokens[index + 1] === "to") index += 1
      continue
    }
    if (
      word === "it" &&
      verbSeen &&
      lastThing !== null &&
      preposition === null &&
      subjectIsThing === null
    ) {
      const doer = subjects[0]
      if (doer !== undefined && designOf(lastThing).held && verb !== null && !verb.verb.looks) {
        const draft = draftOf(doer)
        if (draft.holds === null || draft.assumed) {
          draft.holds = lastThing
          draft.assumed = false
        }
        const at = things.findIndex(({ kind }) => kind === lastThing)
        const known = things[at]
        if (known) things[at] = { ...known, owner: doer }
      }
      continue
    }
    if (isUnseen(word)) {
      if (isNoun) otherSeen = true
      else verbSeen = true
      continue
    }
    if (small.has(word) || determiners.has(word) || adverb.test(word) || mood) continue
    if (!verbSeen && !/(ed|ful|less|ous|y)$/.test(word)) otherSeen = true
    // A noun that nothing is known for, and a deed that nothing is known for, are said rather than left out in silence.
    const next = tokens[index + 1] ?? "."
    const headNoun =
      isNoun &&
      (next === "." ||
        next === "," ||
        next in prepositions ||
        small.has(next) ||
        next === "'s" ||
        isUnseen(next) ||
        findVerb(next) !== null)
    if (headNoun && isMaterial(word) && !isStranger(word) && !isPlaceWord(word)) unknown.push(word)
    else if (
      !verbSeen &&
      !isNoun &&
      spoken.length > 0 &&
      word.endsWith("s") &&
      /^[a-z]{4,}$/.test(word) &&
      isPersonBefore(index)
    ) {
      unknown.push(word)
      verbSeen = true
    }
  }

  function isPersonBefore(index: number): boolean {
    const before = tokens[index - 1] ?? ""
    return (
      cast.some(({ name }) => name.toLowerCase().split(" ").includes(before)) ||
      before === "she" ||
      before === "he" ||
      before === "they"
    )
  }

  function takeThing(
    kind: PropKind,
    at: { index: number; length: number; count: number; doer: string | null },
  ) {
    const { index, length, count, doer } = at
    const design = designOf(kind)
    const rest = tokens.slice(index + length, index + length + 4).join(" ")
    // "A bottle stands on the table": then nobody has it in hand.
    const lying =
      /^(lies|lie|lying|stands|sits|is|are|hangs|rests|rolls|falls|rings|waits|on|under|beside|by|near|in the (corner|background|distance))\b/.test(
        rest,
      )
    const handled = verb !== null && doer !== null && index - verb.at < 6
    const own = /^(his|her|their|my)$/.test(tokens[index - 1] ?? "")
    const given =
      tokens[index - 2] === "with" ||
      tokens[index - 1] === "with" ||
      /^in (his|her|their|one|the other|each) (left |right )?hands?\b/.test(rest)
    const owned =
      doer !== null &&
      (handled ||
        given ||
        /^(his|her|their|my|with)$/.test(tokens[index - 1] ?? "") ||
        tokens[index - 2] === "with")
    const seen = verb?.verb.looks === true && !own
    const reaching =
      !given &&
      (preposition === "towards" ||
        (preposition === "at" && !own) ||
        (preposition === "on" && verb?.verb.posture !== undefined))
    const held =
      design.held === true &&
      (!own || preposition !== "on" || verb === null) &&
      (verb?.verb.with !== true || verb.verb.action === "embrace" || given) &&
      owned &&
      !(lying && !handled) &&
      !seen &&
      !reaching &&
      preposition !== "beside"
    const spotted = placedBy(rest)
    if (!things.some((known) => known.kind === kind))
      things.push({
        kind,
        owner: held ? doer : null,
        count: Math.min(5, count),
        scale,
        spot: spotted,
      })
    if (doer === null) return
    const draft = draftOf(doer)
    if (held) {
      if (draft.holds === null || draft.assumed) draft.holds = kind
      draft.assumed = false
      return
    }
    const settles = verb?.verb.posture !== undefined || (verb === null && !seen)
    for (const subject of subjects) {
      const each = draftOf(subject)
      if (
        preposition !== null &&
        preposition !== "towards" &&
        each.spot === null &&
        !design.held &&
        (settles || preposition === "behind" || preposition === "under")
      )
        each.spot = { preposition, kind }
      else if (each.towards === null && (handled || seen)) each.towards = kind
    }
  }

  /** "…on the table", "…beside Mara" after a thing: where it is. */
  function placedBy(rest: string): NamedThing["spot"] {
    const match =
      /^(?:(?:lies|stands|sits|is|are|hangs|rests|lying|waits|sleeps) )?(on|in|under|beneath|beside|by|near|behind|between|against|at|next to|in front of) (.+)$/.exec(
        rest,
      )
    if (!match) return null
    const words = (match[2] ?? "").split(" ")
    const start = determiners.has(words[0] ?? "") ? 1 : 0
    const where =
      match[1] === "next to"
        ? "beside"
        : match[1] === "in front of"
          ? "before"
          : (prepositions[match[1] ?? ""] ?? "beside")
    const other = findThing(words, start) ?? findThing(words, start + 1)
    const person =
      cast.find(({ name }) => nameLength(words, start, name) > 0)?.name ??
      cast.find(({ name }) => nameLength(words, 0, name) > 0)?.name ??
      null
    return other || person ? { preposition: where, kind: other?.kind ?? null, person } : null
  }

  for (const { kind, owner } of things) {
    if (!owner) continue
    const draft = draftOf(owner)
    if (draft.holds === kind) draft.pose.action = handling(draft.pose.action, kind)
  }
  for (const draft of drafts.values()) settleHands(draft)
  const deeds = new Map(
    [...drafts].map(([name, draft]): [string, Deed] => [
      name,
      { ...draft, pose: combine(draft.pose), close: draft.close },
    ]),
  )
  return {
    deeds,
    things,
    unknown: [...new Set(unknown)].filter((word) => !things.some(({ kind }) => kind === word)),
  }
}

const isStranger = (word: string) => strangers.some(({ words }) => words.includes(word))

/** A thing that begins a sentence and does something: "The phone rings", "A dog barks". */
function isSubjectThing(tokens: readonly string[], index: number, length: number): boolean {
  const before = tokens[index - 1] ?? "."
  const begins =
    /^(\.|,|and|as|while|then|somewhere|outside|suddenly)$/.test(before) ||
    determiners.has(before) ||
    /^(old|big|small|little|black|white|huge|single|empty|distant|lone)$/.test(before)
  if (!begins) return false
  let start = index - 1
  while (start >= 0 && !/^(\.|,|and|as|while|then)$/.test(tokens[start] ?? ".")) {
    const word = tokens[start] ?? ""
    if (
      findVerb(word) !== null ||
      isUnseen(word) ||
      word in prepositions ||
      /^(she|he|they)$/.test(word)
    )
      return false
    start -= 1
  }
  const next = tokens[index + length] ?? "."
  return tokens[start] !== "and" || isUnseen(next) || findVerb(next) !== null
}
