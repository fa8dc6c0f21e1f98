import { type ChangeEvent, type RefObject, useRef } from 'react';
import { takeFiles } from './take-files.ts';
import styles from './upload-files.module.css';

export interface FileChooser {
	ref: RefObject<HTMLInputElement | null>;
	/** Opens the system's chooser. */
	open(): void;
}

export const useFileChooser = (): FileChooser => {
	const ref = useRef<HTMLInputElement>(null);
	return { ref, open: () => ref.current?.click() };
};

interface Props {
	chooser: FileChooser;
	label: string;
	onFiles: (files: File[]) => void;
	/** MIME types. Default anything. */
	accept?: readonly string[];
	/** A whole folder with all that is in it. Default false. */
	folder?: boolean;
	/** Default true. */
	multiple?: boolean;
}

/** What a button opens. People reach it by that button alone. */
export const FileInput = ({ chooser, label, onFiles, accept, folder = false, multiple = true }: Props) => (
	<input
		ref={chooser.ref}
		type="file"
		className={styles.input}
		aria-label={label}
		tabIndex={-1}
		multiple={multiple}
		{...(accept !== undefined && { accept: accept.join(',') })}
		// React has no name for it.
		{...(folder && { webkitdirectory: '' })}
		onChange={(event: ChangeEvent<HTMLInputElement>) => {
			const input = event.currentTarget;
			void takeFiles(event.nativeEvent).then((files) => files.length > 0 && onFiles(files));
			// The same file chosen again must be a change again.
			input.value = '';
		}}
	/>
);
