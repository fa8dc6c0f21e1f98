import { longestTitle } from '../../entry/collection-definition.ts';

export type TitleProblem = 'required' | 'tooLong';

/** What is wrong with a title, typed with whatever space around it; null: nothing. */
export const checkTitle = (typed: string): TitleProblem | null => {
	const title = typed.trim();
	if (title === '') return 'required';
	// As JSON Schema counts: by characters, so that a picture is one.
	return [...title].length > longestTitle ? 'tooLong' : null;
};
