// Runs a command and watches it and everything below it in /proc: processor seconds and the largest reader's memory.
import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";

const ticksPerSecond = 100;
const sampleEvery = 50;

/** The command's { status, seconds, cpuSeconds, peakMb }; `isWorker(commandLine)` says whose memory counts. */
export function measured(command, options = {}, isWorker = () => true) {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const child = spawn(command[0], command.slice(1), { stdio: ["ignore", "ignore", "pipe"], ...options });
    let [cpuSeconds, peakMb, complaint] = [0, 0, ""];
    let [before, lost] = [[], 0];
    child.stderr.on("data", (text) => (complaint = (complaint + text).slice(-4000)));
    const sample = () => {
      const family = below(child.pid);
      lost += unaccounted(before, family);
      before = family;
      cpuSeconds = Math.max(cpuSeconds, (family.reduce((sum, one) => sum + one.ticks, 0) + lost) / ticksPerSecond);
      for (const one of family) if (isWorker(one.command)) peakMb = Math.max(peakMb, highWater(one.pid));
    };
    const timer = setInterval(sample, sampleEvery);
    child.on("error", reject);
    child.on("exit", (status) => {
      clearInterval(timer);
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      resolve({ status, seconds, cpuSeconds, peakMb, complaint });
    });
  });
}

function below(root) {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => facts(Number(name)))
    .filter(Boolean);
  const family = all.filter((one) => one.pid === root);
  for (let i = 0; i < family.length; i++) family.push(...all.filter((one) => one.parent === family[i].pid));
  return family;
}

/** Ticks of what ended since the last look and that nobody waited for: a reader whose confinement was killed with it. A child that was waited for lives on in its parent's sum. */
function unaccounted(before, now) {
  const alive = new Map(now.map((one) => [one.pid, one]));
  const ended = before.filter((one) => !alive.has(one.pid));
  return [...new Set(ended.map((one) => top(one, before, alive)))]
    .filter((parent) => alive.has(parent))
    .reduce((sum, parent) => {
      const spent = ended.filter((one) => top(one, before, alive) === parent).reduce((all, one) => all + one.ticks, 0);
      const waitedFor = alive.get(parent).waited - (before.find((one) => one.pid === parent)?.waited ?? 0);
      return sum + Math.max(0, spent - waitedFor);
    }, 0);
}

/** The nearest process above that is still alive. */
function top(one, before, alive) {
  let parent = one.parent;
  while (!alive.has(parent)) {
    const above = before.find((other) => other.pid === parent);
    if (!above) return null;
    parent = above.parent;
  }
  return parent;
}

function facts(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // proc(5): utime, stime, cutime, cstime are fields 14 to 17; the state, field 3, comes first here.
    const waited = Number(fields[13]) + Number(fields[14]);
    const ticks = Number(fields[11]) + Number(fields[12]) + waited;
    return { pid, parent: Number(fields[1]), ticks, waited, command: readFileSync(`/proc/${pid}/cmdline`, "utf8") };
  } catch {
    return null; // It ended while it was looked at.
  }
}

function highWater(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
