/** Made by the build. */
declare module "virtual:canvas-chunk" {
  /** The address of the canvas's code; null while developing. */
  const address: string | null
  export default address
}
