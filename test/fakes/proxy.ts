import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy on the loopback interface that passes every request on to one server, whatever host it names; it lets no one tunnel. */
export interface ProxyServer {
  readonly origin: string;
  /** What was asked of it, oldest first: addresses, and hosts to tunnel to. */
  readonly asked: readonly string[];
  close(): void;
}

export async function startProxy(to: string): Promise<ProxyServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(String(request.url));
    const { pathname, search } = new URL(String(request.url));
    const { method, headers } = request;
    const onwards = forward(`${to}${pathname}${search}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onwards);
  });
  server.on('connect', (request, socket) => {
    asked.push(String(request.url));
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
