import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import workerThreads from 'node:worker_threads';

/**
 * Refuses to a fast test what makes tests slow: processes, threads and sockets, also where code under test asks for them.
 * `CONTRIBUTING.md` has the rule.
 */
function refuse(what: string): () => never {
  return () => {
    throw new Error(`A fast test ${what}. Rename its file to <name>.slow.test.ts, or test without it.`);
  };
}

const refuseProcess = refuse('starts a process');
Object.assign(childProcess.ChildProcess.prototype, { spawn: refuseProcess });
for (const name of ['spawnSync', 'execSync', 'execFileSync'] as const) childProcess[name] = refuseProcess;
net.Server.prototype.listen = refuse('listens on a socket');
net.Socket.prototype.connect = refuse('opens a socket');
dgram.createSocket = refuse('opens a socket');
workerThreads.Worker = class extends workerThreads.Worker {
  constructor() {
    refuse('starts a thread')();
    super('');
  }
};
// For modules that import these by name.
syncBuiltinESMExports();
