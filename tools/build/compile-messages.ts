import compile from 'icu-minify/compile';

/** Files of messages: the JSON files of any folder `messages`, and of those in it. */
export const messagesFiles = /[\\/]messages[\\/](?:[a-z]+[\\/])?[^\\/]+\.json$/;

/** Compiles every message of such a file, so that no page has to read ICU syntax. Says which one cannot be read. */
export const compileMessages = (source: string, file: string): string => {
	const messages = JSON.parse(source) as Record<string, string>;
	return JSON.stringify(
		Object.fromEntries(
			Object.entries(messages).map(([key, message]) => {
				try {
					return [key, compile(message)];
				} catch (cause) {
					throw new Error(`${file}: the message "${key}" is not in the ICU format`, { cause });
				}
			}),
		),
	);
};
