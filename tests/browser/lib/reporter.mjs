// What the suites print: failures in full, and a line a suite.

import { basename } from "node:path";

const SUITE_SLOWS_AT = 20_000;

export default async function* report(source) {
  const suites = new Map();
  const start = Date.now();
  for await (const { type, data } of source) {
    if (type === "test:stderr" || type === "test:stdout") yield data.message;
    if ((type !== "test:pass" && type !== "test:fail") || data.details.type === "suite") continue;
    const name = basename(data.file ?? data.name, ".test.mjs");
    const suite = suites.get(name) ?? { passed: 0, failed: 0, skipped: 0, seconds: 0 };
    suites.set(name, suite);
    suite[type === "test:fail" ? "failed" : data.skip === undefined ? "passed" : "skipped"] += 1;
    suite.seconds += data.details.duration_ms / 1000;
    if (type === "test:pass" && data.skip !== undefined) yield `SKIPPED: ${name}: ${data.name}${data.skip === true ? "" : `: ${data.skip}`}\n`;
    if (type === "test:fail") {
      const { error } = data.details;
      yield `FAILED: ${name}: ${data.name}\n${indent((error.cause?.stack ?? error.cause ?? error).toString())}\n`;
    } else if (data.details.duration_ms > SUITE_SLOWS_AT) yield `slow: ${name}: ${data.name} took ${Math.round(data.details.duration_ms / 1000)} s\n`;
  }
  const all = { passed: 0, failed: 0 };
  for (const [name, { passed, failed, skipped, seconds }] of [...suites].sort()) {
    all.passed += passed;
    all.failed += failed;
    yield `${name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""} (${seconds.toFixed(1)} s)\n`;
  }
  yield `browser: ${all.passed} passed, ${all.failed} failed in ${((Date.now() - start) / 1000).toFixed(0)} s\n`;
  // A run that tested nothing has not passed.
  if (all.passed === 0) process.exitCode = 1;
}

const indent = (text) => text.replace(/^/gm, "    ");
