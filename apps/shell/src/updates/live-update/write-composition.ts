import { type Composition, compositionElementId } from '@flotilla/contracts';

/** Has the page say what it runs now, where it said what it came with. */
export const writeComposition = ({ integrity: _, ...composition }: Composition, page: Document = document): void => {
	const element = page.getElementById(compositionElementId);
	if (element !== null) element.textContent = JSON.stringify(composition);
};
