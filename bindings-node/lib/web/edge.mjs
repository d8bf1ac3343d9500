// Where compiling is forbidden, the platform imports the compiled module.
export { default } from "../avatar-errors.wasm?module";
