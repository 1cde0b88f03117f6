import { encodeFrame, FrameDecoder } from "../rpc/frames";
import type { Transport } from "../rpc/transport";
import type { Child } from "./programs";

const GRACE = 2000;

/** The transport over a child's input and output; what the child writes to stderr goes to the log. */
export function overStdio(child: Child, log: (line: string) => void): Transport {
  const decoder = new FrameDecoder();
  const heard: Array<(message: string) => void> = [];
  const closed: Array<(why: string) => void> = [];
  let ended = false;
  const end = (why: string): void => {
    if (ended) return;
    ended = true;
    for (const listener of closed) listener(why);
  };
  child.onStdout((bytes) => {
    try {
      for (const message of decoder.push(bytes)) for (const listener of heard) listener(message);
    } catch (error) {
      log(`the backend sent something else than messages: ${String(error)}`);
      child.kill("SIGKILL");
    }
  });
  child.onStderr((text) => log(text.trimEnd()));
  child.onEnd(end);
  return {
    send: (message) => (ended ? undefined : child.write(encodeFrame(message))),
    onMessage: (listener) => void heard.push(listener),
    onClose: (listener) => void closed.push(listener),
    close: () => {
      if (ended) return;
      child.end();
      const timers = [
        window.setTimeout(() => child.kill("SIGTERM"), GRACE),
        window.setTimeout(() => child.kill("SIGKILL"), 2 * GRACE),
      ];
      closed.push(() => timers.forEach((timer) => window.clearTimeout(timer)));
    },
  };
}
