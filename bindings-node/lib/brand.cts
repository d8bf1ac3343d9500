/** The same in every copy of the package and in every realm. */
export const BRAND = Symbol.for("avatar-errors.AvatarError");

/** Whether it is an `AvatarError`, of whichever copy of the package. */
export function isAvatarError(value: unknown): value is object {
  try {
    return typeof value === "object" && value !== null && BRAND in value;
  } catch {
    return false;
  }
}
