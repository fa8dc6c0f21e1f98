export interface WrittenBody {
	data: unknown;
	/** False keeps axios from announcing a form, which it does for what nobody has announced. */
	headers: { 'Content-Type'?: string | false };
}

/** What the network takes as it is. The browser announces a form by itself, with its boundary. */
const isWritten = (body: unknown): boolean =>
	body instanceof FormData ||
	body instanceof Blob ||
	body instanceof URLSearchParams ||
	body instanceof ArrayBuffer ||
	ArrayBuffer.isView(body);

/** Forms, files and bytes go as they are, everything else as JSON. */
export const writeBody = (body: unknown): WrittenBody => {
	if (body === undefined) return { data: undefined, headers: { 'Content-Type': false } };
	if (isWritten(body)) return { data: body, headers: {} };
	return { data: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
};
