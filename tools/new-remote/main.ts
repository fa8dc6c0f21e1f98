// `npm run new-remote -- billing`: makes apps/billing of tools/remote-template. Ends with 2 where the name cannot be taken.
import { root } from '../suite/build-apps.ts';
import { createRemote } from './create-remote.ts';
import { OptionsError, readOptions, usage } from './read-options.ts';

const nextSteps = (name: string, folder: string): string => `
${folder} is a whole remote: its page is /${name}, and its card is on the dashboard.

  npm start                          builds and publishes it with the others
  npm run dev -- ${name}${' '.repeat(Math.max(1, 20 - name.length))}shows it in the shell, and each change at once
  npm run check                      format, types, boundaries
  npx vitest run ${folder}${' '.repeat(Math.max(1, 20 - folder.length))}its tests and its stories

An administrator who opens /${name} sets up its collection. Change the fields in
${folder}/src/entry/collection-definition.ts, the texts in messages/, the owner in remote.manifest.ts.`;

try {
	const options = readOptions(process.argv.slice(2));
	if (options === null) {
		console.log(usage);
	} else {
		const folder = await createRemote({ root, ...options });
		console.log(nextSteps(options.name, folder));
	}
} catch (error) {
	if (!(error instanceof OptionsError)) throw error;
	console.error(error.message);
	process.exit(2);
}
