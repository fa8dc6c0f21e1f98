/** What a page that nobody looks at tells a service worker that waits for the place of another one. */
export const takeOverMessage = { type: 'flotilla:take-over' } as const;

/** False for what others post. */
export const isTakeOverMessage = (data: unknown): boolean =>
	typeof data === 'object' && data !== null && 'type' in data && data.type === takeOverMessage.type;
