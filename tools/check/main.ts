// `npm run check`: format, lint, types, boundaries, dead code, sizes. The same here and in CI.
import { join } from 'node:path';
import { root } from '../suite/build-apps.ts';
import { runChecks } from './run-checks.ts';

const { failures } = await runChecks({
	root,
	fix: process.argv.includes('--fix'),
	nodeModules: join(root, 'node_modules'),
});
process.exit(failures.length === 0 ? 0 : 1);
