import type { PoseName } from "../figure/pose-names.ts"
import type { PropKind } from "../prop/catalogue.ts"
import { listForms } from "./inflection.ts"

/** What a verb does to the body that does it. */
export interface Verb {
  /** How the whole body is held. */
  readonly posture?: PoseName
  /** What the hands do; with a posture that has a pose for both, the two go together. */
  readonly action?: PoseName
  readonly holds?: PropKind
  /** Done to or with another person. */
  readonly with?: true
  /** Only the head or the eyes move. */
  readonly looks?: true
}

type Row = readonly [words: string, verb: Verb]

const posture = (words: string, pose: PoseName, rest: Verb = {}): Row => [
  words,
  { posture: pose, ...rest },
]
const action = (words: string, pose: PoseName, rest: Verb = {}): Row => [
  words,
  { action: pose, ...rest },
]
const together = (words: string, pose: PoseName): Row => [words, { action: pose, with: true }]

/** Base forms; irregular ones follow in brackets. Of verbs that nothing of the body shows there is a list of their own. */
const rows: readonly Row[] = [
  posture("sit(sat,sitting) perch seat(seated) settle", "sit"),
  posture("slump slouch", "sit-slump"),
  posture("lie(lay,lying,lain) sprawl recline", "lie"),
  posture("faint collapse swoon(swooned) die(dying,dead)", "faint"),
  posture("sleep(slept,asleep) doze nap snore slumber", "sleep"),
  posture("wake(woke,awake,wakes,waking) awaken", "sit-up"),
  posture("kneel(knelt) propose", "kneel"),
  posture("crouch squat stoop duck huddle", "crouch"),
  posture("crawl", "crawl"),
  posture("cower flinch cringe shrink(shrank)", "cower"),
  posture("pray", "pray"),
  posture("bow curtsy", "bow"),
  posture(
    "walk stroll stride(strode) pace enter exit approach cross march leave(left) wander come(came,coming) arrive step go(goes,went,gone) trudge follow descend return amble shuffle saunter retreat advance pass head emerge lead(led) hike",
    "walk",
  ),
  posture("limp stagger stumble hobble lurch totter reel", "limp"),
  posture("sneak(snuck) creep(crept) tiptoe prowl slink steal(stole) edge stalk", "sneak"),
  posture(
    "run(ran) sprint rush race chase flee(fled,fleeing) dash bolt hurry charge gallop escape scurry tear(tore) pursue jog barge burst",
    "run",
  ),
  posture("climb scramble clamber scale", "climb"),
  posture("hang(hung) dangle", "hang"),
  posture("ascend mount", "walk-up"),
  posture("fall(fell,fallen) topple tumble plunge plummet", "fall"),
  posture("trip slip", "trip"),
  posture("jump leap(leapt) hop vault spring(sprang) pounce", "jump"),
  posture("dance twirl spin(spun) waltz sway", "dance"),
  posture("swim(swam,swum) wade dive(dove)", "swim"),
  posture("drown sink(sank)", "drown"),
  posture("drive(drove,driven,driving)", "drive"),
  posture("ride(rode,ridden,riding)", "ride"),
  posture("cycle pedal bicycle", "cycle"),
  posture("row paddle", "row"),
  posture("hide(hid,hidden,hiding) lurk", "hide"),
  posture("lean(leant)", "lean"),
  posture("shiver tremble shake(shook) shudder", "shiver"),
  posture("stretch yawn", "stretch"),
  posture("balance", "balance"),
  posture("search rummage forage", "search"),
  posture(
    "stand(stood) wait stop freeze(froze,frozen) rise(rose,risen) stay pause halt hesitate linger loiter appear remain straighten",
    "stand",
  ),
  [
    "look stare watch gaze glance turn face listen glare regard observe eye study notice see(saw,seen) spot",
    { looks: true },
  ],
  action("peer squint scan", "look"),
  action("spy", "spy"),
  action("eavesdrop", "listen"),
  action("point gesture indicate", "point"),
  action("phone telephone dial", "phone", { holds: "phone" }),
  action("text", "text", { holds: "phone" }),
  action("read(reads,reading) leaf", "read", { holds: "book" }),
  action("write(wrote,writing,written) scribble sign(signed) paint sketch", "sit-write"),
  action("type", "sit-type"),
  action("drink(drank) sip gulp swig toast", "drink", { holds: "cup" }),
  action("eat(ate,eaten) chew munch dine bite(bit) devour", "eat"),
  action("smoke", "smoke", { holds: "cigarette" }),
  action("aim shoot(shot) fire threaten", "aim", { holds: "gun" }),
  together(
    "punch hit(hit,hitting) fight(fought) attack beat(beat,beating) box strike(struck) pummel clout",
    "punch",
  ),
  together("kick", "kick"),
  together("slap smack", "slap"),
  together("shove", "shove"),
  together("stab", "stab"),
  together("strangle choke throttle", "strangle"),
  together("wrestle struggle grapple tackle", "grapple"),
  action("defend block guard brace parry", "guard"),
  together("embrace hug cuddle", "embrace"),
  together("kiss", "kiss"),
  together("comfort console soothe", "comfort"),
  together("whisper", "whisper"),
  together("help rescue", "help-up"),
  action(
    "argue explain protest insist debate quarrel plead beg lecture talk(talking) speak(spoke,speaking) chat lie_to say(says) tell(told)",
    "argue",
  ),
  action("shout yell scream shriek holler bellow cry_out roar wail howl", "scream"),
  action("shrug", "shrug"),
  action("wave greet", "wave"),
  action("beckon summon", "beckon"),
  action("salute", "salute"),
  action("clap applaud", "clap"),
  action("cheer celebrate triumph", "cheer"),
  action("surrender", "hands-up"),
  action("sing(sang,sung) hum", "sing"),
  action("cry(cries,cried) weep(wept) sob mourn", "cry"),
  action("think(thought) ponder consider wonder muse brood", "think"),
  action(
    "reach touch grab take(took,taking) pull press pick snatch slide turn_on switch flick drop(dropped,dropping) release saddle cut(cutting) slice untie tie stroke catch(caught) pet feel(felt)",
    "reach",
  ),
  action("open close shut unlock lock slam bolt_door unbolt", "open-door"),
  action("knock bang pound rap", "knock"),
  action("give(gave,giving,given) hand offer pass_to deliver present feed(fed)", "offer"),
  action("push heave", "push"),
  action("tug yank", "pull"),
  action("drag haul", "drag"),
  action("carry bear(bore) lug", "carry"),
  action("lift raise hoist", "lift"),
  action("throw(threw,thrown) hurl toss fling(flung) chuck pitch", "throw"),
  action("dig(dug) bury shovel", "dig", { holds: "shovel" }),
  action("sweep(swept) mop", "sweep", { holds: "broom" }),
  action("chop hack", "chop", { holds: "axe" }),
  action("hammer nail", "hammer", { holds: "hammer" }),
  action("cook stir fry bake", "cook"),
  action("pour fill", "pour", { holds: "bottle" }),
  action("wash scrub rinse clean wipe shave", "wash"),
  action("steer", "steer"),
  action("play strum", "play"),
  action("photograph film", "photograph", { holds: "camera" }),
  action(
    "draw(drew,drawn) load reload hold(held) clutch grip grasp wield brandish cradle light(lit,lighting) hold_up squeeze wear(wore,wearing) draw_gun produce show examine inspect",
    "hold",
  ),
  action("fold refuse", "crossed"),
]

