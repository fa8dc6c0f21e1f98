import { fromEvent } from 'file-selector';

/**
 * The files of a drop, a paste or a chooser, those in folders among them. To be called while the event is handled:
 * afterwards the browser has forgotten what was dropped.
 */
export const takeFiles = async (event: Event): Promise<File[]> => {
	const taken = await fromEvent(event);
	return taken.flatMap((file) => (file instanceof File ? [withOwnType(file)] : []));
};

/** A type that was guessed from the name is written onto the object, and would be lost where the file is kept. */
const withOwnType = (file: File): File =>
	Object.hasOwn(file, 'type')
		? new File([file], file.name, { type: file.type, lastModified: file.lastModified })
		: file;
