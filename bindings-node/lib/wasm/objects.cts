import type {
  Native,
  NativeAttempts,
  NativeBudget,
  NativeDecision,
  NativeEvent,
  NativeMonitor,
  NativePolicy,
} from "../native.cjs";
import type { Exports, Instance } from "./instance.cjs";
import { CoreObject, number, settings } from "./object.cjs";

type Asked = <T>(error: string, question: (error: string) => T) => T;

const object = Symbol("object");

export function policyOf(core: Instance, asked: Asked): Native["RetryPolicy"] {
  return class RetryPolicy implements NativePolicy {
    readonly [object]: CoreObject;

    constructor(options: ConstructorParameters<Native["RetryPolicy"]>[0]) {
      const { attempts, baseMs, factor, capMs, maxRetryAfterMs, maxElapsedMs } =
        options;
      const [given, ...values] = settings([
        attempts,
        baseMs,
        factor,
        capMs,
        maxRetryAfterMs,
        maxElapsedMs,
      ]) as [number, ...number[]];
      this[object] = new CoreObject(core, (it) => it.policy(given, ...values));
    }

    decide(error: string, ...state: number[]): NativeDecision {
      state.forEach(number);
      return asked(error, (error) => {
        const policy = this[object].number;
        return decided(
          core.answer([error], (it) => it.decide(policy, ...state)),
        );
      });
    }
  };
}

export function budgetOf(core: Instance): Native["RetryBudget"] {
  return class RetryBudget implements NativeBudget {
    readonly [object]: CoreObject;

    constructor(capacity: number | undefined) {
      const [given, value] = settings([capacity]) as [number, number];
      this[object] = new CoreObject(core, (it) => it.budget(given, value));
    }

    get left(): number {
      return again(core, (it) => it.budget_left(this[object].number) >>> 0);
    }

    take(cost: number): boolean {
      number(cost);
      return again(core, (it) =>
        Boolean(it.budget_take(this[object].number, cost)),
      );
    }

    refund(cost: number): void {
      number(cost);
      again(core, (it) => it.budget_refund(this[object].number, cost));
    }
  };
}

/** `undiagnosed` is the text of an error of which nothing is known. */
export function attemptsOf(
  core: Instance,
  undiagnosed: () => string,
): Native["Attempts"] {
  return class Attempts implements NativeAttempts {
    readonly #object: CoreObject;
    readonly #begun = performance.now();

    constructor(policy: NativePolicy, budget: NativeBudget) {
      const [its, left] = [policy, budget].map(objectOf) as [
        CoreObject,
        CoreObject,
      ];
      this.#object = new CoreObject(core, (it) =>
        it.attempts(its.number, left.number),
      );
    }

    get made(): number {
      return again(core, (it) => it.attempts_made(this.#object.number) >>> 0);
    }

    failed(error: string): NativeDecision {
      const elapsed = performance.now() - this.#begun;
      const failed = (error: string) => {
        const attempts = this.#object.number;
        return decided(
          core.answer([error], (it) =>
            it.attempts_failed(attempts, elapsed, Math.random()),
          ),
        );
      };
      return core.guarded(
        () => failed(error),
        () => failed(undiagnosed()),
      );
    }

    succeeded(): void {
      again(core, (it) => it.attempts_succeeded(this.#object.number));
    }

    cancelled(): void {
      again(core, (it) => it.attempts_cancelled(this.#object.number));
    }
  };
}

export function monitorOf(core: Instance): Native["RecurrenceMonitor"] {
  return class RecurrenceMonitor implements NativeMonitor {
    readonly #object: CoreObject;

    constructor({
      threshold,
      windowMs,
      coolDownMs,
    }: ConstructorParameters<Native["RecurrenceMonitor"]>[0]) {
      const [given, ...values] = settings([
        threshold,
        windowMs,
        coolDownMs,
      ]) as [number, ...number[]];
      this.#object = new CoreObject(core, (it) => it.monitor(given, ...values));
    }

    record(error: string, givenMs?: number | null): NativeEvent[] {
      const nowMs = number(givenMs ?? now());
      return this.#told((monitor) =>
        core.answer([error], (it) => it.monitor_record(monitor, nowMs)),
      );
    }

    check(givenMs?: number | null): NativeEvent[] {
      const nowMs = number(givenMs ?? now());
      return this.#told((monitor) =>
        core.answer([], (it) => it.monitor_check(monitor, nowMs)),
      );
    }

    #told(ask: (monitor: number) => string): NativeEvent[] {
      return core.guarded(
        () => {
          const events = JSON.parse(ask(this.#object.number) || "[]") as (Omit<
            NativeEvent,
            "atMs"
          > & { at_ms: number })[];
          return events.map(({ at_ms, ...event }) => ({
            ...event,
            atMs: at_ms,
          }));
        },
        () => [],
      );
    }
  };
}

function objectOf(holder: unknown): CoreObject {
  const held = (holder as { [object]?: CoreObject })[object];
  if (!held) throw new TypeError("a policy and a budget were expected");
  return held;
}

/** Asks the next instance where one trapped. */
function again<T>(core: Instance, work: (exports: Exports) => T): T {
  return core.guarded(
    () => core.call([], work),
    () => core.call([], work),
  );
}

/** Unix time that nobody can set back or forth. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

function decided(json: string): NativeDecision {
  const { wait_ms, new_token, new_session, ...decision } = JSON.parse(json);
  return {
    ...decision,
    waitMs: wait_ms,
    newToken: new_token,
    newSession: new_session,
  };
}
