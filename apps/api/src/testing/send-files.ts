import type { StartedApi } from './start-api.ts';

export interface FormFile {
	bytes: Uint8Array | string;
	name: string;
	type: string;
}

export interface SendFilesOptions {
	token: string;
	/** Default `/api/files/upload-multiple`. */
	path?: string;
	/** Default `files`. */
	partName?: string;
	/** Parts with text, after the files. */
	fields?: Readonly<Record<string, string>>;
}

/** Sends a form as a browser does. */
export const sendFiles = (
	started: StartedApi,
	files: readonly FormFile[],
	{ token, path = '/api/files/upload-multiple', partName = 'files', fields = {} }: SendFilesOptions,
): Promise<Response> => {
	const body = new FormData();
	for (const { bytes, name, type } of files) {
		const content = typeof bytes === 'string' ? bytes : new Uint8Array(bytes);
		body.append(partName, new File([content], name, { type }));
	}
	for (const [name, value] of Object.entries(fields)) body.append(name, value);
	return started.request(path, { method: 'POST', token, body });
};

export const textFile = (bytes: string, name = 'note.txt'): FormFile => ({ bytes, name, type: 'text/plain' });
