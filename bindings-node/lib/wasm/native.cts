import type { Ask, Native, Said } from "../native.cjs";
import { apart, textAt } from "../texts.cjs";
import { compiled, Instance, type Module } from "./instance.cjs";
import { attemptsOf, budgetOf, monitorOf, policyOf } from "./objects.cjs";

/** Where the phase of an error stands in its text. */
const PHASE = 1;

/** What the native add-on is elsewhere, by a module of WebAssembly, or its bytes. */
export function nativeOf(module: Module | Uint8Array): Native {
  const isBytes = module instanceof Uint8Array;
  const core = new Instance(isBytes ? compiled(module) : module);

  const ofPhase = (phase: string) =>
    core.answer([`\nphase\n${phase}`], (it) => it.classify_phase());

  /** After a trap, what is said of an error of which only the phase is known. */
  const asked = <T,>(error: string, question: (error: string) => T): T =>
    core.guarded(
      () => question(error),
      () => question(ofPhase(textAt(error, PHASE))),
    );

  const classify: Ask<string> = (texts, count, bytes = []) =>
    core.guarded(
      () => core.ask([texts, ...bytes], (it) => it.classify(count, Date.now())),
      () => core.answer([texts], (it) => it.classify_phase()),
    );

  const weigh: Ask<number> = (texts, count, bytes = []) =>
    core.guarded(
      () => {
        const link = core.call([texts, ...bytes], (it) => it.weigh(count));
        return link < -1 ? null : link;
      },
      () => -1,
    );

  return {
    classify,
    weigh,
    classifyJSON: (failure) =>
      core.answer([string(failure)], (it) => it.classify_json(Date.now())),
    fromJSON: (json) => core.answer([string(json)], (it) => it.from_json()),
    redacted: (text) =>
      core.guarded(
        () => core.answer([text], (it) => it.redacted()),
        () => "",
      ),
    given: (code, message, rawBody, texts, count, bytes = []) => {
      const parts = [code, message, rawBody, texts, ...bytes];
      return core.guarded(
        () => core.ask(parts, (it) => it.given(count, Date.now())),
        () =>
          core.answer(["unknown", "", "", ""], (it) => it.given(0, Date.now())),
      );
    },
    reclassified: (error) =>
      core.guarded(
        () => core.ask([error], (it) => it.reclassified()),
        () => null,
      ),
    withIds: (error, connectionId, reqId) =>
      core.guarded(
        () => core.answer([error, connectionId, reqId], (it) => it.with_ids()),
        () => error,
      ),
    said: (error, page) =>
      asked(error, (error) =>
        read(core.answer([error, page], (it) => it.said())),
      ),
    logFields: (error) =>
      asked(error, (error) => core.answer([error], (it) => it.log_fields())),
    problem: (error, page) =>
      asked(error, (error) => core.answer([error, page], (it) => it.problem())),
    commandLine: () => {
      throw new Error("the command line is the native package's alone");
    },
    catalog: () => core.answer([], (it) => it.catalog()),
    RetryPolicy: policyOf(core, asked),
    RetryBudget: budgetOf(core),
    Attempts: attemptsOf(core, () => ofPhase("")),
    RecurrenceMonitor: monitorOf(core),
  };
}

/** As the core writes it. */
function read(said: string): Said {
  const [
    line,
    code,
    phase,
    detail,
    severity,
    userMessage,
    operatorHint,
    docUrl,
  ] = apart(said) as [
    string,
    string,
    string,
    string,
    Said["severity"],
    string,
    string,
    string,
  ];
  const fingerprint = [code, phase, detail] as const;
  return { line, fingerprint, severity, userMessage, operatorHint, docUrl };
}

function string(value: unknown): string {
  if (typeof value !== "string") throw new TypeError("a text was expected");
  return value;
}
