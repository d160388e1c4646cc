import { listOptions, type ObjectInfo } from "./object-info.ts"
import type { Workflow, WorkflowGraph } from "./workflow.ts"

const node = (class_type: string, inputs: Record<string, unknown>) => ({ class_type, inputs })

/** Everything is shown, not saved: ComfyUI empties that folder when it starts, and nobody's results fill the disk. */
const shared: WorkflowGraph = {
  checkpoint: node("CheckpointLoaderSimple", { ckpt_name: "" }),
  positive: node("CLIPTextEncode", { text: "", clip: ["checkpoint", 1] }),
  negative: node("CLIPTextEncode", { text: "", clip: ["checkpoint", 1] }),
  sampler: node("KSampler", {
    model: ["checkpoint", 0],
    positive: ["positive", 0],
    negative: ["negative", 0],
    latent_image: ["latent", 0],
    seed: 0,
    steps: 20,
    cfg: 1,
    // What every kind of model can be drawn with.
    sampler_name: "euler",
    scheduler: "normal",
    denoise: 1,
  }),
  decoded: node("VAEDecode", { samples: ["sampler", 0], vae: ["checkpoint", 2] }),
  result: node("PreviewImage", { images: ["decoded", 0] }),
}

const sharedBinding = {
  "checkpoint.inputs.ckpt_name": "{checkpoint}",
  "positive.inputs.text": "{prompt}",
  "negative.inputs.text": "{negative}",
  "sampler.inputs.seed": "{seed}",
  "sampler.inputs.steps": "{steps}",
  "sampler.inputs.cfg": "{cfg}",
}

/** What is fixed where a workflow brings its own. */
const ofCheckpoint = new Set(["checkpoint.inputs.ckpt_name", "sampler.inputs.cfg"])

const picture: WorkflowGraph = {
  picture: node("LoadImage", { image: "" }),
  encoded: node("VAEEncode", { pixels: ["picture", 0], vae: ["checkpoint", 2] }),
}

const pictureBinding = {
  "picture.inputs.image": "{image}",
  "sampler.inputs.denoise": "{denoise}",
}

const kinds: readonly { name: string; graph: WorkflowGraph; bind: Record<string, string> }[] = [
  {
    name: "text-to-image",
    graph: { latent: node("EmptyLatentImage", { width: 0, height: 0, batch_size: 1 }) },
    bind: { "latent.inputs.width": "{width}", "latent.inputs.height": "{height}" },
  },
  {
    name: "image-to-image",
    graph: {
      ...picture,
      sampler: node("KSampler", { ...shared["sampler"]?.inputs, latent_image: ["encoded", 0] }),
    },
    bind: pictureBinding,
  },
  {
    name: "inpaint",
    graph: {
      ...picture,
      // `alpha` is read as 1 − alpha: see-through is what may change.
      mask: node("LoadImageMask", { image: "", channel: "alpha" }),
      // Any checkpoint can do this; the node for inpainting ones (VAEEncodeForInpaint) greys out what it redraws.
      latent: node("SetLatentNoiseMask", { samples: ["encoded", 0], mask: ["mask", 0] }),
      // Coding to latents and back changes every pixel a little: those outside are taken from the picture itself.
      kept: node("ImageCompositeMasked", {
        destination: ["picture", 0],
        source: ["decoded", 0],
        x: 0,
        y: 0,
        resize_source: false,
        mask: ["mask", 0],
      }),
      result: node("PreviewImage", { images: ["kept", 0] }),
    },
    bind: { ...pictureBinding, "mask.inputs.image": "{mask}" },
  },
]

/** The style of a picture by a style model. Those that there are (Redux) belong to Flux. */
const createStyle = (styleModel: string, vision: string): WorkflowGraph => ({
  style: node("LoadImage", { image: "" }),
  vision: node("CLIPVisionLoader", { clip_name: vision }),
  seen: node("CLIPVisionEncode", {
    clip_vision: ["vision", 0],
    image: ["style", 0],
    crop: "none",
  }),
  model: node("StyleModelLoader", { style_model_name: styleModel }),
  styled: node("StyleModelApply", {
    conditioning: ["positive", 0],
    style_model: ["model", 0],
    clip_vision_output: ["seen", 0],
    strength: 0.6,
    strength_type: "multiply",
  }),
})

/**
 * What can be done with the nodes that come with ComfyUI, for when the operator brings no workflow: a first picture,
 * an edit and an edit in a region; each guided by a picture of the style too where the server has a style model.
 */
export function createBuiltInWorkflows(info: ObjectInfo): Workflow[] {
  const plain = kinds.map(({ name, graph, bind }): Workflow => ({
    name,
    own: false,
    quality: "any",
    graph: { ...shared, ...graph },
    bind: { ...sharedBinding, ...bind },
  }))
  const [styleModel = null] = listOptions(info, "StyleModelLoader", "style_model_name")
  const [vision = null] = listOptions(info, "CLIPVisionLoader", "clip_name")
  const checkpoint = listOptions(info, "CheckpointLoaderSimple", "ckpt_name").find((name) =>
    /flux/i.test(name),
  )
  if (styleModel === null || vision === null || checkpoint === undefined) return plain
  const style = createStyle(styleModel, vision)
  const styled = plain.map(({ graph, bind, ...rest }): Workflow => ({
    ...rest,
    name: `${rest.name} with style`,
    graph: {
      ...graph,
      ...style,
      checkpoint: node("CheckpointLoaderSimple", { ckpt_name: checkpoint }),
      sampler: node("KSampler", { ...graph["sampler"]?.inputs, positive: ["styled", 0] }),
    },
    bind: {
      ...Object.fromEntries(Object.entries(bind).filter(([path]) => !ofCheckpoint.has(path))),
      "style.inputs.image": "{style}",
    },
  }))
  return [...plain, ...styled]
}
