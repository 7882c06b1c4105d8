// Calls the store. Values are handled as text: parsing them would change numbers that JavaScript cannot hold.

/** A refusal by the store, with its code. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? `The store answered ${status}.`);
    this.code = problem.code;
  }
}

export class Store {
  constructor(token, worklet) {
    this.token = token;
    this.base = `/v1/worklets/${worklet}/kv`;
  }

  async call(method, path, {body, headers, signal} = {}) {
    const response = await fetch(path, {
      method,
      body,
      signal,
      headers: {Authorization: `Bearer ${this.token}`, ...headers},
    });
    if (!response.ok) {
      throw new Refused(response.status, await response.json().catch(() => ({})));
    }
    return response;
  }

  worklets() {
    return this.call('GET', '/v1/worklets').then((answer) => answer.json());
  }

  stats() {
    return this.call('GET', `${this.base}:stats`).then((answer) => answer.json());
  }

  namespaces() {
    return this.call('GET', `${this.base}?details=true`).then((answer) => answer.json());
  }

  keys(namespace, pattern, cursor) {
    const query = new URLSearchParams({limit: '200'});
    if (pattern) query.set('pattern', /[*?]/.test(pattern) ? pattern : `*${pattern}*`);
    if (cursor) query.set('cursor', cursor);
    return this.call('GET', `${this.base}/${namespace}?${query}`).then((answer) => answer.json());
  }

  async read(namespace, key) {
    const answer = await this.call('GET', `${this.base}/${namespace}/${key}`);
    return {
      text: await answer.text(),
      version: answer.headers.get('ETag'),
      expires: answer.headers.get('Flow-Expires-At'),
    };
  }

  /** Writes only over the version that was seen: null for a new key. */
  write(namespace, key, text, ttl, version) {
    const query = ttl ? `?ttl=${encodeURIComponent(ttl)}` : '';
    const condition = version ? {'If-Match': version} : {'If-None-Match': '*'};
    return this.call('PUT', `${this.base}/${namespace}/${key}${query}`, {
      body: text,
      headers: {'Content-Type': 'application/json', ...condition},
    });
  }

  remove(namespace, key, version) {
    return this.call('DELETE', `${this.base}/${namespace}/${key}`, {headers: {'If-Match': version}});
  }

  async export() {
    const answer = await this.call('GET', `${this.base}:export?versions=true`, {headers: {Accept: 'application/x-ndjson'}});
    return answer.blob();
  }

  import(file) {
    const lines = file.name.endsWith('.ndjson');
    return this.call('POST', `${this.base}:import`, {
      body: file,
      headers: {'Content-Type': lines ? 'application/x-ndjson' : 'application/json'},
    }).then((answer) => answer.json());
  }

  /** Tells every change of a namespace until the signal aborts. EventSource cannot send a token, so the stream is read here. */
  async watch(namespace, signal, tell) {
    const answer = await this.call('GET', `${this.base}/${namespace}:watch`, {signal});
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const {value, done} = await reader.read();
      if (done) return;
      const events = (rest + value).split('\n\n');
      rest = events.pop();
      for (const event of events) {
        const name = /^event: (.*)$/m.exec(event)?.[1];
        const data = event.split('\n').filter((line) => line.startsWith('data: ')).map((line) => line.slice(6)).join('\n');
        if (name) tell({name, id: /^id: (.*)$/m.exec(event)?.[1], data});
      }
    }
  }
}
