/** What a remote exposes, by the name the federation plugin resolves. */
declare module '*/start' {
	export const start: import('@flotilla/federation').StartRemote;
}
