import type { AvatarErrorJSON } from "./generated/fields.cjs";

type Reviver = (key: string, value: unknown, context?: Source) => unknown;
type Source = { source?: string };

/** Keeps a number as it is spelled; Node 20 has no such thing. */
const { rawJSON } = JSON as { rawJSON?: (text: string) => unknown };

/** What a newer version wrote, its own members too, so that `JSON.stringify` writes it again. */
export function readNewer(json: string): AvatarErrorJSON {
  const asSpelled: Reviver = (_, value, context) => {
    const source = context?.source;
    if (typeof value !== "number" || source === undefined) return value;
    return String(value) === source ? value : (rawJSON?.(source) ?? value);
  };
  return JSON.parse(json, asSpelled);
}
