import { useEffect, useEffectEvent, useState } from 'react';
import { takeFiles } from './take-files.ts';

interface Options {
	onFiles: (files: File[]) => void;
	/** What a picture without a name is to be called, without its extension. */
	nameOfPasted: () => string;
	/** Something was dropped that has no files in it. */
	onNothing: () => void;
}

/** Takes what is dropped anywhere on the page, or pasted. True while files are held over it. */
export const useFilesFromPage = ({ onFiles, nameOfPasted, onNothing }: Options): boolean => {
	const [isOver, setIsOver] = useState(false);
	const take = useEffectEvent((files: File[]) => (files.length === 0 ? onNothing() : onFiles(files)));
	const rename = useEffectEvent((file: File) =>
		isUnnamed(file) ? new File([file], `${nameOfPasted()}.${extensionOf(file)}`, { type: file.type }) : file,
	);

	useEffect(() => {
		const life = new AbortController();
		const { signal } = life;
		const listen = <K extends 'dragenter' | 'dragover' | 'dragleave' | 'drop'>(
			name: K,
			handle: (event: DragEvent) => void,
		) => {
			const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
			addEventListener(
				name,
				(event) => {
					// A smaller place to drop on has taken it.
					if (event.defaultPrevented || !carriesFiles(event)) return;
					handle(event);
				},
				{ signal },
			);
		};
		listen('dragenter', () => setIsOver(true));
		listen('dragover', (event) => {
			event.preventDefault();
			if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
		});
		// Between two elements it comes from one of them; from nowhere when the pointer leaves the window.
		listen('dragleave', (event) => event.relatedTarget === null && setIsOver(false));
		listen('drop', (event) => {
			event.preventDefault();
			setIsOver(false);
			void takeFiles(event).then((files) => !signal.aborted && take(files));
		});
		addEventListener(
			'paste',
			(event) => {
				const files = event.clipboardData?.files.length ?? 0;
				if (files === 0 || isEditable(event.target)) return;
				event.preventDefault();
				void takeFiles(event).then((taken) => !signal.aborted && take(taken.map(rename)));
			},
			{ signal },
		);
		return () => life.abort();
	}, []);

	return isOver;
};

const isEditable = (target: EventTarget | null): boolean =>
	target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** What browsers call every picture that is pasted. */
const isUnnamed = ({ name }: File): boolean => /^image\.\w+$/.test(name);

const extensionOf = ({ name }: File): string => name.split('.').at(-1) ?? '';
