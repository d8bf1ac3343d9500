import {
  AvatarError,
  isRetryable,
  problemErrorHandler,
  problemHandler,
  problemMiddleware,
  problemOnError,
  retryDelayMs,
} from "avatar-errors";
import { DelegateBackoff, handleWhen, retry as cockatiel } from "cockatiel";
import express, { Router } from "express";
import fastify from "fastify";
import { Hono } from "hono";
import Koa from "koa";
import pRetry from "p-retry";
import pino from "pino";
import winston from "winston";

const error: AvatarError = new AvatarError({ httpStatus: 503 });

express().use(problemHandler());
Router().use("/sessions", problemHandler());
fastify().setErrorHandler(problemErrorHandler);
fastify({ http2: true }).setErrorHandler(problemErrorHandler);
new Hono().onError(problemOnError);
new Koa().use(problemMiddleware());
// @ts-expect-error Express has error middleware of another form
express().use(problemErrorHandler);

pRetry(async () => "up", { shouldRetry: (it) => isRetryable(it.error) });
cockatiel(handleWhen(isRetryable), {
  backoff: new DelegateBackoff(({ attempt, result }) =>
    retryDelayMs("error" in result ? result.error : undefined, attempt),
  ),
});

pino().error(error.logFields(), String(error));
winston.createLogger().error(String(error), error.logFields());
