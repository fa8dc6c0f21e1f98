const noted: string[] = [];

const text = (parts: unknown[]) =>
	parts.map((part) => (part instanceof Error ? (part.stack ?? part.message) : String(part))).join(' ');

/** Notes every error and warning of the console until `stop`; they still reach the console. */
export function watchConsole(): { stop(): void } {
	noted.length = 0;
	const { error, warn } = console;
	console.error = (...parts: unknown[]) => {
		noted.push(`error: ${text(parts)}`);
		error(...parts);
	};
	console.warn = (...parts: unknown[]) => {
		noted.push(`warning: ${text(parts)}`);
		warn(...parts);
	};
	return {
		stop() {
			console.error = error;
			console.warn = warn;
		},
	};
}

/** Fails the story that was noisy: a warning in a story is a defect of the component. */
watchConsole.assertQuiet = () => {
	if (noted.length > 0) throw new Error(`The story wrote to the console:\n${noted.join('\n')}`);
};
