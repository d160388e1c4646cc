/** Nouns that name nothing to be drawn as a thing: parts of people, time, mind, sound, light and the set itself. */
export const immaterial: ReadonlySet<string> = new Set(
  `hand hands arm arms leg legs foot feet head face eye eyes mouth lip lips hair shoulder shoulders back chest knee knees finger fingers fist fists
  palm throat neck cheek cheeks brow ear ears nose skin body blood breath tear tears heart tooth teeth chin wrist elbow lap hip hips toe toes voice smile
  gaze look glance stare frown grin laugh laughter scream cry shout whisper word words name question answer story song tune music sound noise silence
  echo beat rhythm footstep footsteps crash bang thud click voice line scene shot frame camera view close-up lens angle pan cut
  day night morning evening afternoon dawn dusk midnight noon sunset sunrise time moment second minute hour week month year past future while instant
  light lights dark darkness shadow shadows sun sunlight moon moonlight star stars sky cloud clouds rain snow fog mist wind storm thunder lightning weather air heat cold
  sea water wave waves river ocean lake shore beach coast tide surf horizon ground floor earth land sand mud dirt ice grass path road street way place room house home kitchen
  bedroom office hall hallway corridor stairs step steps ceiling roof wall walls corner edge side top bottom middle centre center front end left right inside outside distance
  background foreground town city village country world forest wood woods field hill mountain island garden park church bar shop station ship boat deck world
  thing things something anything nothing everything everyone someone anyone nobody one ones other others another both all each none half part piece pieces bit lot rest kind sort
  life death love hate fear anger joy grief hope pain surprise shock relief panic terror horror truth lie secret idea thought mind memory dream plan promise chance choice
  reason point trouble problem danger war peace fight battle attack game job work business order orders news message call help care control power strength speed pace direction
  attention balance effort gesture movement motion turn step walk run ride drive fall jump rise climb dance kiss embrace hug touch grip hold sip drink bite breath pause rest sleep nap
  man woman men women boy girl child children people person figure stranger crowd friend friends family father mother son daughter brother sister wife husband couple pair group team
  reply number sentence joke fun luck magic dust warmth colour color shape size height weight distance space gap opening hole crack mark spot sign stain smell taste sense
  row rows line lines queue circle pattern surface layer beam beams flash glow spark glare ray rays reflection silhouette outline
  old young same new first last next own few more most many much little good bad big small long short high low great whole empty full open closed alone still away together
  engine motor alarm bell siren voice radio ringing knock creak crack splash gust draught roar hum hiss applause
  hers his him her them it its she he they you your i me my we us our who whom whose which that this these those here there`.split(
    /\s+/,
  ),
)

const abstractEnding =
  /(ness|tion|sion|ment|ity|ance|ence|ship|hood|ism|ure|ing|ward|wards|ful|less|ous|ive|ly|al|self|selves|ed)$/

/** Whether a noun that no thing is known for would be missed in the picture. */
export const isMaterial = (word: string) =>
  word.length > 2 && /^[a-z-]+$/.test(word) && !immaterial.has(word) && !abstractEnding.test(word)
