import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

/** Loaded before the program: keeps, in the file that LOADED_MODULES names, the address of every module it loads. */
const file = process.env['LOADED_MODULES'];
registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    if (file !== undefined) appendFileSync(file, `${resolved.url}\n`);
    return resolved;
  },
});
