/** Has the browser save bytes under a name, as a download would. */
export const saveFile = (content: Blob, name: string): void => {
	const url = URL.createObjectURL(content);
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	// The click has begun the download, but may not have read the bytes yet.
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
};
