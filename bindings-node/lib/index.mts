// One class identity: both module systems share the CommonJS build.
export type * from "./index.cjs";
export {
  AvatarError,
  SessionTokenError,
  catalog,
  classify,
  classifyJSON,
} from "./index.cjs";
