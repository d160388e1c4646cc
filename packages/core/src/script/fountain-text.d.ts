/** Scripts that tests read as text through the bundler of the test runner. */
declare module "*.fountain?raw" {
  const text: string
  export default text
}
