declare module "#wasm" {
  /** The module, or its bytes. */
  const module: object;
  export default module;
}
