import type { Transport } from "../rpc/transport";

const LOCAL = /^ws:\/\/(?:127\.0\.0\.1|localhost):\d{1,5}\/?$/;

/** Why an address can't be used, or an empty string. Only programs of this computer are spoken to. */
export function addressFault(address: string): string {
  return LOCAL.test(address) ? "" : "Write an address of this computer, such as ws://127.0.0.1:8765.";
}

/** The transport to a backend that was started by hand; the token is never part of the address. */
export function overWebSocket(address: string, token: string): Promise<Transport> {
  const fault = addressFault(address);
  if (fault) return Promise.reject(new Error(fault));
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address, ["vault-runner.v1", `vault-runner.token.${token}`]);
    const closed: Array<(why: string) => void> = [];
    const heard: Array<(message: string) => void> = [];
    socket.onmessage = (event: MessageEvent<unknown>) => {
      if (typeof event.data === "string") for (const listener of heard) listener(event.data);
    };
    socket.onclose = (event) => {
      reject(new Error("The backend refused the connection. Check the address and the token."));
      for (const listener of closed.splice(0)) listener(`the connection ended (${event.code})`);
    };
    socket.onopen = () =>
      resolve({
        send: (message) => socket.send(message),
        onMessage: (listener) => void heard.push(listener),
        onClose: (listener) => void closed.push(listener),
        close: () => socket.close(),
      });
  });
}
