import { runCommand } from './run-command.ts';

process.exitCode = await runCommand(process.argv.slice(2), {
	terminal: {
		out: (line) => process.stdout.write(`${line}\n`),
		note: (line) => process.stderr.write(`${line}\n`),
	},
	environment: process.env,
});
