declare module 'virtual:platform-examples' {
	/** The code blocks of docs/platform.md, in order. */
	export const examples: readonly { name: string; load(): Promise<Record<string, unknown>> }[];
}
