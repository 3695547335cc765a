import fc from 'fast-check';

/** The same cases at every run, so that a failure is a change of ours. `PROPERTY_SEED=$RANDOM npm test` looks further. */
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 20190531) });
