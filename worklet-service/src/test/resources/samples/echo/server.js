// Tells what it was asked, streams events, and echoes the messages of web sockets.
const http = require("node:http");
const crypto = require("node:crypto");

const version = require("node:fs").readFileSync("version", "utf8").trim();

const server = http.createServer((request, response) => {
  if (request.url.startsWith("/events")) {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    let number = 0;
    const timer = setInterval(() => response.write(`data: ${number++}\n\n`), 50);
    request.on("close", () => clearInterval(timer));
    return;
  }
  if (request.url.startsWith("/cookie")) {
    response.writeHead(302, {
      "Location": "/elsewhere",
      "Set-Cookie": ["a=1; Domain=localhost; Path=/x", "b=2"],
      "Connection": "close, X-Hop",
      "X-Hop": "1",
      "Service-Worker-Allowed": "/",
    });
    response.end();
    return;
  }
  const body = [];
  request.on("data", (part) => body.push(part));
  request.on("end", () =>
    response.end(
      JSON.stringify({
        version,
        method: request.method,
        url: request.url,
        headers: request.headers,
        body: Buffer.concat(body).toString(),
      }),
    ),
  );
});

server.on("upgrade", (request, socket) => {
  const accept = crypto
    .createHash("sha1")
    .update(request.headers["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
    .digest("base64");
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  let pending = Buffer.alloc(0);
  socket.on("data", (part) => {
    pending = Buffer.concat([pending, part]);
    while (pending.length >= 6) {
      const length = pending[1] & 127; // short messages only
      if (pending.length < 6 + length) return;
      const opcode = pending[0] & 15;
      const mask = pending.subarray(2, 6);
      const text = Buffer.from(pending.subarray(6, 6 + length).map((byte, i) => byte ^ mask[i % 4]));
      pending = pending.subarray(6 + length);
      socket.write(Buffer.concat([Buffer.from([128 | opcode, text.length]), text]));
      if (opcode === 8) socket.end();
    }
  });
  socket.on("error", () => {});
});

server.listen(process.env.PORT);