/** Verbs of the mind, of being and of film: nothing of the body shows them. */
const unseen =
  "be is are was were am been being have has had do does did can could will would shall should may might must know knew known remember forget want need like love hate hope believe realise realize understand mean seem become became begin began begun start finish end continue keep kept try decide agree learn live hear heard let make made get got getting put set ask answer reply reveal happen fade dissolve pan zoom remembering recognise recognize expect belong matter grow grew use spend lose lost find found catch miss care fail manage prepare plan relax breathe sigh nod swallow gulp blink smile laugh grin frown scowl snarl gasp smirk chuckle giggle beam sneer blush sweat bleed suffer age dress undress work call visit meet met join share save count cost owe pay buy sell bring brought send sent carry_on flicker glow shine burn ring tick blow drip roar echo sound pour rattle creak hiss buzz crackle thunder howl lap crash break broke explode move stir ease press_on adjust check test stow fit join part keep lower rest belt clatter bark purr meow neigh".split(
    " ",
  )

/** Two words, the second of which makes another deed of the first. */
const pairs: readonly Row[] = [
  posture("lies down", "lie"),
  posture("sits up", "sit-up"),
  posture("sits cross-legged", "cross-legged"),
  posture("gets up", "stand"),
  posture("stands up", "stand"),
  posture("backs away", "walk"),
  posture("throws up", "bow"),
  action("picks up", "pick-up"),
  action("rests on", "lean-on"),
  action("looks out", "look-out"),
  action("gazes out", "look-out"),
  action("stares out", "look-out"),
  action("peers out", "look-out"),
  action("watches out", "look"),
  action("looks around", "look"),
  action("puts down", "reach"),
  action("sets down", "reach"),
  action("lays down", "reach"),
  action("puts on", "hold"),
  action("takes off", "hold"),
  action("turns on", "reach"),
  action("turns off", "reach"),
  action("holds up", "lift"),
  action("hangs up", "phone", { holds: "phone" }),
  action("calls out", "scream"),
  action("cries out", "scream"),
  action("listens at", "listen"),
  action("takes photograph", "photograph", { holds: "camera" }),
  action("takes picture", "photograph", { holds: "camera" }),
  action("takes photo", "photograph", { holds: "camera" }),
  action("looks through", "spy"),
  action("covers ears", "cover-ears"),
  action("raises hands", "hands-up"),
  action("hands up", "hands-up"),
  action("crosses arms", "crossed"),
  action("folds arms", "crossed"),
  action("arms crossed", "crossed"),
  action("arms folded", "crossed"),
  together("shakes hands", "shake-hands"),
  together("holds hands", "hold-hands"),
  together("shakes hand", "shake-hands"),
  together("takes hand", "hold-hands"),
]

