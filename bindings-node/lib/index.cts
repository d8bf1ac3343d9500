export type { AvatarErrorJSON } from "./answer.cjs";
export type { Context } from "./adapters/context.cjs";
export type { SocketLike } from "./adapters/watch.cjs";
export {
  catalog,
  type Catalog,
  type CodeInfo,
  type RuleInfo,
} from "./catalog.cjs";
export { classify, classifyJSON } from "./classify.cjs";
export { AvatarError, SessionTokenError, type Options } from "./error.cjs";
export type { Bytes, Facts, FailureJSON, HeadersLike } from "./facts.cjs";
export type * from "./words.cjs";
