import { useState } from 'react';
import type { FilesLayout } from './files-view.model.ts';

const key = 'flotilla.files.layout';

const read = (): FilesLayout => {
	try {
		return localStorage.getItem(key) === 'grid' ? 'grid' : 'list';
	} catch {
		return 'list';
	}
};

/** What this browser was shown files as last time. Default a list. */
export const useFilesLayout = (): [FilesLayout, (layout: FilesLayout) => void] => {
	const [layout, setLayout] = useState(read);
	return [
		layout,
		(next) => {
			setLayout(next);
			try {
				localStorage.setItem(key, next);
			} catch {
				// Then it is remembered for as long as the page.
			}
		},
	];
};
