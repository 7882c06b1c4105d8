const http = require("node:http");

http
  .createServer((request, response) => response.end("node says hello\n"))
  .listen(process.env.PORT);
