// Talks to the simulator: acts as a person, and hears of every change.

export async function act(what, details) {
  const response = await fetch(`/sim/act/${what}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(details),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? `The simulator answered ${response.status}.`);
  return answer;
}

/** Calls `on` with each change; the first one is the whole state, again after each reconnect. */
export function listen(user, on, onConnection) {
  const source = new EventSource(`/sim/stream?as=${encodeURIComponent(user)}`);
  source.onmessage = (message) => on(JSON.parse(message.data));
  source.onopen = () => onConnection(true);
  source.onerror = () => onConnection(false);
  return () => source.close();
}