const forms = new Map<string, Verb>()
for (const [words, verb] of rows)
  for (const entry of words.split(" ")) {
    const [, base = entry, irregular = ""] = /^([a-z_]+)(?:\(([^)]*)\))?$/.exec(entry) ?? []
    if (base.includes("_")) continue
    for (const form of [...listForms(base), ...irregular.split(",")])
      if (form !== "" && !forms.has(form)) forms.set(form, verb)
  }
const silent = new Set(unseen.flatMap((word) => listForms(word)))
for (const word of unseen) silent.add(word)

export const findVerb = (word: string): Verb | null => forms.get(word) ?? null

/** A verb that is understood and changes nothing that is seen. */
export const isUnseen = (word: string) => silent.has(word)

const pairForms = pairs.map(([phrase, verb]) => {
  const [first = "", second = ""] = phrase.split(" ")
  const base = first.replace(/s$/, "")
  return { firsts: new Set([first, base, ...listForms(base)]), second, verb }
})

/** "Picks the key up", "looks out of": the second word within reach of the first. */
export function findPair(words: readonly string[], index: number): Verb | null {
  const word = words[index] ?? ""
  for (const { firsts, second, verb } of pairForms) {
    if (!firsts.has(word)) continue
    const rest = words.slice(index + 1, index + 5)
    const stop = rest.findIndex((each) => each === "." || each === "," || each === "and")
    const reach = stop < 0 ? rest : rest.slice(0, stop)
    const at = reach.indexOf(second)
    if (at < 0) continue
    // "Picks up": but "sits on the up platform" is none; between them stands an object at most.
    if (
      second === "out"
        ? at > 0
        : reach.slice(0, at).some((each) => /^(to|at|on|in|into|from|with)$/.test(each))
    )
      continue
    return verb
  }
  return null
}

/** Every form that a verb of the lexicon has, for suggestions and spelling. */
export const verbForms: readonly string[] = [...forms.keys()]

/** Sitting and doing something with the hands. */
export const seated: Partial<Record<PoseName, PoseName>> = {
  read: "sit-read",
  phone: "sit-phone",
  text: "sit-phone",
  drink: "sit-drink",
  eat: "sit-eat",
  "sit-write": "sit-write",
  "sit-type": "sit-type",
  argue: "sit-talk",
  point: "sit-talk",
  shrug: "sit-talk",
  offer: "sit-talk",
  think: "sit-think",
  cry: "sit-slump",
  crossed: "sit-crossed",
  play: "play",
}
