export interface StreamBlock {
	/** Name of the event. */
	event?: string | undefined;
	/** Where to resume from. */
	id?: string | undefined;
	/** One line. */
	data?: string | undefined;
	/** Milliseconds until the client connects again. */
	retry?: number | undefined;
	/** For whoever looks at the wire. */
	comment?: string | undefined;
}

/** One block of an event stream (HTML, 9.2.5). JSON has no line breaks, so its data is one line. */
export const toStreamBlock = ({ event, id, data, retry, comment }: StreamBlock): Buffer => {
	const lines = [
		comment === undefined ? undefined : `: ${comment}`,
		retry === undefined ? undefined : `retry: ${retry}`,
		event === undefined ? undefined : `event: ${event}`,
		id === undefined ? undefined : `id: ${id}`,
		data === undefined ? undefined : `data: ${data}`,
	];
	return Buffer.from(`${lines.filter((line) => line !== undefined).join('\n')}\n\n`);
};
